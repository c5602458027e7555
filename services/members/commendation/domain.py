"""What is allowed with a commendation, and what changes."""

from dataclasses import dataclass
from datetime import date, datetime

from services.members import merit_rules, rules
from services.members.commendation import commands as asked
from services.members.commendation import events as happened
from services.members.commendation.events import CommendationEvent
from services.members.commendation.state import Commendation


@dataclass(frozen=True, slots=True)
class Nominee:
    """A member in force."""

    person: str
    committee_division: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`entered_on` is the day of entry; `ends_at` when the notice that is posted is over."""

    entered_on: date
    nominee: Nominee | None = None
    ends_at: datetime | None = None


def nominate_member(_: None, command: asked.NominateMember, facts: Facts) -> list[CommendationEvent]:
    nominee = facts.nominee
    if nominee is None or not _in_one_line(nominee.committee_division, command.division):
        raise merit_rules.MemberMustBeOfThisPlace
    return [
        happened.CommendationNominated(
            commendation_id=command.commendation_id,
            member=command.member,
            person=nominee.person,
            division=command.division,
            organisation=command.organisation,
            title=command.title,
            grounds=command.grounds,
            achievements=tuple(command.achievements),
            nominated_by=command.actor_person,
        )
    ]


def _in_one_line(division: str, other: str) -> bool:
    return division.startswith(other) or other.startswith(division)


def verify(commendation: Commendation, command: asked.VerifyCommendation, facts: Facts) -> list[CommendationEvent]:
    nominated = commendation.nominated
    if command.actor_person is not None and command.actor_person in (nominated.nominated_by, nominated.person):
        raise merit_rules.VerifiedBySomebodyElse
    return [happened.CommendationVerified(command.commendation_id, command.evidence)]


def post_notice(
    commendation: Commendation, command: asked.PostCommendationNotice, facts: Facts
) -> list[CommendationEvent]:
    rules.must_lie_ahead(command.until, facts.entered_on)
    assert facts.ends_at is not None
    return [happened.CommendationNoticePosted(command.commendation_id, command.until, facts.ends_at)]
