"""How a demonstration site looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Text, WithFiles


class Create(WithFiles):
    division = Code(required=True)
    organisation = Id(required=True)
    name = Text(required=True)
    text = Text(required=True)
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    organisation = Id()
    name = Text()
    text = Text()
    on = Day()
    reason = Text(allow_none=True)
