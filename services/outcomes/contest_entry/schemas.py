"""How an entry looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, REASON, Code, CommandSchema, Id, Text, WithFiles

OFFICE = {"description": "报送的政协机关 the office that enters it"}


class Submit(WithFiles):
    case = Id(required=True)
    organisation = Id(required=True, metadata=OFFICE)


class Select(CommandSchema):
    opinion = Text()


COMMANDS: dict[str, type[CommandSchema]] = {
    "submit": Submit,
    "select": Select,
    "shortlist": NOTHING,
    "turn_down": REASON,
}


class Shown(Schema):
    contest = Id()
    case = Id()
    title = Text()
    from_division = Code()
    organisation = Id(metadata=OFFICE)
    selected_by = Id(allow_none=True)
    opinion = Text(allow_none=True)
    reason = Text(allow_none=True)
