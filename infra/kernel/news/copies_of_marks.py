"""Which records are marked internal: kept by every service, along the line of lists and tags (ADR 33)."""

from dataclasses import dataclass, replace
from datetime import datetime

from infra.kernel.contract.reactions import Copying
from infra.kernel.lookups.marks import INTERNAL, KnownInternal
from infra.kernel.news.copies_of_labels import LINE
from infra.kernel.news.standard_copies import MEMBERS


@dataclass(frozen=True, slots=True)
class RecordMarkedInternal:
    record: str
    kind: str
    reason: str
    marked_by: str | None
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class RecordMarkLifted:
    record: str


def on_record_marked_internal(known: KnownInternal | None, event: RecordMarkedInternal) -> KnownInternal:
    return KnownInternal(event.record, event.kind, event.reason, event.marked_by, event.marked_at)


def on_record_mark_lifted(known: KnownInternal | None, event: RecordMarkLifted) -> KnownInternal | None:
    return replace(known, kind=None) if known else None


COPIES_OF_MARKS = (
    Copying(
        MEMBERS, RecordMarkedInternal, on_record_marked_internal, INTERNAL, KnownInternal, "record", "kind", line=LINE
    ),
    Copying(MEMBERS, RecordMarkLifted, on_record_mark_lifted, INTERNAL, KnownInternal, "record", "kind", line=LINE),
)
