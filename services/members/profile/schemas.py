"""How a profile looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Id, Text

MOST_FIELDS = 20


class Create(CommandSchema):
    division = Code(required=True)
    person = Id()
    organisation = Id()
    residence = Code()
    workplace = Code()
    expertise = fields.List(Text(required=True), validate=validate.Length(max=MOST_FIELDS))

    @validates_schema
    def is_of_one(self, data: dict[str, Any], **kwargs: Any) -> None:
        if ("person" in data) == ("organisation" in data):
            said = "person 与 organisation 须写其一 name either a person or an organisation"
            raise ValidationError({"person": [said]})
        if "organisation" in data and ("residence" in data or "workplace" in data):
            raise ValidationError({"residence": ["机构没有住所、工作地 only a member lives and works somewhere"]})


class Amend(Amendment):
    residence = Code()
    workplace = Code()
    expertise = fields.List(Text(required=True), validate=validate.Length(max=MOST_FIELDS))


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    person = Id(allow_none=True)
    organisation = Id(allow_none=True)
    residence = Code(allow_none=True)
    workplace = Code(allow_none=True)
    expertise = fields.List(Text())
    reason = Text(allow_none=True)
