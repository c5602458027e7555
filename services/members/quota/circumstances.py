"""The circumstances of a command: where a quota stands, what else matters; and which quota a body has."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.quota.commands import AmendQuota, CreateQuota
from services.members.quota.domain import Facts, SeenCouncil
from services.members.quota.events import QuotaItem
from services.members.quota.state import COUNCILS, ONE_OF_EACH, Quota, SeenQuota, quota_in_force


def place(quota: Quota, quota_id: str) -> Place:
    return Place(division=quota.division, council=quota.organisation)


def place_of_new(lookups: Lookups, quota: None, command: CreateQuota) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, quota: Quota | None, command: CreateQuota | AmendQuota) -> Facts:
    if isinstance(command, AmendQuota):
        return Facts()
    named = command.organisation or command.division
    return Facts(
        division_known(lookups, command.division),
        lookups.pinned(SeenCouncil, "organisations", command.organisation) if command.organisation else None,
        # Pinned: of two that set one for the same at once, the second is refused.
        bool(lookups.pinned_that_name(SeenQuota, "quotas", named)),
    )


def quota_of(lookups: Lookups, organisation: str, kind: str, division: str) -> tuple[QuotaItem, ...]:
    """Nothing for a body that is neither council nor board."""
    if kind not in COUNCILS:
        return ()
    found = seen_quota(lookups, organisation, division)
    return found.items if found else ONE_OF_EACH


def seen_quota(lookups: Lookups, organisation: str, division: str) -> SeenQuota | None:
    return quota_in_force(lookups.shown(SeenQuota, "quotas"), organisation, division)
