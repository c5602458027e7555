"""How tasks look on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from infra.kernel.contract.wire import (
    NOTHING,
    REASON,
    Bool,
    CommandSchema,
    Day,
    FileDigests,
    Id,
    Int,
    OneOf,
    Text,
    Time,
    WithFiles,
    says_nothing,
)
from services.outcomes.task.commands import TaskEffect

CLASSES = ("A", "B", "C")
RATINGS = ("satisfied", "basically_satisfied", "dissatisfied")
REASON_NEEDED = "不满意须说明理由 say why you are dissatisfied"


class Reassign(CommandSchema):
    lead = Id(required=True)
    due = Day()
    reason = Text(required=True)


class RequestReturn(CommandSchema):
    received_at = Day()
    reason = Text(required=True)


class ChangeCoHandlers(CommandSchema):
    co_handlers = fields.List(Id(), required=True)
    reason = Text(required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "co_handlers": tuple(loaded["co_handlers"])}


class Pause(CommandSchema):
    until = Day()
    reason = Text(required=True)


class AskCoHandlers(CommandSchema):
    question = Text(required=True)
    due = Day()


class GiveOpinion(WithFiles):
    text = Text(required=True)


class RequestExtension(CommandSchema):
    due = Day(required=True)
    received_at = Day()
    reason = Text(required=True)


class GrantExtension(CommandSchema):
    due = Day()
    reason = Text(required=True)


class WantedEffect(CommandSchema):
    what = Text(required=True)
    number = Int()
    unit = Text()

    @post_load
    def as_effect(self, loaded: dict[str, Any], **_: object) -> TaskEffect:
        return TaskEffect(**loaded)


class DraftReply(CommandSchema):
    class_code = OneOf(*CLASSES, required=True, data_key="class")
    text = Text(required=True)
    contact_record = Text(required=True)
    effects = fields.List(fields.Nested(WantedEffect))
    files = FileDigests()

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "effects": tuple(loaded.get("effects", ()))}


class Rate(CommandSchema):
    """Who is dissatisfied must say why."""

    rating = OneOf(*RATINGS, required=True)
    comment = Text()
    reason = Text()

    @validates_schema
    def dissatisfied_says_why(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("rating") == "dissatisfied" and says_nothing(loaded.get("reason", "")):
            raise ValidationError(REASON_NEEDED, "reason")


class ReportProgress(CommandSchema):
    text = Text(required=True)
    files = FileDigests()


class Supervise(CommandSchema):
    level = OneOf("ordinary", "yellow", "red", required=True)
    reason = Text(required=True)


COMMANDS = {
    "sign_for": NOTHING,
    "request_return": RequestReturn,
    "reassign": Reassign,
    "deny_return": REASON,
    "start": NOTHING,
    "ask_co_handlers": AskCoHandlers,
    "give_opinion": GiveOpinion,
    "change_co_handlers": ChangeCoHandlers,
    "pause": Pause,
    "resume": NOTHING,
    "request_extension": RequestExtension,
    "grant_extension": GrantExtension,
    "deny_extension": REASON,
    "draft_reply": DraftReply,
    "submit_reply": NOTHING,
    "send_back_reply": REASON,
    "release_reply": NOTHING,
    "rate": Rate,
    "restart": NOTHING,
    "report_progress": ReportProgress,
    "finish_tracking": REASON,
    "reopen": REASON,
    "urge": NOTHING,
    "supervise": Supervise,
    "cancel": REASON,
}


class ShownOpinion(Schema):
    organisation = Id()
    text = Text()


class ShownEffect(Schema):
    what = Text()
    number = Int(allow_none=True)
    unit = Text(allow_none=True)


class ShownRating(Schema):
    rating = OneOf(*RATINGS)
    comment = Text(allow_none=True)
    reason = Text(allow_none=True)


class Shown(Schema):
    """A task as it is read."""

    outcome = Id(allow_none=True)
    topic = Id(allow_none=True)
    organisation = Id()
    title = Text()
    lead = Id()
    former_leads = fields.List(Id())
    co_handlers = fields.List(Id())
    due = Day()
    original_due = Day()
    requested_due = Day(allow_none=True)
    policy = Text(allow_none=True)
    return_until = Time()
    measure = Text(allow_none=True)
    beneficiaries = Int(allow_none=True)
    funds_yuan = Int(allow_none=True)
    question = Text(allow_none=True)
    awaited = fields.List(Id())
    opinions = fields.List(fields.Nested(ShownOpinion))
    class_ = OneOf(*CLASSES, allow_none=True, data_key="class")
    reply = Text(allow_none=True)
    contact_record = Text(allow_none=True)
    effects = fields.List(fields.Nested(ShownEffect))
    rate_until = Time(allow_none=True)
    rating = OneOf(*RATINGS, allow_none=True)
    ratings = fields.List(fields.Nested(ShownRating))
    progress = fields.List(Text())
    urged = Int()
    supervised = Text(allow_none=True)
    return_provisional = Bool()
    former_co_handlers = fields.List(Id())
    due_soon = Bool()
    overdue = Bool()
    paused_on = Day(allow_none=True)
    paused_until = Day(allow_none=True)
    report_by = Time(allow_none=True)
    progress_missed = Int()
    lead_ended = Bool()
    co_handlers_ended = fields.List(Id())
    files = fields.List(
        Text(), metadata={"description": "答复与进展的附件 of reply and progress; GET /v1/files/{digest}"}
    )
    instruction = Id(allow_none=True, metadata={"description": "来自何批示 the instruction that it came of"})
    problem = Id(allow_none=True, metadata={"description": "来自走访发现的何问题 the problem that it came of"})
