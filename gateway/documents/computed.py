"""What some records show beside what their services keep of them: computed when they are read, from the lists in force."""

from marshmallow import Schema, fields

from infra.kernel.contract import wire

CANONICAL = ("RESOLVED", "PLANNED_OR_PARTIAL", "REFERENCE_ONLY")
LEVELS = ("province", "city", "county", "township", "village")


class StepReached(Schema):
    """A step of the template in force (六步议事): the `number`th of `of`."""

    code = fields.String(required=True)
    label = fields.String(required=True)
    number = wire.Int(required=True)
    of = wire.Int(required=True, metadata={"description": "共几步 of how many"})


class ScopeHint(Schema):
    """To which level topics of this category belong; what that suggests while nothing is decided."""

    label = fields.String(required=True)
    level = wire.OneOf(*LEVELS, required=True)
    suggests = wire.OneOf(
        "escalate",
        "delegate",
        required=True,
        allow_none=True,
        metadata={"description": "宜上交或下交 whether it is better taken up or down"},
    )


class WithStep(Schema):
    step = fields.Nested(
        StepReached, required=True, allow_none=True, metadata={"description": "议到第几步 at which step it stands"}
    )


class TopicComputed(WithStep):
    category_label = wire.Text(
        required=True, allow_none=True, metadata={"description": "分类的当地叫法 what its category is called here"}
    )
    scope = fields.Nested(
        ScopeHint, required=True, allow_none=True, metadata={"description": "该类事项归哪级议 which level takes it up"}
    )


class AdviceGiven(Schema):
    """A suggestion that an expert made at a meeting, and what became of it."""

    meeting = wire.Id(required=True)
    suggestion = wire.Id(required=True)
    fate = wire.OneOf("made", "adopted", "not_adopted", required=True)
    item = wire.Id(
        required=True, allow_none=True, metadata={"description": "采纳入哪一共识事项 into which consensus item"}
    )


class ExpertComputed(Schema):
    suggestions = fields.List(
        fields.Nested(AdviceGiven),
        required=True,
        metadata={"description": "历次会上所提建议及采纳情况 what he suggested at meetings, and what became of it"},
    )


class TaskComputed(WithStep):
    class_label = wire.Text(
        required=True, allow_none=True, metadata={"description": "结果类别的当地含义 what its class means here"}
    )
    canonical = wire.OneOf(
        *CANONICAL,
        required=True,
        allow_none=True,
        metadata={"description": "统一结果类别，各地汇总按此统计 the class under which places are added up"},
    )


class WhoeverEnded(Schema):
    organisation_ended = wire.Bool(required=True)
