"""How a topic looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import (
    NOTHING,
    REASON,
    Bool,
    Code,
    CommandSchema,
    Day,
    FileDigests,
    Id,
    Int,
    OneOf,
    Text,
    WithFiles,
    says_nothing,
)
from services.topics.topic.events import Absence, Verdict


class Draft(WithFiles):
    title = Text(required=True)
    background = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    source = OneOf("party", "government", "society", required=True)
    stakeholder_groups = fields.List(Text(required=True))
    category = Text()


class Reworded(CommandSchema):
    """What is not named stays; something has to be named, and a title or a background says something."""

    title = Text()
    background = Text()
    stakeholder_groups = fields.List(Text(required=True))
    category = Text()

    @validates_schema
    def something(self, loaded: dict[str, Any], **kwargs: Any) -> None:
        if not loaded.keys() - {"reason"}:
            raise ValidationError("须写明要改什么 say what is to be changed", "title")
        for name in ("title", "background"):
            if name in loaded and says_nothing(loaded[name]):
                raise ValidationError("不能为空 must not be empty", name)


class Edit(Reworded):
    reason = Text(metadata={"description": "理由，提出之后必填 why; required once it was proposed"})


class Correct(Reworded):
    reason = Text(required=True)


class VerdictSchema(Schema):
    item = Text(required=True)
    verdict = OneOf("yes", "no", "n/a", required=True)
    note = Text()

    @post_load
    def as_verdict(self, loaded: dict[str, Any], **kwargs: Any) -> Verdict:
        return Verdict(**loaded)


class PassScreening(CommandSchema):
    verdicts = fields.List(fields.Nested(VerdictSchema), required=True)


class RuleOut(CommandSchema):
    verdicts = fields.List(fields.Nested(VerdictSchema), required=True)
    reason = Text(required=True)


class Refer(CommandSchema):
    to = Text(required=True)
    reason = Text(required=True)


class Defer(CommandSchema):
    until = Day(required=True)
    reason = Text(required=True)


class Merge(CommandSchema):
    into = Id(required=True)
    reason = Text(required=True)


class ElsewhereTo(CommandSchema):
    """To a body of another level, where a topic with a fresh id will be drafted."""

    organisation = Id(required=True)
    reason = Text(required=True)

    @post_load
    def with_linked_topic(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "linked_topic": new_id()}


class OverrideScreening(CommandSchema):
    document_number = Text(required=True)
    reason = Text(required=True)


class Endorse(CommandSchema):
    opinion = Text(required=True)


class Approve(CommandSchema):
    document_number = Text(required=True)


class PostNotice(CommandSchema):
    until = Day()
    files = FileDigests(metadata={"description": "张贴凭证 proof of posting"})


class LodgeObjection(CommandSchema):
    name = Text()
    contact = Text()
    reason = Text(required=True)
    received_at = Day(
        metadata={
            "description": "书面材料收到之日，由收件单位填写 the day it came on paper, said by the office that received it"
        }
    )

    @post_load
    def with_objection_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "objection_id": new_id()}


class AnswerObjection(CommandSchema):
    objection = Id(required=True)
    reason = Text(required=True)


class AbsenceSchema(Schema):
    group = Text(required=True)
    explanation = Text(required=True)

    @post_load
    def as_absence(self, loaded: dict[str, Any], **kwargs: Any) -> Absence:
        return Absence(**loaded)


class Conclude(CommandSchema):
    result = OneOf("full", "partial", "none", "eased", required=True)
    summary = Text(required=True)
    absences = fields.List(fields.Nested(AbsenceSchema))


class HandOver(CommandSchema):
    organisation = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "propose": NOTHING,
    "edit": Edit,
    "correct": Correct,
    "pass_screening": PassScreening,
    "rule_out": RuleOut,
    "refer": Refer,
    "defer": Defer,
    "merge": Merge,
    "override_screening": OverrideScreening,
    "resume": NOTHING,
    "select": NOTHING,
    "endorse": Endorse,
    "return_to_selection": REASON,
    "approve": Approve,
    "return_for_review": REASON,
    "disapprove": REASON,
    "post_notice": PostNotice,
    "lodge_objection": LodgeObjection,
    "uphold_objection": REASON,
    "uphold_late_objection": REASON,
    "answer_objection": AnswerObjection,
    "open_round": NOTHING,
    "conclude": Conclude,
    "abandon_round": REASON,
    "discontinue": REASON,
    "escalate": ElsewhereTo,
    "delegate": ElsewhereTo,
    "hand_back": REASON,
    "close_without_outcome": REASON,
    "reopen_consultation": REASON,
    "reopen": REASON,
    "hand_over": HandOver,
}


class OriginSchema(Schema):
    topic = Id()
    kind = OneOf("escalated", "delegated", "converted")
    organisation = Id()


class WordingSchema(Schema):
    title = Text()
    background = Text()
    stakeholder_groups = fields.List(Text())
    category = Text(allow_none=True)


class CorrectionSchema(Schema):
    before = fields.Nested(WordingSchema)
    after = fields.Nested(WordingSchema)
    reason = Text()


class Shown(Schema):
    title = Text()
    background = Text()
    organisation = Id()
    organisation_ended = Bool()
    source = OneOf("party", "government", "society")
    stakeholder_groups = fields.List(Text())
    round = Int()
    objections = Int()
    category = Text(allow_none=True)
    screening_list = Id(allow_none=True)
    screening_list_version = Int(allow_none=True)
    screening_items = fields.List(Text())
    verdicts = fields.List(fields.Nested(VerdictSchema))
    opinion = Text(allow_none=True)
    document_number = Text(allow_none=True)
    deferred_until = Day(allow_none=True)
    referred_to = Text(allow_none=True)
    notice_until = Day(allow_none=True)
    result = OneOf("full", "partial", "none", "eased", allow_none=True)
    summary = Text(allow_none=True)
    absences = fields.List(fields.Nested(AbsenceSchema))
    reason = Text(allow_none=True)
    notice_provisional = Bool()
    origin = fields.Nested(OriginSchema, allow_none=True)
    linked_topic = Id(allow_none=True)
    into = Id(allow_none=True)
    merged_topics = fields.List(Id())
    left_rounds = fields.List(Int())
    corrections = fields.List(fields.Nested(CorrectionSchema))
    files = fields.List(Text(), metadata={"description": "张贴凭证 proof of posting; GET /v1/files/{digest}"})
