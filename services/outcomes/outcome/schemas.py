"""How outcomes look on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import (
    NOTHING,
    REASON,
    Amendment,
    CommandSchema,
    Day,
    Id,
    Int,
    OneOf,
    Text,
    Time,
    WithFiles,
)
from services.outcomes.outcome.commands import WantedTask

AT_LEAST_ONE = validate.Length(min=1, error="至少一项 at least one")


class Draft(WithFiles):
    topic = Id(required=True)
    meeting = Id(required=True)
    items = fields.List(Id(), required=True, validate=AT_LEAST_ONE)
    title = Text(required=True)
    text = Text(required=True)


class Revise(Amendment):
    items = fields.List(Id(), validate=AT_LEAST_ONE)
    title = Text()
    text = Text()


class Approve(CommandSchema):
    document_number = Text(required=True)


class Convert(CommandSchema):
    into = OneOf("proposal", "brief", "covenant", "upper_topic", required=True)
    title = Text()
    text = Text()
    reason = Text(required=True)

    @post_load
    def with_id(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "made": new_id()}


class Wanted(CommandSchema):
    """One task of a decomposition; it gets its id here."""

    title = Text(required=True)
    lead = Id(required=True)
    co_handlers = fields.List(Id())
    due = Day()
    policy = Text()
    measure = Text()
    beneficiaries = Int()
    funds_yuan = Int()

    @post_load
    def with_id(self, loaded: dict[str, Any], **_: object) -> WantedTask:
        co_handlers = tuple(loaded.pop("co_handlers", ()))
        return WantedTask(task_id=new_id(), co_handlers=co_handlers, **loaded)


class Decompose(CommandSchema):
    tasks = fields.List(fields.Nested(Wanted), required=True, validate=AT_LEAST_ONE)


class SendBack(CommandSchema):
    tasks = fields.List(Id(), required=True, validate=AT_LEAST_ONE)
    reason = Text(required=True)


class FeedBack(CommandSchema):
    text = Text(required=True)


class Publicise(CommandSchema):
    text = Text(required=True)


class Close(CommandSchema):
    """`reason` is asked for where it was not carried out."""

    explanation = Text()
    reason = Text()


COMMANDS = {
    "draft": Draft,
    "revise": Revise,
    "submit": NOTHING,
    "approve": Approve,
    "return_for_revision": REASON,
    "decline": REASON,
    "convert": Convert,
    "resubmit": NOTHING,
    "decompose": Decompose,
    "dispatch": NOTHING,
    "start_verification": NOTHING,
    "send_back": SendBack,
    "feed_back": FeedBack,
    "tell": NOTHING,
    "publicise": Publicise,
    "close": Close,
    "reopen": REASON,
}


class ShownPlannedTask(Schema):
    task_id = Id()
    title = Text()
    lead = Id()
    co_handlers = fields.List(Id())
    due = Day()
    policy = Text(allow_none=True)
    measure = Text(allow_none=True)
    beneficiaries = Int(allow_none=True)
    funds_yuan = Int(allow_none=True)


class ShownConversion(Schema):
    into = Text()
    reason = Text()
    title = Text(allow_none=True)
    text = Text(allow_none=True)


class Shown(Schema):
    """An outcome as it is read."""

    topic = Id()
    meeting = Id()
    organisation = Id()
    items = fields.List(Id())
    title = Text()
    text = Text()
    document_number = Text(allow_none=True)
    conversion = fields.Nested(ShownConversion, allow_none=True)
    tasks = fields.List(fields.Nested(ShownPlannedTask))
    feedback = Text(allow_none=True)
    publication = Text(allow_none=True)
    closes_at = Time(allow_none=True)
    explanation = Text(allow_none=True)
    closing_reason = Text(allow_none=True)
    brief = Id(allow_none=True)
    proposal = Id(allow_none=True)
    told = Int(allow_none=True, metadata={"description": "已告知多少人 how many were told"})
    to_tell = Int(allow_none=True)
    covenant = Id(allow_none=True)
    upper_topic = Id(allow_none=True)
