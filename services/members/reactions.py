"""What members does upon its own events. What others tell of what problems became: `problem_reactions.py`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.members.charge.events import ChargeQuarterOpened
from services.members.duty.commands import ScheduleDuty
from services.members.ex_officio_rule.commands import EndRuleWithBody, FollowOffices
from services.members.ex_officio_rule.events import ExOfficioRuleCreated
from services.members.member.events import MemberAdmitted, MemberEnded
from services.members.membership.commands import EndMembershipWithBody, VacateSeat
from services.members.membership.events import MembershipEnded, MembershipExpired
from services.members.membership.state import Affected
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeGranted
from services.members.organisation.events import OrganisationEnded
from services.members.person.events import PersonEnded
from services.members.posting.commands import LapsePosting, NotePostingLeftAlone, SucceedPosting
from services.members.posting.state import SeenPosting
from services.members.term.commands import SettleMembers
from services.members.term.events import TermChangedOver, TermEnded, TermMembersSettled


def on_charge_quarter_opened(event: ChargeQuarterOpened, facts: None) -> list[ScheduleDuty]:
    """Where the office has scheduled that duty by hand before, it stays as it is."""
    return [ScheduleDuty(event.duty, event.leader, event.division, event.quarter)]


def on_organisation_ended(event: OrganisationEnded, seats: Affected) -> list[EndMembershipWithBody]:
    """Who sat there goes on in the successor, where there is one."""
    return [EndMembershipWithBody(seat, seats.on, event.reason, event.successor) for seat in seats.ids]


def on_committee_member_ended(event: MemberEnded, seats: Affected) -> list[VacateSeat]:
    """Nobody has a vote in a body of members who is none any more."""
    return [VacateSeat(seat, seats.on, event.reason) for seat in seats.ids]


def on_person_ended(event: PersonEnded, seats: Affected) -> list[VacateSeat]:
    return [VacateSeat(seat, seats.on, event.reason) for seat in seats.ids]


def on_term_over(event: TermChangedOver | TermEnded, facts: None) -> list[SettleMembers]:
    return [SettleMembers(event.term_id)]


def on_term_members_settled(event: TermMembersSettled, facts: None) -> list[SettleMembers]:
    return [SettleMembers(event.term_id)] if event.left else []


def on_member_ended(event: MemberEnded, postings: Sequence[SeenPosting]) -> list[LapsePosting]:
    """Nobody is posted as a member who is none any more."""
    return [LapsePosting(one.id, event.reason) for one in postings if not one.is_over]


PostingAfterIt: TypeAlias = SucceedPosting | NotePostingLeftAlone | LapsePosting
POSTED_THERE = "原组织已撤并，本人已下沉到承接组织 Its body ended, and he is posted to the successor already"


@dataclass(frozen=True, slots=True)
class LeftPosting:
    """A posting to a body that has ended; `heir` has its business now, if anybody; `posted_there`: he is at that one already."""

    posting_id: str
    organisation: str
    heir: str | None
    posted_there: bool


def on_body_of_postings_ended(event: OrganisationEnded, left: Iterable[LeftPosting]) -> Iterator[PostingAfterIt]:
    """Those that are over are among them: for them the command does not fit."""
    for one in left:
        if one.heir is None:
            yield NotePostingLeftAlone(one.posting_id, one.organisation)
        elif one.posted_there:
            yield LapsePosting(one.posting_id, POSTED_THERE)
        else:
            yield SucceedPosting(one.posting_id, one.organisation, one.heir)


def on_ex_officio_rule_created(event: ExOfficioRuleCreated, rules: Affected) -> list[FollowOffices]:
    return [FollowOffices(rule, rules.on) for rule in rules.ids]


def on_office_changed(event: OfficeGranted | OfficeAmended | OfficeEnded, rules: Affected) -> list[FollowOffices]:
    return [FollowOffices(rule, rules.on) for rule in rules.ids]


def on_seat_free(event: MembershipEnded | MembershipExpired, rules: Affected) -> list[FollowOffices]:
    """Somebody may have waited for it."""
    return [FollowOffices(rule, rules.on) for rule in rules.ids]


def on_member_admitted(event: MemberAdmitted, rules: Affected) -> list[FollowOffices]:
    return [FollowOffices(rule, rules.on) for rule in rules.ids]


def on_organisation_of_rule_ended(event: OrganisationEnded, rules: Affected) -> list[EndRuleWithBody]:
    return [EndRuleWithBody(rule, rules.on, event.reason) for rule in rules.ids]
