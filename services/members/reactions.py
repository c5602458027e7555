"""What members does upon its own events."""

from collections.abc import Sequence

from services.members.charge.events import ChargeQuarterOpened
from services.members.duty.commands import ScheduleDuty
from services.members.member.events import MemberEnded
from services.members.posting.commands import LapsePosting
from services.members.posting.state import SeenPosting
from services.members.term.commands import SettleMembers
from services.members.term.events import TermChangedOver, TermEnded, TermMembersSettled


def on_charge_quarter_opened(event: ChargeQuarterOpened, facts: None) -> list[ScheduleDuty]:
    """Where the office has scheduled that duty by hand before, it stays as it is."""
    return [ScheduleDuty(event.duty, event.leader, event.division, event.quarter)]


def on_term_over(event: TermChangedOver | TermEnded, facts: None) -> list[SettleMembers]:
    return [SettleMembers(event.term_id)]


def on_term_members_settled(event: TermMembersSettled, facts: None) -> list[SettleMembers]:
    return [SettleMembers(event.term_id)] if event.left else []


def on_member_ended(event: MemberEnded, postings: Sequence[SeenPosting]) -> list[LapsePosting]:
    """Nobody is posted as a member who is none any more."""
    return [LapsePosting(one.id, event.reason) for one in postings if not one.is_over]
