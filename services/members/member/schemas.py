"""How a membership looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Id, Text


class Create(CommandSchema):
    person = Id(required=True)
    committee_division = Code(required=True)
    sector = Text(required=True)
    term = Text(required=True)


class Amend(Amendment):
    committee_division = Code()
    sector = Text()
    term = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    person = Id()
    committee_division = Code()
    sector = Text()
    term = Text()
    term_id = Id(allow_none=True)
