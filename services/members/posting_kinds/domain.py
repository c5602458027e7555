"""What is allowed with a list of the kinds of posting, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.posting_kinds.commands import AmendPostingKinds, CreatePostingKinds
from services.members.posting_kinds.events import (
    PostingKind,
    PostingKindsAmended,
    PostingKindsCreated,
    PostingKindsEvent,
)
from services.members.posting_kinds.state import PostingKinds
from services.members.rules import DivisionMustExist, KindsMustDiffer, KindsOfPostingStay


@dataclass(frozen=True, slots=True)
class Facts:
    division_known: bool = True


def create_posting_kinds(_: None, command: CreatePostingKinds, facts: Facts) -> list[PostingKindsEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    return [PostingKindsCreated(command.posting_kinds_id, command.division, _distinct(command.items))]


def amend_posting_kinds(kinds: PostingKinds, command: AmendPostingKinds, facts: Facts) -> list[PostingKindsEvent]:
    """Labels change; postings and figures go by the codes, so these stay."""
    if {item.code for item in command.items} != {item.code for item in kinds.items}:
        raise KindsOfPostingStay(" ".join(item.code for item in kinds.items))
    return [PostingKindsAmended(command.posting_kinds_id, _distinct(command.items))]


def _distinct(items: Sequence[PostingKind]) -> tuple[PostingKind, ...]:
    """A posting may name its kind by code or label: no two kinds may be meant by one word."""
    words = [word for item in items for word in {item.code, item.label}]
    if len(set(words)) < len(words):
        raise KindsMustDiffer
    return tuple(items)
