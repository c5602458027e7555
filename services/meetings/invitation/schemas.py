"""How the reason of an invitation looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.wire import CommandSchema, Id, Int, OneOf, Text, Time

# 利益攸关方、职能部门、专家学者、专业技术人员、有专长的成员；委员与固定成员
CATEGORIES = ("stakeholder", "department", "expert", "technician", "specialist", "member")
LEVELS = ("national", "province", "city", "county", "township")
LANGUAGES = ("en", "my", "lo", "vi", "th", "ru", "mn", "kk", "ko", "bo", "ug", "ii", "za")
"""As in ISO 639-1, with those of the neighbours and of the nationalities at home."""


class ExplainInvitation(CommandSchema):
    participant = Id(required=True)
    category = OneOf(*CATEGORIES, required=True)
    reason = Text(required=True)
    trade = Text()
    levels = fields.List(OneOf(*LEVELS))
    language = OneOf(*LANGUAGES)
    identity = Text()

    @post_load
    def explained(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**data, "levels": tuple(data.get("levels", ()))}


class TranslateNotice(CommandSchema):
    text = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "explain_invitation": ExplainInvitation,
    "translate_notice": TranslateNotice,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    participant = Id()
    category = OneOf(*CATEGORIES)
    reason = Text()
    trade = Text(allow_none=True)
    levels = fields.List(OneOf(*LEVELS))
    language = OneOf(*LANGUAGES, allow_none=True)
    identity = Text(allow_none=True)
    text = Text(allow_none=True)
    given_at = Time(allow_none=True)
