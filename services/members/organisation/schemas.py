"""How an organisation looks on the wire."""

from marshmallow import Schema

from infra.kernel.wire import Code, CommandSchema, Id, OneOf, Text
from services.members.amendment import Amendment
from services.members.organisation.commands import KINDS


class Create(CommandSchema):
    name = Text(required=True)
    kind = OneOf(*KINDS, required=True)
    division = Code(required=True)
    parent = Id()


class Amend(Amendment):
    name = Text()
    kind = OneOf(*KINDS)
    division = Code()
    parent = Id()


class End(CommandSchema):
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": End}


class Shown(Schema):
    name = Text()
    kind = OneOf(*KINDS)
    parent = Id(allow_none=True)
