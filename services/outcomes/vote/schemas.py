"""How a vote looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.wire import CommandSchema, Id

CHOSEN = {"description": "所选的参评案例 the entries chosen"}


class CastBallot(CommandSchema):
    contest = Id(required=True)
    entries = fields.List(Id(), required=True, metadata=CHOSEN)


COMMANDS: dict[str, type[CommandSchema]] = {"cast": CastBallot}


class Shown(Schema):
    contest = Id()
    entries = fields.List(Id(), metadata=CHOSEN)
