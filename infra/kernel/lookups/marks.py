"""Which records are marked internal (不公开, 涉密), as every service keeps it."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import Lookups

INTERNAL = "internal"
KINDS = ("not_public", "classified")


@dataclass(frozen=True, slots=True)
class KnownInternal:
    """Why a record is internal, by which organisation and since when; `kind` is None once the mark was lifted."""

    record: str
    kind: str | None
    reason: str
    marked_by: str | None
    since: datetime


def internal_records(lookups: Lookups) -> set[str]:
    return {known.record for kind in KINDS for known in lookups.copies(KnownInternal, INTERNAL, kind)}
