"""How a person's record looks on the wire."""

from marshmallow import Schema

from infra.kernel.wire import CommandSchema, Text
from services.members.amendment import Amendment


class Create(CommandSchema):
    name = Text(required=True)
    contact = Text()


class Amend(Amendment):
    name = Text()
    contact = Text()


class End(CommandSchema):
    reason = Text(required=True)


class Forget(CommandSchema):
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": End, "forget": Forget}


class Shown(Schema):
    name = Text()
    contact = Text(allow_none=True)
