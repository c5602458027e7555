"""How a person's record looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Amendment, CommandSchema, Text


class Create(CommandSchema):
    name = Text(required=True)
    contact = Text()


class Amend(Amendment):
    name = Text()
    contact = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    name = Text()
    contact = Text(allow_none=True)
