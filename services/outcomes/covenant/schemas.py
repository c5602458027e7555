"""How a covenant looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Amendment, CommandSchema, Day, Id, Int, OneOf, Text, WithFiles
from services.outcomes.covenant.events import Clause

KINDS = ("obligation", "reward", "sanction")
HOW = ("vote", "meeting", "representatives", "households")
OF_A_CLAUSE = {"description": "约束、奖励、惩戒 what it does: obliges, rewards or sanctions"}
ADOPTED = {"description": "通过方式：村民表决、村民会议、村民代表会议、逐户签字 how it was adopted"}
AT_LEAST_ONE = validate.Length(min=1, error="至少一项 at least one")


class WantedClause(CommandSchema):
    kind = OneOf(*KINDS, required=True, metadata=OF_A_CLAUSE)
    text = Text(required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> Clause:
        return Clause(**loaded)


def as_tuple(loaded: dict[str, Any]) -> dict[str, Any]:
    return {**loaded, **({"clauses": tuple(loaded["clauses"])} if "clauses" in loaded else {})}


class Draft(WithFiles):
    outcome = Id(required=True)
    title = Text(required=True)
    clauses = fields.List(fields.Nested(WantedClause), required=True, validate=AT_LEAST_ONE)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return as_tuple(loaded)


class Revise(Amendment):
    title = Text()
    clauses = fields.List(fields.Nested(WantedClause), validate=AT_LEAST_ONE)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return as_tuple(loaded)


class Adopt(WithFiles):
    how = OneOf(*HOW, required=True, metadata=ADOPTED)
    on = Day(required=True)
    votes_for = Int()
    votes_against = Int()
    note = Text()


class Amend(WithFiles):
    clauses = fields.List(fields.Nested(WantedClause), required=True, validate=AT_LEAST_ONE)
    how = OneOf(*HOW, required=True, metadata=ADOPTED)
    on = Day(required=True)
    votes_for = Int()
    votes_against = Int()
    note = Text()

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return as_tuple(loaded)


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "revise": Revise,
    "adopt": Adopt,
    "amend": Amend,
    "repeal": REASON,
    "drop": REASON,
    "hand_over": HAND_OVER,
}


class ShownClause(Schema):
    kind = OneOf(*KINDS, metadata=OF_A_CLAUSE)
    text = Text()


class ShownEdition(Schema):
    number = Int(metadata={"description": "第几版 which version"})
    clauses = fields.List(fields.Nested(ShownClause))
    how = OneOf(*HOW, metadata=ADOPTED)
    on = Day()
    votes_for = Int(allow_none=True)
    votes_against = Int(allow_none=True)
    note = Text(allow_none=True)


class Shown(Schema):
    outcome = Id()
    topic = Id()
    organisation = Id()
    title = Text()
    clauses = fields.List(fields.Nested(ShownClause))
    edition = Int(allow_none=True)
    editions = fields.List(fields.Nested(ShownEdition))
    reason = Text(allow_none=True)
