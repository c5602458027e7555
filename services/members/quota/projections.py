"""What can be read of a quota."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.quota.events import QuotaItem
from services.members.quota.state import Quota


@dataclass(frozen=True, slots=True)
class QuotaShown:
    organisation: str | None
    items: tuple[QuotaItem, ...]
    edition: int


def row(quota: Quota, quota_id: str) -> ReadRow:
    """It names the body or the division that it is for, so that a second one for the same is seen."""
    return ReadRow(
        division=quota.division,
        shown=QuotaShown(quota.organisation, quota.items, quota.edition),
        organisation=quota.organisation,
        named=(quota.organisation or quota.division,),
        audience="tokens",
    )
