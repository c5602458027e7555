"""投票: one person, one vote; whoever votes is signed in, since nobody else can be counted once."""

from gateway.documents.resource import Resource
from services.outcomes.vote import schemas

WORDS = {
    "cast": "投票：一人一票，须登录 Cast one's vote: one a person, signed in",
}

RESOURCE = Resource(
    collection="votes",
    service="outcomes",
    label="投票 votes",
    creating="cast",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
