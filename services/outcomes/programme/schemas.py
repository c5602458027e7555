"""How a programme looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.base.ids import new_id
from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Amendment, Bool, Code, CommandSchema, Day, Id, Int, OneOf, Text
from services.outcomes.programme.events import Dimension, GroupMember, Indicator, IndicatorValue, Target

POSTS = ("head", "deputy", "member", "office_head", "office_member")
CLASSES = ("national", "provincial", "other")
LEVELS = ("township", "county", "prefecture", "province", "nation")
IN_THE_GROUP = {
    "description": "组长、副组长、成员、办公室主任、办公室成员 which post in the leading group or its office"
}
OF_WHICH_CLASS = {"description": "国家级、省级重点帮扶县或其他 of which class the target is"}
WHICH_LEVEL = {"description": "哪一级 of which level"}
COUNTS_FOR = {"description": "所属助推内容 the dimension that it counts for"}
FURTHERED = {"description": "助推内容 what it furthers"}
A_QUARTER = validate.Regexp(
    r"(19|20|21)[0-9]{2}-Q[1-4]\Z", error="须为 2026-Q3 这样的季度 must be a quarter like 2026-Q3"
)
AT_LEAST_ONE = validate.Length(min=1, error="至少一项 at least one")


class WantedMember(CommandSchema):
    person = Id(required=True)
    post = OneOf(*POSTS, required=True, metadata=IN_THE_GROUP)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> GroupMember:
        return GroupMember(**loaded)


class WantedTarget(CommandSchema):
    division = Code(required=True)
    target_class = OneOf(*CLASSES, required=True, metadata=OF_WHICH_CLASS)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> Target:
        return Target(**loaded)


class WantedDimension(CommandSchema):
    code = Text(required=True)
    label = Text(required=True)
    lead = Id(required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> Dimension:
        return Dimension(**loaded)


class WantedIndicator(CommandSchema):
    code = Text(required=True)
    label = Text(required=True)
    unit = Text(required=True)
    lead = Id(required=True)
    dimension = Text(metadata=COUNTS_FOR)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> Indicator:
        return Indicator(**loaded)


class WantedValue(CommandSchema):
    indicator = Text(required=True)
    number = Int(required=True)
    note = Text()

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> IndicatorValue:
        return IndicatorValue(**loaded)


class Create(CommandSchema):
    name = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    aim = Text()
    starts = Day()
    ends = Day()


class Amend(Amendment):
    name = Text()
    aim = Text()
    starts = Day()
    ends = Day()


class SetGroup(CommandSchema):
    members = fields.List(fields.Nested(WantedMember), required=True, validate=AT_LEAST_ONE)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {"members": tuple(loaded["members"])}


class SetUnits(CommandSchema):
    units = fields.List(Id(), required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {"units": tuple(loaded["units"])}


class SetTargets(CommandSchema):
    targets = fields.List(fields.Nested(WantedTarget), required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {"targets": tuple(loaded["targets"])}


class SetDimensions(CommandSchema):
    dimensions = fields.List(fields.Nested(WantedDimension), required=True, metadata=FURTHERED)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {"dimensions": tuple(loaded["dimensions"])}


class SetIndicators(CommandSchema):
    indicators = fields.List(fields.Nested(WantedIndicator), required=True)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {"indicators": tuple(loaded["indicators"])}


class ListHigher(CommandSchema):
    level = OneOf(*LEVELS, required=True, metadata=WHICH_LEVEL)
    list_title = Text(required=True)
    document_number = Text()
    on = Day()


class OfQuarter(CommandSchema):
    quarter = Text(required=True, validate=A_QUARTER)


class SubmitValues(CommandSchema):
    quarter = Text(required=True, validate=A_QUARTER)
    values = fields.List(fields.Nested(WantedValue), required=True, validate=AT_LEAST_ONE)

    @post_load
    def frozen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "values": tuple(loaded["values"])}


class Succeed(CommandSchema):
    name = Text(required=True)
    aim = Text()
    reason = Text(required=True)

    @post_load
    def with_id(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "successor": new_id()}


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "amend": Amend,
    "set_group": SetGroup,
    "set_units": SetUnits,
    "set_targets": SetTargets,
    "set_dimensions": SetDimensions,
    "set_indicators": SetIndicators,
    "list_higher": ListHigher,
    "open_quarter": OfQuarter,
    "submit_values": SubmitValues,
    "verify_values": OfQuarter,
    "succeed": Succeed,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class ShownMember(Schema):
    person = Id()
    post = OneOf(*POSTS, metadata=IN_THE_GROUP)


class ShownTarget(Schema):
    division = Code()
    target_class = OneOf(*CLASSES, metadata=OF_WHICH_CLASS)


class ShownDimension(Schema):
    code = Text()
    label = Text()
    lead = Id()


class ShownIndicator(Schema):
    code = Text()
    label = Text()
    unit = Text()
    lead = Id()
    dimension = Text(allow_none=True, metadata=COUNTS_FOR)


class ShownValue(Schema):
    indicator = Text()
    number = Int()
    note = Text(allow_none=True)


class ShownQuarter(Schema):
    quarter = Text()
    values = fields.List(fields.Nested(ShownValue))
    verified = Bool()


class ShownListing(Schema):
    level = OneOf(*LEVELS, metadata=WHICH_LEVEL)
    list_title = Text()
    document_number = Text(allow_none=True)
    on = Day(allow_none=True)


class Shown(Schema):
    organisation = Id()
    name = Text()
    aim = Text(allow_none=True)
    starts = Day(allow_none=True)
    ends = Day(allow_none=True)
    members = fields.List(fields.Nested(ShownMember))
    units = fields.List(Id())
    targets = fields.List(fields.Nested(ShownTarget), metadata={"description": "目标县 the targets"})
    dimensions = fields.List(fields.Nested(ShownDimension), metadata=FURTHERED)
    indicators = fields.List(fields.Nested(ShownIndicator))
    quarters = fields.List(fields.Nested(ShownQuarter))
    listed = fields.List(fields.Nested(ShownListing))
    succeeds = Id(allow_none=True)
    successor = Id(allow_none=True)
    reason = Text(allow_none=True)
