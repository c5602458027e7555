"""How tasks look on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from infra.kernel.wire import CommandSchema, Day, Id, Int, OneOf, Text, Time, says_nothing
from services.outcomes.task.reply_events import Effect

CLASSES = ("A", "B", "C")
RATINGS = ("satisfied", "basically_satisfied", "dissatisfied")
REASON_NEEDED = "不满意须说明理由 say why you are dissatisfied"


class SignFor(CommandSchema):
    pass


class RequestReturn(CommandSchema):
    reason = Text(required=True)


class Reassign(CommandSchema):
    lead = Id(required=True)
    reason = Text(required=True)


class DenyReturn(CommandSchema):
    reason = Text(required=True)


class Start(CommandSchema):
    pass


class AskCoHandlers(CommandSchema):
    question = Text(required=True)
    due = Day()


class GiveOpinion(CommandSchema):
    text = Text(required=True)


class Pause(CommandSchema):
    reason = Text(required=True)


class Resume(CommandSchema):
    pass


class RequestExtension(CommandSchema):
    due = Day(required=True)
    reason = Text(required=True)


class GrantExtension(CommandSchema):
    due = Day()
    reason = Text(required=True)


class DenyExtension(CommandSchema):
    reason = Text(required=True)


class WantedEffect(CommandSchema):
    what = Text(required=True)
    number = Int()
    unit = Text()

    @post_load
    def as_effect(self, loaded: dict[str, Any], **_: object) -> Effect:
        return Effect(**loaded)


class DraftReply(CommandSchema):
    class_code = OneOf(*CLASSES, required=True, data_key="class")
    text = Text(required=True)
    contact_record = Text(required=True)
    effects = fields.List(fields.Nested(WantedEffect))

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "effects": tuple(loaded.get("effects", ()))}


class SubmitReply(CommandSchema):
    pass


class SendBackReply(CommandSchema):
    reason = Text(required=True)


class ReleaseReply(CommandSchema):
    pass


class Rate(CommandSchema):
    """Who is dissatisfied must say why."""

    rating = OneOf(*RATINGS, required=True)
    comment = Text()
    reason = Text()

    @validates_schema
    def dissatisfied_says_why(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("rating") == "dissatisfied" and says_nothing(loaded.get("reason", "")):
            raise ValidationError(REASON_NEEDED, "reason")


class Restart(CommandSchema):
    pass


class ReportProgress(CommandSchema):
    text = Text(required=True)


class FinishTracking(CommandSchema):
    reason = Text(required=True)


class Reopen(CommandSchema):
    reason = Text(required=True)


class Urge(CommandSchema):
    pass


class Supervise(CommandSchema):
    level = OneOf("ordinary", "yellow", "red", required=True)
    reason = Text(required=True)


class Cancel(CommandSchema):
    reason = Text(required=True)


COMMANDS = {
    "sign_for": SignFor,
    "request_return": RequestReturn,
    "reassign": Reassign,
    "deny_return": DenyReturn,
    "start": Start,
    "ask_co_handlers": AskCoHandlers,
    "give_opinion": GiveOpinion,
    "pause": Pause,
    "resume": Resume,
    "request_extension": RequestExtension,
    "grant_extension": GrantExtension,
    "deny_extension": DenyExtension,
    "draft_reply": DraftReply,
    "submit_reply": SubmitReply,
    "send_back_reply": SendBackReply,
    "release_reply": ReleaseReply,
    "rate": Rate,
    "restart": Restart,
    "report_progress": ReportProgress,
    "finish_tracking": FinishTracking,
    "reopen": Reopen,
    "urge": Urge,
    "supervise": Supervise,
    "cancel": Cancel,
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

    outcome = Id()
    topic = Id()
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
