"""How a plan looks on the wire."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields

from infra.kernel.contract.wire import NOTHING, REASON, Bool, Code, CommandSchema, Id, Text, Time

# Years as in any date on the wire, 1900 to 2199.
PERIOD = r"^(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]))?$"
MONTH = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$"
PERIODS = (
    "2026（全年）、2026-H1（上半年）、2026-Q1（第一季度）",
    "2026 (a year), 2026-H1 (its first half), 2026-Q1 (a quarter)",
)
MONTHS = ("2026-03（年-月）", "2026-03 (year and month)")
"""Examples in Chinese and in English, apart: pages show one language."""


def is_period(text: str) -> None:
    if not re.fullmatch(PERIOD, text):
        raise ValidationError(f"请写成这样：{PERIODS[0]} must be like: {PERIODS[1]}")


def is_month(text: str) -> None:
    if not re.fullmatch(MONTH, text):
        raise ValidationError(f"请写成这样：{MONTHS[0]} must be like: {MONTHS[1]}")


OF_A_PERIOD: dict[str, Any] = {
    "pattern": PERIOD,
    "description": f"计划期，写成 {PERIODS[0]} which time it is for: {PERIODS[1]}",
}
OF_A_MONTH: dict[str, Any] = {
    "pattern": MONTH,
    "description": f"计划协商月份，写成 {MONTHS[0]} in which month: {MONTHS[1]}",
}


class Draft(CommandSchema):
    title = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    period = Text(required=True, validate=is_period, metadata=OF_A_PERIOD)
    derived_from = Id()


class PutTopic(CommandSchema):
    topic = Id(required=True)
    month = Text(required=True, validate=is_month, metadata=OF_A_MONTH)
    higher_topic = Id()


class DropTopic(CommandSchema):
    topic = Id(required=True)
    reason = Text(required=True)


class Approve(CommandSchema):
    document_number = Text(required=True)


class AddTopicLate(CommandSchema):
    topic = Id(required=True)
    month = Text(required=True, validate=is_month, metadata=OF_A_MONTH)
    document_number = Text(required=True)
    reason = Text(required=True)
    higher_topic = Id()


class Close(CommandSchema):
    summary = Text()


class HandOver(CommandSchema):
    organisation = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "put_topic": PutTopic,
    "drop_topic": DropTopic,
    "submit": NOTHING,
    "approve": Approve,
    "return_for_revision": REASON,
    "add_topic_late": AddTopicLate,
    "close": Close,
    "hand_over": HandOver,
}


class PlannedTopicSchema(Schema):
    topic = Id()
    month = Text(metadata=OF_A_MONTH)
    title = Text()
    late = Bool()
    document_number = Text(allow_none=True)
    reason = Text(allow_none=True)
    higher_topic = Id(allow_none=True)
    higher_title = Text(allow_none=True)


class ActualSchema(Schema):
    topic = Id()
    month = Text(metadata=OF_A_MONTH)
    state = Text()
    consulted_at = Time(allow_none=True)


class Shown(Schema):
    title = Text()
    organisation = Id()
    organisation_ended = Bool()
    period = Text(metadata=OF_A_PERIOD)
    topics = fields.List(fields.Nested(PlannedTopicSchema))
    document_number = Text(allow_none=True)
    closes_at = Time(allow_none=True)
    reason = Text(allow_none=True)
    summary = Text(allow_none=True)
    actual = fields.List(fields.Nested(ActualSchema))
    derived_from = Id(allow_none=True)
    higher_title = Text(allow_none=True)
