"""How staff figures look on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import CommandSchema, Day, Id, Int, Text


class Report(CommandSchema):
    organisation = Id(required=True)
    on = Day(required=True)
    authorised = Int(required=True)
    in_post = Int(required=True)


class Correct(CommandSchema):
    authorised = Int(required=True)
    in_post = Int(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"report": Report, "correct": Correct}


class Shown(Schema):
    organisation = Id()
    on = Day()
    authorised = Int()
    in_post = Int()
    reason = Text(allow_none=True)
