"""What can be asked of the tags of a record."""

from collections.abc import Sequence
from dataclasses import dataclass

# What may carry tags: other services' records, of which it is known where each stands, and some of our own.
OF_OTHERS = ("submissions", "topics", "plans", "briefs", "proposals", "meetings", "outcomes", "tasks")
OF_OURS = ("organisations", "venues", "postings", "charges", "duties")
COLLECTIONS = (*OF_OTHERS, *OF_OURS)


@dataclass(frozen=True, slots=True)
class PutTags:
    tagging_id: str
    collection: str
    record: str
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class TakeOffTags:
    tagging_id: str
    tags: Sequence[str]
    reason: str
