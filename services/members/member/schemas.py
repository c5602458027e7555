"""How a membership looks on the wire."""

from marshmallow import Schema

from infra.kernel.wire import Code, CommandSchema, Id, Text
from services.members.amendment import Amendment


class Create(CommandSchema):
    person = Id(required=True)
    committee_division = Code(required=True)
    sector = Text(required=True)
    term = Text(required=True)


class Amend(Amendment):
    committee_division = Code()
    sector = Text()
    term = Text()


class End(CommandSchema):
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": End}


class Shown(Schema):
    person = Id()
    committee_division = Code()
    sector = Text()
    term = Text()
