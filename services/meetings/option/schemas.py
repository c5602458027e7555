"""How an option looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.wire import REASON, CommandSchema, Id, Int, Text

ITS_ITEM = {"description": "写入哪一共识事项 the consensus item into which it went"}


class Compared(CommandSchema):
    """Lists become tuples: what is decided on cannot change."""

    @post_load
    def compared(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


class ProposeOption(Compared):
    title = Text(required=True)
    text = Text()
    pros = fields.List(Text(required=True))
    cons = fields.List(Text(required=True))


class WeighOption(Compared):
    pros = fields.List(Text(required=True))
    cons = fields.List(Text(required=True))
    supporters = fields.List(Id(required=True))
    groups = fields.List(Text(required=True))


class ChooseOption(CommandSchema):
    item = Id(required=True, metadata=ITS_ITEM)
    explanation = Text()


COMMANDS: dict[str, type[CommandSchema]] = {
    "propose_option": ProposeOption,
    "weigh_option": WeighOption,
    "choose_option": ChooseOption,
    "drop_option": REASON,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    number = Int()
    title = Text()
    text = Text(allow_none=True)
    pros = fields.List(Text())
    cons = fields.List(Text())
    supporters = fields.List(Id())
    groups = fields.List(Text())
    item = Id(allow_none=True, metadata=ITS_ITEM)
    explanation = Text(allow_none=True)
    reason = Text(allow_none=True)
