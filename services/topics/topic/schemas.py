"""How a topic looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import NOTHING, REASON, Bool, Code, CommandSchema, Day, Id, Int, OneOf, Text
from services.topics.topic.events import Absence, Verdict


class Draft(CommandSchema):
    title = Text(required=True)
    background = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    source = OneOf("party", "government", "society", required=True)
    stakeholder_groups = fields.List(Text(required=True))
    category = Text()


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


class OverrideScreening(CommandSchema):
    document_number = Text(required=True)
    reason = Text(required=True)


class Endorse(CommandSchema):
    opinion = Text(required=True)


class Approve(CommandSchema):
    document_number = Text(required=True)


class PostNotice(CommandSchema):
    until = Day()


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


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "propose": NOTHING,
    "pass_screening": PassScreening,
    "rule_out": RuleOut,
    "refer": Refer,
    "defer": Defer,
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
    "open_round": NOTHING,
    "conclude": Conclude,
    "discontinue": REASON,
    "close_without_outcome": REASON,
    "reopen_consultation": REASON,
    "reopen": REASON,
}


class Shown(Schema):
    title = Text()
    background = Text()
    organisation = Id()
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
