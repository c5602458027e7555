"""How a destruction looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, REASON, CommandSchema, Id, OneOf, Text

GROUNDS = ("purpose_met", "retention_over", "consent_withdrawn", "unlawful", "request", "court")


class Request(CommandSchema):
    person = Id(required=True)
    ground = OneOf(*GROUNDS, required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"request": Request, "approve": NOTHING, "refuse": REASON}


class Shown(Schema):
    person = Id()
    ground = OneOf(*GROUNDS)
    reason = Text()
    requested_by = Id(allow_none=True)
