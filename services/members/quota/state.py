"""What is known of a quota, folded from its events, and which one is in force."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.membership.commands import CATEGORIES
from services.members.quota.events import QuotaAmended, QuotaCreated, QuotaEvent, QuotaItem


class State(StrEnum):
    IN_FORCE = "in_force"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
}
COUNCILS = ("council", "board")
ONE_OF_EACH = tuple(QuotaItem(category, 1) for category in CATEGORIES)
"""What holds where nobody has set anything: the reports name six categories of fixed members."""


@dataclass(frozen=True, slots=True)
class Quota:
    """`edition` counts from 1."""

    quota_id: str
    state: State
    division: str
    organisation: str | None
    items: tuple[QuotaItem, ...]
    edition: int


def evolve(quota: Quota | None, event: QuotaEvent) -> Quota:
    match event:
        case QuotaCreated():
            return Quota(event.quota_id, State.IN_FORCE, event.division, event.organisation, event.items, edition=1)
        case QuotaAmended():
            assert quota is not None
            return replace(quota, items=event.items, edition=quota.edition + 1)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenQuota:
    """A quota, as it is shown."""

    id: str
    division: str
    organisation: str | None
    edition: int
    items: tuple[QuotaItem, ...]


def quota_in_force(quotas: list[SeenQuota], organisation: str, division: str) -> SeenQuota | None:
    """The body's own, or that of the nearest division at or above it; of two the newest."""
    own = [one for one in quotas if one.organisation == organisation]
    around = [one for one in quotas if one.organisation is None and division.startswith(one.division)]
    return max(own or around, key=lambda one: (len(one.division), one.id), default=None)
