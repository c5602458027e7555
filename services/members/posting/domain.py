"""What is allowed with postings, and what changes."""

from dataclasses import dataclass
from datetime import date, datetime

from services.members.posting import commands as asked
from services.members.posting import events as happened
from services.members.posting.events import PostingEvent
from services.members.posting.state import Posting, SeenPosting
from services.members.posting_kinds.state import SeenPostingKinds
from services.members.rules import (
    MemberMustBeInForce,
    NewPostingMustBeAnother,
    NewPostingMustBeOpen,
    NoLongerInForce,
    NoLongerItsBody,
    OrganisationMustBeActive,
    OrganisationMustLieInTheCommitteesDivision,
    OrganisationMustTakeMembers,
    PostedThereAlready,
    PostingMustEndAfterItStarts,
    TermIsOver,
    must_lie_ahead,
)

ACTIVE = "active"
STATIONS = ("station", "studio", "council", "board")


@dataclass(frozen=True, slots=True)
class SeenMember:
    state: str
    person: str
    committee_division: str


@dataclass(frozen=True, slots=True)
class SeenOrganisation:
    state: str
    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are the member's other postings; `starts_at` and `ends_at` when the posting's days begin and are over.

    `today` is the day on which it happens, `entered_on` that on which it is entered, `now` the moment itself.
    """

    now: datetime
    today: date
    entered_on: date
    member: SeenMember | None = None
    organisation: SeenOrganisation | None = None
    kinds: SeenPostingKinds | None = None
    others: tuple[SeenPosting, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def propose_posting(_: None, command: asked.ProposePosting, facts: Facts) -> list[PostingEvent]:
    member, organisation = _in_force(facts.member), _active(facts.organisation)
    label, kinds = _kind(command.kind, facts.kinds)
    _must_go_together(member, organisation)
    _must_not_be_posted_there(command.organisation, facts)
    must_lie_ahead(command.ends, facts.entered_on)
    if command.starts and command.ends and command.ends <= command.starts:
        raise PostingMustEndAfterItStarts
    return [
        happened.PostingProposed(
            command.posting_id,
            command.member,
            member.person,
            command.organisation,
            organisation.division,
            command.kind,
            label,
            kinds,
            command.principle,
            command.starts,
            command.ends,
        )
    ]


def propose_posting_again(posting: Posting, command: asked.ProposePostingAgain, facts: Facts) -> list[PostingEvent]:
    wanted = command.organisation or posting.organisation
    if command.organisation is None:
        _must_still_be_in_force(facts)
    member, organisation = _still(facts.member), _active(facts.organisation)
    _must_go_together(member, organisation)
    _must_not_be_posted_there(wanted, facts)
    _term_must_not_be_over(posting, facts)
    return [happened.PostingProposedAgain(command.posting_id, wanted, organisation.division)]


def confirm_posting(posting: Posting, command: asked.ConfirmPosting, facts: Facts) -> list[PostingEvent]:
    _must_still_be_in_force(facts)
    _term_must_not_be_over(posting, facts)
    starts, starts_at = posting.starts or facts.today, facts.starts_at or facts.now
    return [happened.PostingConfirmed(command.posting_id, starts, starts_at, facts.ends_at)]


def resume_posting(posting: Posting, command: asked.ResumePosting, facts: Facts) -> list[PostingEvent]:
    _must_still_be_in_force(facts)
    return [happened.PostingResumed(command.posting_id)]


def hand_over_posting(posting: Posting, command: asked.HandOverPosting, facts: Facts) -> list[PostingEvent]:
    if command.posting == posting.posting_id:
        raise NewPostingMustBeAnother
    if not any(other.id == command.posting and not other.is_over for other in facts.others):
        raise NewPostingMustBeOpen
    return [
        happened.PostingHandedOver(command.posting_id, command.posting),
        happened.PostingTakenOver(command.posting, command.posting_id),
    ]


def _in_force(member: SeenMember | None) -> SeenMember:
    if member is None or member.state != ACTIVE:
        raise MemberMustBeInForce
    return member


def _active(organisation: SeenOrganisation | None) -> SeenOrganisation:
    if organisation is None or organisation.state != ACTIVE:
        raise OrganisationMustBeActive
    return organisation


def _still(member: SeenMember | None) -> SeenMember:
    if member is None or member.state != ACTIVE:
        raise NoLongerInForce
    return member


def _must_still_be_in_force(facts: Facts) -> None:
    _still(facts.member)
    if facts.organisation is None or facts.organisation.state != ACTIVE:
        raise NoLongerInForce


def _kind(said: str, kinds: SeenPostingKinds | None) -> tuple[str, str]:
    """What the kind is called, and the list that calls it so. A place's own kind that is on no list goes by its own name."""
    if kinds is None:
        return said, ""
    kind = kinds.named(said)
    return (kind.label if kind else said), kinds.cited


def _must_go_together(member: SeenMember, organisation: SeenOrganisation) -> None:
    if organisation.kind not in STATIONS:
        raise OrganisationMustTakeMembers
    if not organisation.division.startswith(member.committee_division):
        raise OrganisationMustLieInTheCommitteesDivision


def _must_not_be_posted_there(organisation: str, facts: Facts) -> None:
    if any(other.organisation == organisation and not other.is_over for other in facts.others):
        raise PostedThereAlready


def _term_must_not_be_over(posting: Posting, facts: Facts) -> None:
    if posting.ends is not None and posting.ends < facts.today:
        raise TermIsOver(posting.ends.isoformat())


def succeed_posting(posting: Posting, command: asked.SucceedPosting, facts: Facts) -> list[PostingEvent]:
    """Nobody asked the member: he may decline what he has not confirmed yet, and the office ends what does not fit."""
    if command.organisation != posting.organisation:
        raise NoLongerItsBody
    successor = _active(facts.organisation)
    return [happened.PostingSucceeded(command.posting_id, command.organisation, command.successor, successor.division)]


def note_left_alone(posting: Posting, command: asked.NotePostingLeftAlone, facts: Facts) -> list[PostingEvent]:
    if command.organisation != posting.organisation or posting.organisation_ended:
        raise NoLongerItsBody
    return [happened.PostingLeftAlone(command.posting_id, command.organisation)]
