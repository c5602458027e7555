"""What is known of a brief, folded from its events; how our other lifecycles see it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.topics.brief import events as happened
from services.topics.brief.events import BriefAdopted, BriefDrafted, BriefEvent, BriefInstructed, BriefNoted
from services.topics.brief.succession_events import BriefLeftAlone, BriefTakenOver


class State(StrEnum):
    DRAFTED = "drafted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    SENT = "sent"
    NOTED = "noted"
    ADOPTED = "adopted"
    INSTRUCTED = "instructed"
    NOT_USED = "not_used"
    CONVERTED = "converted"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.DRAFTED: "草拟",
    State.RETURNED: "退回修改",
    State.REVIEWED: "已审核",
    State.ISSUED: "已签发",
    State.SENT: "已报送",
    State.NOTED: "已获关注",
    State.ADOPTED: "已采用",
    State.INSTRUCTED: "已批示",
    State.NOT_USED: "未采用",
    State.CONVERTED: "已转提案",
    State.WITHDRAWN: "已撤回",
}


class Reached(StrEnum):
    """How far it came with one recipient, the least first; a later word never takes it back."""

    SENT = "sent"
    NOT_USED = "not_used"
    NOTED = "noted"
    ADOPTED = "adopted"
    INSTRUCTED = "instructed"


HOW_FAR = tuple(Reached)


@dataclass(frozen=True, slots=True)
class Recipient:
    organisation: str
    division: str
    level: str
    sent_at: datetime
    state: Reached = Reached.SENT
    read_at: datetime | None = None


@dataclass(frozen=True)
class Brief:
    """`reason` is why it was last returned, not used or withdrawn."""

    brief_id: str
    state: State
    drafted: BriefDrafted
    title: str
    text: str
    opinion: str | None = None
    reason: str | None = None
    document_number: str | None = None
    recipients: tuple[Recipient, ...] = ()
    noted: tuple[BriefNoted, ...] = ()
    adopted: tuple[BriefAdopted, ...] = ()
    instructed: tuple[BriefInstructed, ...] = ()
    proposal: str | None = None
    taken_over_by: str | None = None
    organisation_ended: bool = False

    @property
    def organisation(self) -> str:
        return self.taken_over_by or self.drafted.organisation


def evolve(brief: Brief | None, event: BriefEvent) -> Brief:
    if isinstance(event, BriefDrafted):
        return Brief(event.brief_id, State.DRAFTED, event, event.title, event.text)
    assert brief is not None
    match event:
        case happened.BriefRevised(title=title, text=text):
            return replace(brief, title=title, text=text)
        case happened.BriefReviewed(opinion=opinion):
            return replace(brief, state=State.REVIEWED, opinion=opinion)
        case happened.BriefReturned(reason=reason):
            return replace(brief, state=State.RETURNED, reason=reason)
        case happened.BriefResubmitted():
            return replace(brief, state=State.DRAFTED)
        case happened.BriefIssued(document_number=number):
            return replace(brief, state=State.ISSUED, document_number=number)
        case happened.BriefSent():
            recipient = Recipient(event.organisation, event.division, event.level, event.sent_at)
            return _at(brief, (*brief.recipients, recipient))
        case happened.BriefRead():
            return _at(brief, _heard(brief, event.organisation, Reached.SENT, event.read_at))
        case happened.BriefNoted():
            brief = replace(brief, noted=(*brief.noted, event))
            return _at(brief, _heard(brief, event.organisation, Reached.NOTED, event.read_by))
        case happened.BriefAdopted():
            brief = replace(brief, adopted=(*brief.adopted, event))
            return _at(brief, _heard(brief, event.organisation, Reached.ADOPTED, event.read_by))
        case happened.BriefInstructed():
            brief = replace(brief, instructed=(*brief.instructed, event))
            return _at(brief, _heard(brief, event.organisation, Reached.INSTRUCTED, event.read_by))
        case happened.BriefNotUsed():
            brief = replace(brief, reason=event.reason)
            return _at(brief, _heard(brief, event.organisation, Reached.NOT_USED, event.read_by))
        case happened.BriefConverted(proposal=proposal):
            return replace(brief, state=State.CONVERTED, proposal=proposal)
        case happened.BriefWithdrawn(reason=reason):
            return replace(brief, state=State.WITHDRAWN, reason=reason)
        case BriefTakenOver(successor=successor):
            return replace(brief, taken_over_by=successor, organisation_ended=False)
        case BriefLeftAlone():
            return replace(brief, organisation_ended=True)
        case _:
            assert_never(event)


def _heard(brief: Brief, organisation: str, state: Reached, read_at: datetime) -> tuple[Recipient, ...]:
    return tuple(
        replace(one, state=max(one.state, state, key=HOW_FAR.index), read_at=one.read_at or read_at)
        if one.organisation == organisation
        else one
        for one in brief.recipients
    )


def _at(brief: Brief, recipients: tuple[Recipient, ...]) -> Brief:
    """The brief is as far as it came with anybody; unused only when nobody it was sent to is left to use it."""
    states = {one.state for one in recipients}
    further = [state for state in HOW_FAR[2:] if state in states]
    if further:
        return replace(brief, recipients=recipients, state=State(further[-1]))
    return replace(brief, recipients=recipients, state=State.SENT if Reached.SENT in states else State.NOT_USED)


@dataclass(frozen=True)
class SeenBrief:
    id: str
    state: str
    title: str
