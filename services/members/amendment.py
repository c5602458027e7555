"""What every amendment has in common on the wire."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from infra.kernel.wire import CommandSchema, says_nothing


class Amendment(CommandSchema):
    """What is left out stays as it is: so an amendment names at least one field, and gives none as an empty text."""

    @validates_schema
    def says_what_changes(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not data:
            raise ValidationError("至少给出一个字段 name at least one field")
        empty = [name for name, value in data.items() if isinstance(value, str) and says_nothing(value)]
        if empty:
            raise ValidationError({name: ["不能为空 must not be empty"] for name in empty})
