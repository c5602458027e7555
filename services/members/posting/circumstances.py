"""The circumstances of a command: where a posting stands, what else matters."""

from dataclasses import replace
from datetime import timedelta

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import must_be_his_to_create
from services.members.organisation.circumstances import AnyRecordShown
from services.members.posting import commands as asked
from services.members.posting.domain import Facts, SeenMember, SeenOrganisation
from services.members.posting.state import Posting, SeenPosting
from services.members.posting_kinds.state import SeenPostingKinds, kinds_in_force

ORGANISATIONS, PROPOSERS = "organisations", ("OFF",)


def place(posting: Posting, posting_id: str) -> Place:
    return Place(posting.division, council=posting.organisation, persons=(posting.person,), member_named=posting.person)


def place_of_new(lookups: Lookups, posting: None, command: asked.ProposePosting) -> Place:
    organisation = lookups.one(AnyRecordShown, ORGANISATIONS, command.organisation)
    if organisation is None:
        raise NewsMissing(f"organisation {command.organisation}", names="organisation")
    return Place(organisation.division, council=command.organisation)


def facts(lookups: Lookups, posting: Posting | None, command: asked.PostingCommand) -> Facts:
    now = Facts(lookups.now, day_in_china(lookups.now), day_in_china(lookups.recorded_at))
    if isinstance(command, asked.ProposePosting):
        return _of_proposal(lookups, command, now)
    assert posting is not None
    match command:
        case asked.ProposePostingAgain():
            wanted = command.organisation or posting.organisation
            named = _whom_and_where(lookups, posting.member, wanted, now)
            _must_be_his_to_name(lookups, command, named)
            return replace(named, others=_others(lookups, posting.member, command.posting_id))
        case asked.ConfirmPosting():
            return _of_confirmation(lookups, posting, now)
        case asked.ResumePosting():
            return _whom_and_where(lookups, posting.member, posting.organisation, now)
        case asked.SucceedPosting():
            seen = lookups.pinned(SeenOrganisation, ORGANISATIONS, command.successor, unread=True)
            return replace(now, organisation=seen)
        case asked.HandOverPosting():
            return replace(now, others=_others(lookups, posting.member, command.posting_id))
        case _:
            return now


def _of_proposal(lookups: Lookups, command: asked.ProposePosting, now: Facts) -> Facts:
    named = _whom_and_where(lookups, command.member, command.organisation, now)
    division = named.organisation.division if named.organisation else ""
    kinds = kinds_in_force(lookups.shown(SeenPostingKinds, "posting-kinds"), division)
    return replace(named, kinds=kinds, others=_others(lookups, command.member, command.posting_id))


def _of_confirmation(lookups: Lookups, posting: Posting, now: Facts) -> Facts:
    named = _whom_and_where(lookups, posting.member, posting.organisation, now)
    starts_at = end_of_day(posting.starts - timedelta(days=1)) if posting.starts else None
    return replace(named, starts_at=starts_at, ends_at=end_of_day(posting.ends) if posting.ends else None)


def _whom_and_where(lookups: Lookups, member: str, organisation: str, now: Facts) -> Facts:
    """Neither may end while this is decided. An office posts members of committees above it, too: it need not read them."""
    return replace(
        now,
        member=lookups.pinned(SeenMember, "members", member, unread=True),
        organisation=lookups.pinned(SeenOrganisation, ORGANISATIONS, organisation, unread=True),
    )


def _others(lookups: Lookups, member: str, besides: str) -> tuple[SeenPosting, ...]:
    """Pinned: of two who post a member at once, the second sees what the first has done."""
    return tuple(
        other
        for other in lookups.pinned_that_name(SeenPosting, "postings", member)
        if other.member == member and other.id != besides
    )


def _must_be_his_to_name(lookups: Lookups, command: asked.ProposePostingAgain, named: Facts) -> None:
    if command.organisation is not None and named.organisation is not None:
        at = Place(named.organisation.division, council=command.organisation)
        must_be_his_to_create(lookups, "organisation", PROPOSERS, at)
