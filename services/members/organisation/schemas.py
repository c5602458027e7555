"""How an organisation looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, validates_schema

from infra.kernel.contract.wire import Amendment, Bool, Code, CommandSchema, Id, OneOf, Text
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
    """Either a successor, or that there is none."""

    successor = Id()
    no_successor = Bool()
    reason = Text(required=True)

    @validates_schema
    def says_who_takes_over(self, data: dict[str, Any], **kwargs: Any) -> None:
        if ("successor" in data) == bool(data.get("no_successor")):
            said = "填写 successor，或填 no_successor: true，二者必填其一 either successor, or no_successor: true"
            raise ValidationError({"successor": [said], "no_successor": [said]})


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": End}


class Shown(Schema):
    name = Text()
    kind = OneOf(*KINDS)
    parent = Id(allow_none=True)
    successor = Id(allow_none=True)
