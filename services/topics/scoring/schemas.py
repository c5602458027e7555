"""How the scoring of a topic looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Id, Int, Text
from services.topics.scoring.commands import PointsGiven

MOST_CRITERIA = 300
SOME = validate.Length(
    min=1, max=MOST_CRITERIA, error=f"须有 1 至 {MOST_CRITERIA} 项 must have 1 to {MOST_CRITERIA} items"
)


class GivenSchema(Schema):
    code = Text(required=True)
    given = Int(required=True)

    @post_load
    def points(self, loaded: dict[str, Any], **kwargs: Any) -> PointsGiven:
        return PointsGiven(**loaded)


class ScoreIt(CommandSchema):
    topic = Id(required=True)
    scores = fields.List(fields.Nested(GivenSchema), required=True, validate=SOME)
    comment = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"score": ScoreIt, "withdraw": REASON, "hand_over": HAND_OVER}


class ScoreShown(Schema):
    code = Text()
    label = Text()
    points = Int()
    given = Int()


class Shown(Schema):
    topic = Id()
    organisation = Id()
    scored_by = Id(allow_none=True)
    role = Text()
    label_list = Id()
    edition = Int()
    scores = fields.List(fields.Nested(ScoreShown))
    total = Int()
    most = Int()
    comment = Text(allow_none=True)
    reason = Text(allow_none=True)
