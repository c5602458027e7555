"""What can be asked of a quota."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.quota.events import QuotaItem


@dataclass(frozen=True, slots=True)
class CreateQuota:
    """For all councils and boards of the division and of those below it, or for the one that it names."""

    quota_id: str
    division: str
    items: Sequence[QuotaItem]
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class AmendQuota:
    quota_id: str
    items: Sequence[QuotaItem]
