"""What can be asked of a list of the kinds of posting."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.posting_kinds.events import PostingKind


@dataclass(frozen=True, slots=True)
class CreatePostingKinds:
    posting_kinds_id: str
    items: Sequence[PostingKind]
    division: str = ""


@dataclass(frozen=True, slots=True)
class AmendPostingKinds:
    posting_kinds_id: str
    items: Sequence[PostingKind]
