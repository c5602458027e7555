"""A covenant as its events left it, with every version that was in force."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.outcomes.covenant.events import (
    Adoption,
    Clause,
    CovenantAdopted,
    CovenantAmended,
    CovenantDrafted,
    CovenantDropped,
    CovenantEvent,
    CovenantRepealed,
    CovenantRevised,
)


class State(StrEnum):
    DRAFTED = "drafted"
    IN_FORCE = "in_force"
    REPEALED = "repealed"
    DROPPED = "dropped"


LABELS: dict[str, str] = {
    State.DRAFTED: "草拟",
    State.IN_FORCE: "施行",
    State.REPEALED: "已废止",
    State.DROPPED: "未形成",
}


@dataclass(frozen=True)
class Edition:
    """One version as it was adopted; they count from 1."""

    number: int
    clauses: tuple[Clause, ...]
    adoption: Adoption


@dataclass(frozen=True)
class Covenant:
    """`clauses` are those of the draft, or of the newest version."""

    covenant_id: str
    state: State
    drafted: CovenantDrafted
    title: str
    clauses: tuple[Clause, ...]
    editions: tuple[Edition, ...] = ()
    reason: str | None = None


def evolve(covenant: Covenant | None, event: CovenantEvent) -> Covenant:
    if isinstance(event, CovenantDrafted):
        return Covenant(event.covenant_id, State.DRAFTED, event, event.title, event.clauses)
    assert covenant is not None
    match event:
        case CovenantRevised(title=title, clauses=clauses):
            return replace(covenant, title=title, clauses=clauses)
        case CovenantAdopted(adoption=adoption):
            return _with(replace(covenant, state=State.IN_FORCE), covenant.clauses, adoption)
        case CovenantAmended(clauses=clauses, adoption=adoption):
            return _with(covenant, clauses, adoption)
        case CovenantRepealed(reason=reason):
            return replace(covenant, state=State.REPEALED, reason=reason)
        case CovenantDropped(reason=reason):
            return replace(covenant, state=State.DROPPED, reason=reason)
        case _:
            assert_never(event)


def _with(covenant: Covenant, clauses: tuple[Clause, ...], adoption: Adoption) -> Covenant:
    edition = Edition(len(covenant.editions) + 1, clauses, adoption)
    return replace(covenant, clauses=clauses, editions=(*covenant.editions, edition))
