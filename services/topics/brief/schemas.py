"""How a brief looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import (
    NOTHING,
    REASON,
    Amendment,
    Bool,
    Code,
    CommandSchema,
    Day,
    Id,
    OneOf,
    Text,
    Time,
    WithFiles,
)

RECEIVED_AT = {"description": "来文收到之日；不写为当日 the day on which the paper came; today where none is said"}


class Draft(WithFiles):
    title = Text(required=True)
    text = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    kind = OneOf("brief", "micro_suggestion", "special_report")
    submissions = fields.List(Id())
    topic = Id()
    outcome = Id()


class Revise(Amendment):
    title = Text()
    text = Text()


class Review(CommandSchema):
    opinion = Text()


class Issue(CommandSchema):
    document_number = Text(required=True)


class To(CommandSchema):
    organisation = Id(required=True)


class Note(CommandSchema):
    organisation = Id(required=True)
    body = Text(required=True)
    form = Text(required=True)
    date = Day(required=True)
    received_at = Day(metadata=RECEIVED_AT)


class Adopt(WithFiles):
    organisation = Id(required=True)
    text = Text()
    received_at = Day(metadata=RECEIVED_AT)


class Instruct(WithFiles):
    organisation = Id(required=True)
    who = Text(required=True)
    office = Text(required=True)
    date = Day(required=True)
    text = Text(required=True)
    received_at = Day(metadata=RECEIVED_AT)


class MarkNotUsed(CommandSchema):
    organisation = Id(required=True)
    received_at = Day(metadata=RECEIVED_AT)
    reason = Text(required=True)


class Convert(CommandSchema):
    title = Text()
    text = Text()

    @post_load
    def with_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "proposal": new_id()}


class HandOver(CommandSchema):
    organisation = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "revise": Revise,
    "review": Review,
    "return_for_revision": REASON,
    "resubmit": NOTHING,
    "issue": Issue,
    "send": To,
    "mark_read": To,
    "note": Note,
    "adopt": Adopt,
    "instruct": Instruct,
    "mark_not_used": MarkNotUsed,
    "convert": Convert,
    "withdraw": REASON,
    "hand_over": HandOver,
}


class ShownRecipient(Schema):
    organisation = Id()
    division = Code()
    level = Text()
    sent_at = Time()
    state = OneOf("sent", "not_used", "noted", "adopted", "instructed")
    read_at = Time(allow_none=True)


class ShownNote(Schema):
    organisation = Id()
    body = Text()
    form = Text()
    date = Day()
    received_at = Day()


class ShownAdoption(Schema):
    organisation = Id()
    text = Text(allow_none=True)
    received_at = Day()


class ShownInstruction(Schema):
    organisation = Id()
    who = Text()
    office = Text()
    date = Day()
    text = Text()
    received_at = Day()


class Shown(Schema):
    organisation_ended = Bool()
    title = Text()
    text = Text()
    organisation = Id()
    kind = OneOf("brief", "micro_suggestion", "special_report")
    submissions = fields.List(Id())
    topic = Id(allow_none=True)
    outcome = Id(allow_none=True)
    opinion = Text(allow_none=True)
    reason = Text(allow_none=True)
    document_number = Text(allow_none=True)
    sent_at = Time(allow_none=True)
    read_at = Time(allow_none=True)
    recipients = fields.List(fields.Nested(ShownRecipient))
    noted_by = fields.List(fields.Nested(ShownNote))
    adopted_by = fields.List(fields.Nested(ShownAdoption))
    instructions = fields.List(fields.Nested(ShownInstruction))
    proposal = Id(allow_none=True)
