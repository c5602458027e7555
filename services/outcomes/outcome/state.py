"""An outcome as its events left it, how an event changes it, and what falls due."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.outcomes.outcome import events as happened
from services.outcomes.outcome.commands import CloseOutcome, OutcomeCommand, TellOutcome
from services.outcomes.outcome.events import OutcomeClosed, OutcomeDrafted, OutcomeEvent, PlannedTask
from services.outcomes.telling.domain import Words


class State(StrEnum):
    DRAFTED = "drafted"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    RETURNED = "returned"
    NOT_ADOPTED = "not_adopted"
    CONVERTED = "converted"
    DECOMPOSED = "decomposed"
    DISPATCHED = "dispatched"
    IN_PROGRESS = "in_progress"
    ALL_REPLIED = "all_replied"
    VERIFYING = "verifying"
    FED_BACK = "fed_back"
    PUBLICISED = "publicised"
    TRACKED = "tracked"
    CLOSED = "closed"


LABELS: dict[str, str] = {
    State.DRAFTED: "草拟",
    State.UNDER_REVIEW: "报审中",
    State.APPROVED: "已批复",
    State.RETURNED: "退回修改",
    State.NOT_ADOPTED: "不予采纳",
    State.CONVERTED: "转化",
    State.DECOMPOSED: "已任务分解",
    State.DISPATCHED: "已交办",
    State.IN_PROGRESS: "办理中",
    State.ALL_REPLIED: "全部答复",
    State.VERIFYING: "回访核实",
    State.FED_BACK: "已反馈",
    State.PUBLICISED: "已公示",
    State.TRACKED: "跟踪办理",
    State.CLOSED: "办结归档",
}


@dataclass(frozen=True)
class Conversion:
    """What the outcome became."""

    into: str
    reason: str
    title: str | None
    text: str | None


@dataclass(frozen=True)
class Outcome:
    """`words` are the last that everybody is to be told; `told` of `to_tell` have been, None where nobody counted."""

    outcome_id: str
    state: State
    topic_id: str
    meeting_id: str
    items: tuple[str, ...]
    title: str
    text: str
    division: str
    organisation: str
    document_number: str | None = None
    conversion: Conversion | None = None
    tasks: tuple[PlannedTask, ...] = ()
    feedback: str | None = None
    publication: str | None = None
    closes_at: datetime | None = None
    explanation: str | None = None
    closing_reason: str | None = None
    made: str | None = None
    words: Words | None = None
    told: int | None = None
    to_tell: int | None = None


def evolve(outcome: Outcome | None, event: OutcomeEvent) -> Outcome:
    if isinstance(event, OutcomeDrafted):
        return _drafted(event)
    assert outcome is not None
    match event:
        case happened.OutcomeRevised(items=items, title=title, text=text):
            return replace(outcome, items=items, title=title, text=text)
        case happened.OutcomeSubmitted() | happened.OutcomeResubmitted():
            return replace(outcome, state=State.UNDER_REVIEW)
        case happened.OutcomeApproved(document_number=number):
            return replace(outcome, state=State.APPROVED, document_number=number)
        case happened.OutcomeReturned():
            return replace(outcome, state=State.RETURNED)
        case happened.OutcomeDeclined():
            return replace(_saying(outcome, "declined", event.reason), state=State.NOT_ADOPTED)
        case happened.OutcomeConverted():
            conversion = Conversion(event.into, event.reason, event.title, event.text)
            return replace(outcome, state=State.CONVERTED, conversion=conversion, made=event.made)
        case happened.OutcomeDecomposed(tasks=tasks):
            return replace(outcome, state=State.DECOMPOSED, tasks=tasks)
        case happened.OutcomeDispatched():
            return replace(outcome, state=State.DISPATCHED)
        case (
            happened.OutcomeStarted()
            | happened.OutcomeReworkStarted()
            | happened.OutcomeSentBack()
            | happened.OutcomeProgressNoted()
            | happened.OutcomeReopened()
        ):
            return replace(outcome, state=State.IN_PROGRESS)
        case happened.OutcomeAllReplied():
            return replace(outcome, state=State.ALL_REPLIED)
        case happened.OutcomeAllCancelled():
            return replace(outcome, state=State.APPROVED)
        case happened.OutcomeVerificationStarted():
            return replace(outcome, state=State.VERIFYING)
        case happened.OutcomeFedBack(text=text):
            return replace(_saying(outcome, "fed_back", text), state=State.FED_BACK, feedback=text)
        case happened.OutcomeTold(told=told, to_tell=to_tell):
            return replace(outcome, told=told, to_tell=to_tell)
        case happened.OutcomePublicised(text=text, closes_at=closes_at):
            return replace(outcome, state=State.PUBLICISED, publication=text, closes_at=closes_at)
        case happened.OutcomeTracked():
            return replace(outcome, state=State.TRACKED)
        case happened.OutcomeClosed():
            return _closed(outcome, event)
        case happened.OutcomeTakenOver():
            return replace(outcome, organisation=event.successor)
        case _:
            assert_never(event)


def next_words(outcome: Outcome, about: str, text: str) -> Words:
    return Words(outcome.words.number + 1 if outcome.words else 1, about, text)


def _saying(outcome: Outcome, about: str, text: str) -> Outcome:
    return replace(outcome, words=next_words(outcome, about, text), told=None, to_tell=None)


def _closed(outcome: Outcome, event: OutcomeClosed) -> Outcome:
    """One that is not carried out was not fed back: why it was closed is what everybody is told."""
    if outcome.state is State.APPROVED and event.reason:
        outcome = _saying(outcome, "closed", event.reason)
    return replace(outcome, state=State.CLOSED, explanation=event.explanation, closing_reason=event.reason)


def _drafted(event: OutcomeDrafted) -> Outcome:
    return Outcome(
        outcome_id=event.outcome_id,
        state=State.DRAFTED,
        topic_id=event.topic_id,
        meeting_id=event.meeting_id,
        items=event.items,
        title=event.title,
        text=event.text,
        division=event.division,
        organisation=event.organisation,
    )


def due(outcome: Outcome) -> list[tuple[datetime, OutcomeCommand]]:
    """The end of its days in public; whoever has not been told by then is told first."""
    if outcome.state is State.PUBLICISED and outcome.closes_at:
        told, closed = TellOutcome(outcome.outcome_id), CloseOutcome(outcome.outcome_id)
        return [(outcome.closes_at, told), (outcome.closes_at, closed)]
    return []


@dataclass(frozen=True)
class SeenOrigin:
    """An outcome, as it is shown to whoever tells of it."""

    division: str
    topic: str
