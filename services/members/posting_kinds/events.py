"""What can have happened to a list of the kinds of posting (三个下沉)."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PostingKind:
    """One kind: its code stays, its label is what the division calls it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PostingKindsCreated:
    """Three kinds are in force in the division and below; an empty division is the whole country."""

    posting_kinds_id: str
    division: str
    items: tuple[PostingKind, ...]


@dataclass(frozen=True, slots=True)
class PostingKindsAmended:
    """They are called otherwise from now on; postings that were proposed keep what they were called then."""

    posting_kinds_id: str
    items: tuple[PostingKind, ...]


PostingKindsEvent: TypeAlias = PostingKindsCreated | PostingKindsAmended
