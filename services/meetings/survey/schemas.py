"""How a field survey looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Day, FileDigests, Id, Int, Text


class RecordSurvey(CommandSchema):
    topic = Id(required=True)
    meeting = Id()
    place = Text(required=True)
    on = Day(required=True)
    organisations = fields.List(Id(required=True))
    bodies = fields.List(Text(required=True))
    people = Int()
    findings = Text(required=True)
    files = FileDigests(metadata={"description": "照片 photos"})

    @post_load
    def recorded(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


class CorrectSurvey(CommandSchema):
    findings = Text(required=True)
    files = FileDigests(metadata={"description": "增补的照片 photos that are added"})
    reason = Text(required=True)


class BringSurvey(CommandSchema):
    meeting = Id(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "record_survey": RecordSurvey,
    "correct_survey": CorrectSurvey,
    "bring_survey": BringSurvey,
    "withdraw_survey": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    topic = Id()
    organisation = Id()
    meeting = Id(allow_none=True)
    place = Text()
    on = Day()
    organisations = fields.List(Id())
    bodies = fields.List(Text())
    people = Int(allow_none=True)
    findings = fields.List(Text(), metadata={"description": "各版情况，末项有效 every version of what was found"})
    files = fields.List(Text())
    reason = Text(allow_none=True)
