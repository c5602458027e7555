"""How a contest looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import NOTHING, REASON, Amendment, Code, CommandSchema, Day, Id, Int, Text
from services.outcomes.contest.events import Award

CHOICES = {"description": "每人可选几项 how many entries each voter may choose"}
OF_THE_CONTEST = {"description": "参评案例 the entry"}
SUBMIT_UNTIL = {"description": "报送截止日 the last day for entries"}
VOTE_FROM = {"description": "投票首日 the first day of the vote"}
VOTE_UNTIL = {"description": "投票末日 the last day of the vote"}


class AwardSchema(Schema):
    entry = Id(required=True, metadata=OF_THE_CONTEST)
    award = Text(required=True)

    @post_load
    def given(self, loaded: dict[str, Any], **kwargs: Any) -> Award:
        return Award(**loaded)


class Call(CommandSchema):
    title = Text(required=True)
    text = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    submit_until = Day(required=True, metadata=SUBMIT_UNTIL)
    vote_from = Day(required=True, metadata=VOTE_FROM)
    vote_until = Day(required=True, metadata=VOTE_UNTIL)
    choices = Int(metadata=CHOICES)


class SetDates(Amendment):
    submit_until = Day(metadata=SUBMIT_UNTIL)
    vote_from = Day(metadata=VOTE_FROM)
    vote_until = Day(metadata=VOTE_UNTIL)
    reason = Text(required=True)


class Rank(CommandSchema):
    ranking = fields.List(fields.Nested(AwardSchema), required=True)
    summary = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "call": Call,
    "set_dates": SetDates,
    "post_notice": NOTHING,
    "rank": Rank,
    "publish": NOTHING,
    "cancel": REASON,
    "hand_over": HAND_OVER,
}


class ShownListed(Schema):
    entry = Id(metadata=OF_THE_CONTEST)
    case = Id()
    title = Text()
    organisation = Id()
    votes = Int(allow_none=True)


class Shown(Schema):
    title = Text()
    text = Text()
    organisation = Id()
    choices = Int(metadata=CHOICES)
    submit_until = Day(metadata=SUBMIT_UNTIL)
    vote_from = Day(metadata=VOTE_FROM)
    vote_until = Day(metadata=VOTE_UNTIL)
    shortlist = fields.List(fields.Nested(ShownListed))
    voters = Int(allow_none=True)
    ranking = fields.List(fields.Nested(AwardSchema))
    summary = Text(allow_none=True)
    reason = Text(allow_none=True)
