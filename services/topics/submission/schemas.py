"""How a submission looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import (
    NOTHING,
    REASON,
    Bool,
    Code,
    CommandSchema,
    Day,
    FileDigests,
    FilesToClear,
    Id,
    Int,
    OneOf,
    Text,
)
from services.topics.submission.commands import TopicWanted

CONSENT = {
    "description": "是否同意公开标题与内容，不含姓名和联系方式；省略为不同意"
    " whether its title and text may be shown to anybody, without name and contact; no when left out"
}


class Submit(CommandSchema):
    text = Text(required=True)
    division = Code(required=True)
    channel = OneOf("qr", "web", "phone", "counter", "paper", required=True)
    title = Text()
    contact = Text()
    name = Text()
    venue = Id()
    meeting = Id()
    member = Id()
    anonymous = Bool(metadata={"description": "匿名：不记录姓名 the name is not recorded then"})
    files = FileDigests()
    consent = Bool(metadata=CONSENT)


class AskForInfo(CommandSchema):
    question = Text(required=True)
    reason = Text(required=True)


RECEIVED_AT = {
    "description": "书面材料收到之日，由收件单位填写 the day it came on paper, said by the office that received it"
}


class SupplyInfo(CommandSchema):
    text = Text(required=True)
    received_at = Day(metadata=RECEIVED_AT)
    files = FileDigests()


class Appeal(CommandSchema):
    reason = Text(required=True)
    received_at = Day(metadata=RECEIVED_AT)


class Reject(CommandSchema):
    code = Text(required=True, attribute="rule_code")
    reason = Text(required=True)


class Merge(CommandSchema):
    into = Id(required=True)
    reason = Text(required=True)


class NewTopic(Schema):
    title = Text(required=True)
    background = Text(required=True)
    organisation = Id(required=True)

    @post_load
    def wanted(self, loaded: dict[str, Any], **kwargs: Any) -> TopicWanted:
        return TopicWanted(**loaded)


class LinkToTopic(CommandSchema):
    topic = Id(
        metadata={"description": "已有的议题；没有合适的就不选，填新议题 one that there is; else fill in a new one"}
    )
    new_topic = fields.Nested(NewTopic, metadata={"description": "没有选已有的议题才填 only where none was chosen"})

    @validates_schema
    def exactly_one(self, loaded: dict[str, Any], **kwargs: Any) -> None:
        if ("topic" in loaded) == ("new_topic" in loaded):
            raise ValidationError(
                "请选一个已有的议题，或者填新议题，二者只要一样 exactly one of topic and new_topic", "topic"
            )

    @post_load
    def with_topic_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return loaded if "topic" in loaded else {**loaded, "topic": new_id()}


class ConvertToBrief(CommandSchema):
    title = Text(required=True)
    text = Text(required=True)

    @post_load
    def with_brief_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "brief": new_id()}


class Refer(CommandSchema):
    to = Text(required=True)
    reason = Text(required=True)


class Answer(CommandSchema):
    text = Text(required=True)


class Rate(CommandSchema):
    rating = OneOf("satisfied", "basically_satisfied", "dissatisfied", required=True)
    comment = Text()


COMMANDS: dict[str, type[CommandSchema]] = {
    "submit": Submit,
    "ask_for_info": AskForInfo,
    "supply_info": SupplyInfo,
    "reject": Reject,
    "merge": Merge,
    "clear_files": FilesToClear,
    "accept": NOTHING,
    "link_to_topic": LinkToTopic,
    "convert_to_brief": ConvertToBrief,
    "refer": Refer,
    "answer": Answer,
    "unmerge": REASON,
    "unlink": REASON,
    "appeal": Appeal,
    "uphold_appeal": NOTHING,
    "dismiss_appeal": REASON,
    "rate": Rate,
    "reopen": REASON,
    "withdraw": NOTHING,
    "reissue_code": REASON,
    "give_consent": NOTHING,
    "withdraw_consent": NOTHING,
}


class Shown(Schema):
    text = Text()
    channel = Text()
    submitter = Id()
    anonymous = Bool()
    title = Text(allow_none=True)
    name = Text(allow_none=True)
    contact = Text(allow_none=True)
    venue = Id(allow_none=True)
    meeting = Id(allow_none=True)
    member = Id(allow_none=True)
    supplied = fields.List(Text())
    question = Text(allow_none=True)
    rejection_code = Text(allow_none=True)
    into = Id(allow_none=True)
    topic = Id(allow_none=True)
    brief_title = Text(allow_none=True)
    brief = Id(allow_none=True)
    referred_to = Text(allow_none=True)
    told = Text(allow_none=True)
    appeal = Text(allow_none=True)
    answer = Text(allow_none=True)
    rating = OneOf("satisfied", "basically_satisfied", "dissatisfied", allow_none=True)
    comment = Text(allow_none=True)
    screening_list = Id(allow_none=True)
    screening_list_version = Int(allow_none=True)
    files = fields.List(Text(), metadata={"description": "GET /v1/files/{digest}"})
    cleared_files = fields.List(Text(), metadata={"description": "已核可 no longer internal"})
    consent = Bool(metadata={"description": "提交人是否同意公开 whether its words may be shown to anybody"})
