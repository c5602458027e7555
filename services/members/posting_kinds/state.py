"""What is known of a list of the kinds of posting, folded from its events; and which list is in force where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.posting_kinds.events import (
    PostingKind,
    PostingKindsAmended,
    PostingKindsCreated,
    PostingKindsEvent,
)


class State(StrEnum):
    IN_FORCE = "in_force"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
}


@dataclass(frozen=True, slots=True)
class PostingKinds:
    """`edition` counts from 1; a posting cites the edition by which its kind was named."""

    posting_kinds_id: str
    state: State
    division: str
    items: tuple[PostingKind, ...]
    edition: int


def evolve(kinds: PostingKinds | None, event: PostingKindsEvent) -> PostingKinds:
    match event:
        case PostingKindsCreated():
            return PostingKinds(event.posting_kinds_id, State.IN_FORCE, event.division, event.items, edition=1)
        case PostingKindsAmended():
            assert kinds is not None
            return replace(kinds, items=event.items, edition=kinds.edition + 1)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenPostingKinds:
    """A list as the proposal of a posting sees it."""

    id: str
    division: str
    edition: int
    items: tuple[PostingKind, ...]

    @property
    def cited(self) -> str:
        return f"{self.id}@{self.edition}"

    def named(self, said: str) -> PostingKind | None:
        """The kind of which this is the code or the label."""
        return next((item for item in self.items if said in (item.code, item.label)), None)


def kinds_in_force(lists: Iterable[SeenPostingKinds], division: str) -> SeenPostingKinds | None:
    """The newest list of the nearest division at or above this one; a list without division is the whole country's."""
    around = [known for known in lists if division.startswith(known.division)]
    return max(around, key=lambda known: (len(known.division), known.id), default=None)
