"""What can have happened to the mark that keeps a record inside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["not_public", "classified"]


@dataclass(frozen=True, slots=True)
class RecordMarkedInternal:
    """From `marked_at` on the public does not read the record (不公开, 涉密), for this reason; `marked_by` is an organisation."""

    internal_marking_id: str
    collection: str
    record: str
    division: str
    organisation: str | None
    kind: Kind
    reason: str
    marked_by: str | None
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class RecordMarkLifted:
    """From `lifted_at` on it is read as it would be without the mark."""

    internal_marking_id: str
    collection: str
    record: str
    reason: str
    lifted_at: datetime


InternalMarkingEvent: TypeAlias = RecordMarkedInternal | RecordMarkLifted
