"""How a posting looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.wire import NOTHING, REASON, Bool, CommandSchema, Day, Id, OneOf, Text
from services.members.posting.commands import PRINCIPLES


class Propose(CommandSchema):
    member = Id(required=True)
    organisation = Id(required=True)
    kind = Text(required=True)
    principle = OneOf(*PRINCIPLES, required=True)
    starts = Day()
    ends = Day()


class ProposeAgain(CommandSchema):
    organisation = Id()


class HandOver(CommandSchema):
    posting = Id(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "propose": Propose,
    "confirm": NOTHING,
    "decline": REASON,
    "propose_again": ProposeAgain,
    "suspend": REASON,
    "resume": NOTHING,
    "reassign": REASON,
    "hand_over": HandOver,
    "end": REASON,
}


class Shown(Schema):
    member = Id()
    person = Id()
    organisation = Id()
    kind = Text()
    kind_label = Text()
    principle = OneOf(*PRINCIPLES)
    starts = Day(allow_none=True)
    ends = Day(allow_none=True)
    posting = Id(allow_none=True)
    takes_over = fields.List(Id())
    organisation_ended = Bool()
