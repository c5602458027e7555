"""How a meeting looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.wire import NOTHING, REASON, Bool, CommandSchema, Id, Int, OneOf, Text, Time, WithFiles
from services.meetings.meeting.events import AgendaItem

FORMS = ("council", "site", "courtyard", "field", "round_table", "online", "other")
MODES = ("onsite", "remote", "hybrid")


class AgendaItemSchema(Schema):
    title = Text(required=True)
    kind = OneOf("talk", "site_visit", "discussion", "report")
    minutes = Int()
    place = Text()

    @post_load
    def point(self, data: dict[str, Any], **kwargs: Any) -> AgendaItem:
        return AgendaItem(**data)


class Plan(CommandSchema):
    topic = Id(required=True)
    round = Int(required=True)
    form = OneOf(*FORMS, required=True)
    mode = OneOf(*MODES, required=True)
    venue = Id()
    place = Text()
    groups = fields.List(Text(required=True))

    @post_load
    def planned(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**data, "groups": tuple(data.get("groups", ()))}


class Schedule(CommandSchema):
    starts_at = Time(required=True)
    ends_at = Time(required=True)
    place = Text()
    agenda = fields.List(fields.Nested(AgendaItemSchema))

    @post_load
    def scheduled(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**data, "agenda": tuple(data.get("agenda", ()))}


class SendNotices(CommandSchema):
    text = Text()


class End(CommandSchema):
    summary = Text()


class Reschedule(CommandSchema):
    starts_at = Time(required=True)
    ends_at = Time(required=True)
    place = Text()


class Minutes(WithFiles):
    text = Text(required=True)


class Correction(Minutes):
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "plan": Plan,
    "schedule": Schedule,
    "send_notices": SendNotices,
    "confirm_ready": NOTHING,
    "force_ready": REASON,
    "open": NOTHING,
    "suspend": REASON,
    "resume": NOTHING,
    "end": End,
    "draft_minutes": Minutes,
    "redraft_minutes": Minutes,
    "circulate_minutes": NOTHING,
    "confirm_minutes": NOTHING,
    "object_to_minutes": REASON,
    "sign_minutes": NOTHING,
    "correct_minutes": Correction,
    "publish_minutes": NOTHING,
    "restrict_minutes": REASON,
    "release_minutes": NOTHING,
    "archive": NOTHING,
    "cancel": REASON,
    "postpone": REASON,
    "reschedule": Reschedule,
}


class ReceiptSchema(Schema):
    participant = Id()
    noticed_at = Time()


class MinutesVersionSchema(Schema):
    text = Text()
    drafted_at = Time()


class CorrectionSchema(Schema):
    corrected_at = Time()
    reason = Text(allow_none=True)


class ObjectionSchema(Schema):
    objected_at = Time()
    reason = Text(allow_none=True)


class SettledItemSchema(Schema):
    id = Id()
    number = Int()
    title = Text()
    wording = Text(allow_none=True)
    state = OneOf("agreed", "agreed_with_reservation", "not_agreed", "carried_over", "superseded")


class ShownAlone(Schema):
    receipts = fields.List(fields.Nested(ReceiptSchema))


class Shown(Schema):
    topic = Id()
    title = Text()
    round = Int()
    form = OneOf(*FORMS)
    mode = OneOf(*MODES)
    venue = Id(allow_none=True)
    place = Text(allow_none=True)
    groups = fields.List(Text())
    organisation = Id()
    starts_at = Time(allow_none=True)
    ends_at = Time(allow_none=True)
    agenda = fields.List(fields.Nested(AgendaItemSchema))
    noticed = Int(metadata={"description": "已收到通知人数 how many were given notice of the time that holds"})
    reason = Text(allow_none=True)
    summary = Text(allow_none=True)
    minutes = fields.List(fields.Nested(MinutesVersionSchema))
    review_until = Time(allow_none=True)
    confirmations = Int()
    objections = fields.List(fields.Nested(ObjectionSchema))
    countersigned = fields.List(Id())
    published_at = Time(allow_none=True)
    participants = Int()
    observers = Int()
    checked_in = Int()
    observers_checked_in = Int()
    items = fields.List(fields.Nested(SettledItemSchema))
    review_provisional = Bool()
    corrections = fields.List(fields.Nested(CorrectionSchema))
