"""How a proposal looks on the wire."""

from marshmallow import Schema, fields

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
    WithFiles,
)

CLASSES = ("A", "B", "C")
RATINGS = ("satisfied", "basically_satisfied", "dissatisfied")


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


class Reply(WithFiles):
    class_code = OneOf(*CLASSES, required=True, data_key="class")
    text = Text(required=True)


class Rate(CommandSchema):
    rating = OneOf(*RATINGS, required=True)
    comment = Text()


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
    "reply": Reply,
    "send_back_reply": REASON,
    "rate": Rate,
    "close": NOTHING,
    "hand_over": HandOver,
}


class ShownCoSigner(Schema):
    member = Id()
    person = Id()


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
