"""What can have happened to a proposal while a department handles it: its dates, and how late it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ProposalSigned:
    """The lead signed for it (签收)."""

    proposal_id: str


@dataclass(frozen=True, slots=True)
class ProposalReturnRequested:
    """The lead says that it is not its business (申请退办); on paper, that came on `received_at`."""

    proposal_id: str
    reason: str
    received_at: date | None


@dataclass(frozen=True, slots=True)
class ProposalReassigned:
    """Another lead got it, with a window and a due date of its own; the old one stays named."""

    proposal_id: str
    lead: str
    former_lead: str
    reason: str
    due: date
    policy: str | None
    assigned_at: datetime
    return_until: datetime
    return_policy: str
    return_provisional: bool


@dataclass(frozen=True, slots=True)
class ProposalReturnDenied:
    """The lead keeps it, and has thereby signed for it."""

    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalCoHandlersAsked:
    """The lead asked its co-handlers for their opinions (会办意见) by a day; after `ends_at` nobody waits."""

    proposal_id: str
    question: str
    asked: tuple[str, ...]
    due: date
    ends_at: datetime
    policy: str | None


@dataclass(frozen=True, slots=True)
class ProposalCoOpinionGiven:
    """A co-handler answered."""

    proposal_id: str
    organisation: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposalCoHandlersTimedOut:
    """Their day passed; `silent` are those who did not answer."""

    proposal_id: str
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalExtensionRequested:
    """The lead asks for more time; on paper, that came on `received_at`."""

    proposal_id: str
    due: date
    reason: str
    received_at: date | None


@dataclass(frozen=True, slots=True)
class ProposalExtended:
    """It got more time; both dates are kept."""

    proposal_id: str
    old_due: date
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalExtensionDenied:
    """The due date stays."""

    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalPaused:
    """The clock stopped, until somebody or the end of that day lets it run again."""

    proposal_id: str
    paused_on: date
    reason: str
    until: date | None


@dataclass(frozen=True, slots=True)
class ProposalResumed:
    """The clock runs again; the due date moved by the days of the pause."""

    proposal_id: str
    old_due: date
    due: date


@dataclass(frozen=True, slots=True)
class ProposalDueSoon:
    """Four fifths of the time until its due date are over (临期)."""

    proposal_id: str
    due: date


@dataclass(frozen=True, slots=True)
class ProposalOverdue:
    """The due date has passed (超期); supervision follows on the days of the policies."""

    proposal_id: str
    due: date
    yellow_at: datetime
    yellow_policy: str
    red_at: datetime
    red_policy: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class ProposalUrged:
    """The lead was urged (催办)."""

    proposal_id: str


@dataclass(frozen=True, slots=True)
class ProposalSupervised:
    """It was put under supervision (督办): ordinary, yellow or red."""

    proposal_id: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalReturnReckonedAgain:
    """Its lead may return it until another time, or no longer provisionally; `calendar` is the year and edition that came."""

    proposal_id: str
    return_until: datetime
    policy: str
    provisional: bool
    former_until: datetime
    calendar: str


@dataclass(frozen=True, slots=True)
class ProposalSupervisionReckonedAgain:
    """The days on which it is supervised are others, or no longer provisional; of a step already taken the day stays."""

    proposal_id: str
    yellow_at: datetime
    red_at: datetime
    provisional: bool
    former_yellow_at: datetime
    former_red_at: datetime
    calendar: str


OpinionEvent: TypeAlias = ProposalCoHandlersAsked | ProposalCoOpinionGiven | ProposalCoHandlersTimedOut
LadderEvent: TypeAlias = (
    ProposalDueSoon | ProposalOverdue | ProposalUrged | ProposalSupervised | ProposalSupervisionReckonedAgain
)
HandlingEvent: TypeAlias = (
    ProposalSigned
    | ProposalReturnRequested
    | ProposalReassigned
    | ProposalReturnDenied
    | ProposalExtensionRequested
    | ProposalExtended
    | ProposalExtensionDenied
    | ProposalPaused
    | ProposalResumed
    | ProposalReturnReckonedAgain
    | OpinionEvent
    | LadderEvent
)
