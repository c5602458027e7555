"""What is known of a case, folded from its events; how a contest sees it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.outcomes.case import events as happened
from services.outcomes.case.events import CaseDrafted, CaseEvent


class State(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    NOT_USED = "not_used"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.DRAFTED: "草拟",
    State.SUBMITTED: "已报送",
    State.PUBLISHED: "已入库公开",
    State.NOT_USED: "未采用",
    State.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True)
class Case:
    """`reason` is why it was last returned, not used or withdrawn."""

    case_id: str
    state: State
    drafted: CaseDrafted
    title: str
    text: str
    tags: tuple[str, ...]
    reason: str | None = None


def evolve(case: Case | None, event: CaseEvent) -> Case:
    if isinstance(event, CaseDrafted):
        return Case(event.case_id, State.DRAFTED, event, event.title, event.text, event.tags)
    assert case is not None
    match event:
        case happened.CaseRevised():
            return replace(case, title=event.title, text=event.text, tags=event.tags)
        case happened.CaseSubmitted():
            return replace(case, state=State.SUBMITTED)
        case happened.CaseReturned():
            return replace(case, state=State.DRAFTED, reason=event.reason)
        case happened.CasePublished():
            return replace(case, state=State.PUBLISHED)
        case happened.CaseNotUsed():
            return replace(case, state=State.NOT_USED, reason=event.reason)
        case happened.CaseWithdrawn():
            return replace(case, state=State.WITHDRAWN, reason=event.reason)
        case _:
            assert_never(event)


@dataclass(frozen=True)
class SeenCase:
    """As it is shown."""

    id: str
    state: str
    division: str
    organisation: str
    title: str
