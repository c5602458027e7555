"""How a nomination looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.base.ids import new_id
from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Id, Text

MOST_CONSULTED = 50


class Nominate(CommandSchema):
    person = Id(required=True)
    organisation = Id(required=True)
    term = Id(required=True)
    sector = Text(required=True)
    grounds = Text(required=True)
    present_post = Text()


class Examine(CommandSchema):
    opinion = Text(required=True)


class Consult(CommandSchema):
    organisations = fields.List(Id(), required=True, validate=validate.Length(1, MOST_CONSULTED))
    opinion = Text()


class Agree(CommandSchema):
    document_number = Text(required=True)


class Admit(CommandSchema):
    @post_load
    def with_a_membership(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "member": new_id()}


COMMANDS: dict[str, type[CommandSchema]] = {
    "nominate": Nominate,
    "examine": Examine,
    "consult": Consult,
    "agree": Agree,
    "disagree": REASON,
    "withdraw": REASON,
    "admit": Admit,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    person = Id()
    organisation = Id()
    term = Id()
    committee_division = Code()
    sector = Text()
    present_post = Text(allow_none=True)
    grounds = Text()
    opinion = Text(allow_none=True)
    organisations = fields.List(Id())
    consulted_opinion = Text(allow_none=True)
    document_number = Text(allow_none=True)
    reason = Text(allow_none=True)
    member = Id(allow_none=True)
