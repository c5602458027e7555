"""How the format of a meeting looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from infra.kernel.contract.wire import CommandSchema, Id, Int, OneOf, Text, says_nothing
from services.meetings.meeting_format.events import FiveQuestions, MediationParty

FORMS = (
    *("council", "site", "courtyard", "field", "bench", "pavilion", "neighbourhood", "corridor", "grassland"),
    *("round_table", "online", "mediation", "other"),
)
MODES = ("onsite", "remote", "hybrid")
# 沉浸式、蹲点式、嵌入式
IMMERSIONS = ("immersive", "stationed", "embedded")
HOW = {"description": "沉浸式、蹲点式、嵌入式 how the members live with the matter"}

FIVE = {"description": "五问 the five questions that a place asks before it consults"}


class MediationPartySchema(Schema):
    group = Text(allow_none=True)
    participant = Id(allow_none=True)

    @validates_schema
    def party_is_one(self, data: dict[str, Any], **kwargs: Any) -> None:
        if says_nothing(data.get("group") or "") == (data.get("participant") is None):
            raise ValidationError({"group": ["利益相关群体和参会人填其一 either group or participant"]})

    @post_load
    def party(self, data: dict[str, Any], **kwargs: Any) -> MediationParty:
        return MediationParty(**data)


class FiveQuestionsSchema(Schema):
    what = Text(metadata={"description": "议什么 what is consulted on"})
    where = Text(metadata={"description": "在哪议 where"})
    who = Text(metadata={"description": "谁来议 with whom"})
    how = Text(metadata={"description": "怎么议 how"})
    purpose = Text(metadata={"description": "为何议 to what end"})

    @validates_schema
    def one_is_answered(self, data: dict[str, Any], **kwargs: Any) -> None:
        if all(says_nothing(answer) for answer in data.values()):
            raise ValidationError("至少回答一问 answer at least one of the five")

    @post_load
    def questions(self, data: dict[str, Any], **kwargs: Any) -> FiveQuestions:
        return FiveQuestions(**data)


class DescribeFormat(CommandSchema):
    forms = fields.List(OneOf(*FORMS), required=True)
    modes = fields.List(OneOf(*MODES))
    immersion = OneOf(*IMMERSIONS, metadata=HOW)
    parties = fields.List(fields.Nested(MediationPartySchema))
    five_questions = fields.Nested(FiveQuestionsSchema, metadata=FIVE)

    @validates_schema
    def some_form_is_said(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not data.get("forms"):
            raise ValidationError({"forms": ["至少一种形式 name at least one form"]})

    @post_load
    def described(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


COMMANDS: dict[str, type[CommandSchema]] = {"describe_format": DescribeFormat, "amend_format": DescribeFormat}


class FiveQuestionsShown(Schema):
    what = Text(allow_none=True)
    where = Text(allow_none=True, metadata={"description": "在哪议 where"})
    who = Text(allow_none=True)
    how = Text(allow_none=True)
    purpose = Text(allow_none=True)


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    forms = fields.List(OneOf(*FORMS))
    modes = fields.List(OneOf(*MODES))
    immersion = OneOf(*IMMERSIONS, allow_none=True, metadata=HOW)
    parties = fields.List(fields.Nested(MediationPartySchema))
    five_questions = fields.Nested(FiveQuestionsShown, allow_none=True, metadata=FIVE)
