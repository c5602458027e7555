"""How a contribution looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, validate, validates_schema

from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Int, OneOf, Text, WithFiles

KINDS = ("knowledge", "money", "effort", "goods")


class Create(WithFiles):
    division = Code(required=True)
    kind = OneOf(*KINDS, required=True)
    text = Text(required=True)
    receiver = Text(required=True)
    member = Id()
    giver = Text()
    amount_yuan = Int(validate=validate.Range(min=1))
    on = Day()

    @validates_schema
    def is_given_by_one(self, data: dict[str, Any], **kwargs: Any) -> None:
        if ("member" in data) == ("giver" in data):
            said = "member 与 giver 须写其一 name either the member or the body that gave it"
            raise ValidationError({"member": [said]})
        if data.get("kind") == "money" and "amount_yuan" not in data:
            raise ValidationError({"amount_yuan": ["捐款须写明金额 of money the amount must be given"]})


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "withdraw": REASON,
}


class Shown(Schema):
    kind = OneOf(*KINDS)
    text = Text()
    receiver = Text()
    member = Id(allow_none=True)
    giver = Text(allow_none=True)
    amount_yuan = Int(allow_none=True)
    on = Day()
    reason = Text(allow_none=True)
