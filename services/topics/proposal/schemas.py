"""How a proposal looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from infra.kernel.contract.wire import (
    NOTHING,
    REASON,
    Amendment,
    Bool,
    Code,
    CommandSchema,
    Day,
    Id,
    Int,
    OneOf,
    Text,
    Time,
    WithFiles,
    says_nothing,
)

CLASSES = ("A", "B", "C")
RATINGS = ("satisfied", "basically_satisfied", "dissatisfied")
COMMENT_NEEDED = "不满意须说明理由 say why you are dissatisfied"
DAY_OF_B = "B 类须写落实日期，其他类不写 class B says by which day it is done, the others do not"


class Draft(WithFiles):
    title = Text(required=True)
    text = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    co_signers = fields.List(
        Id(), metadata={"description": "联名委员（委员编号） members who sign it too, by their ids"}
    )
    topic = Id()
    outcome = Id()


class Revise(Amendment):
    title = Text()
    text = Text()


class Filing(CommandSchema):
    number = Text(required=True)


class Merge(CommandSchema):
    into = Id(required=True)
    reason = Text(required=True)


class Assign(CommandSchema):
    lead = Id(required=True)
    co_handlers = fields.List(Id())
    due = Day(required=True)


class RequestReturn(CommandSchema):
    received_at = Day()
    reason = Text(required=True)


class Reassign(CommandSchema):
    lead = Id(required=True)
    due = Day()
    reason = Text(required=True)


class RequestExtension(CommandSchema):
    due = Day(required=True)
    received_at = Day()
    reason = Text(required=True)


class GrantExtension(CommandSchema):
    due = Day()
    reason = Text(required=True)


class Pause(CommandSchema):
    until = Day()
    reason = Text(required=True)


class AskCoHandlers(CommandSchema):
    question = Text(required=True)
    due = Day()


class GiveOpinion(WithFiles):
    text = Text(required=True)


class Supervise(CommandSchema):
    level = OneOf("ordinary", "yellow", "red", required=True)
    reason = Text(required=True)


class Reply(WithFiles):
    """Class B, and no other, promises something by a day."""

    class_code = OneOf(*CLASSES, required=True, data_key="class")
    text = Text(required=True)
    resolve_by = Day()
    contact_record = Text()

    @validates_schema
    def b_says_by_when(self, loaded: dict[str, Any], **_: object) -> None:
        if (loaded.get("class_code") == "B") != ("resolve_by" in loaded):
            raise ValidationError(DAY_OF_B, "resolve_by")


class Rate(CommandSchema):
    """Who is dissatisfied must say why."""

    rating = OneOf(*RATINGS, required=True)
    comment = Text()

    @validates_schema
    def dissatisfied_says_why(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("rating") == "dissatisfied" and says_nothing(loaded.get("comment", "")):
            raise ValidationError(COMMENT_NEEDED, "comment")


class Track(CommandSchema):
    due = Day()
    reason = Text(required=True)


class ReportProgress(WithFiles):
    text = Text(required=True)


class Resolve(WithFiles):
    text = Text(required=True)


class HandOver(CommandSchema):
    organisation = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "revise": Revise,
    "submit": NOTHING,
    "withdraw": REASON,
    "file": Filing,
    "decline_filing": REASON,
    "merge": Merge,
    "assign": Assign,
    "sign_for": NOTHING,
    "request_return": RequestReturn,
    "reassign": Reassign,
    "deny_return": REASON,
    "ask_co_handlers": AskCoHandlers,
    "give_opinion": GiveOpinion,
    "pause": Pause,
    "resume": NOTHING,
    "request_extension": RequestExtension,
    "grant_extension": GrantExtension,
    "deny_extension": REASON,
    "urge": NOTHING,
    "supervise": Supervise,
    "reply": Reply,
    "release_reply": NOTHING,
    "send_back_reply": REASON,
    "rate": Rate,
    "track": Track,
    "report_progress": ReportProgress,
    "resolve": Resolve,
    "close": NOTHING,
    "hand_over": HandOver,
}


class ShownCoSigner(Schema):
    member = Id()
    person = Id()


class ShownOpinion(Schema):
    organisation = Id()
    text = Text()


class Shown(Schema):
    title = Text()
    text = Text()
    organisation = Id()
    organisation_ended = Bool()
    proposer = Id(allow_none=True)
    co_signers = fields.List(fields.Nested(ShownCoSigner))
    topic = Id(allow_none=True)
    outcome = Id(allow_none=True)
    brief = Id(allow_none=True)
    number = Text(allow_none=True)
    reason = Text(allow_none=True)
    into = Id(allow_none=True)
    merged_proposals = fields.List(Id())
    lead = Id(allow_none=True)
    co_handlers = fields.List(Id())
    due = Day(allow_none=True)
    class_ = OneOf(*CLASSES, allow_none=True, data_key="class")
    reply = Text(allow_none=True)
    rating = OneOf(*RATINGS, allow_none=True)
    comment = Text(allow_none=True)
    former_leads = fields.List(Id())
    original_due = Day(allow_none=True)
    requested_due = Day(allow_none=True)
    policy = Text(allow_none=True)
    return_until = Time(allow_none=True)
    return_provisional = Bool()
    paused_on = Day(allow_none=True)
    paused_until = Day(allow_none=True)
    due_soon = Bool()
    overdue = Bool()
    urged = Int()
    supervised = Text(allow_none=True)
    question = Text(allow_none=True)
    awaited = fields.List(Id())
    opinions = fields.List(fields.Nested(ShownOpinion))
    contact_record = Text(allow_none=True)
    resolve_by = Day(allow_none=True)
    reworks = Int()
    progress = fields.List(Text())
    resolution = Text(allow_none=True)
