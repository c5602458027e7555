"""邀请事由: by which category and why somebody was invited, and the notice in his language."""

from gateway.documents.resource import Resource
from services.meetings.invitation import schemas

WORDS = {
    "explain_invitation": "说明邀请类别与事由 Say by which category and why",
    "translate_notice": "以其语言送达通知 Give the notice in his language",
}

RESOURCE = Resource(
    collection="invitations",
    service="meetings",
    label="邀请事由 reasons of invitations",
    creating="explain_invitation",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
