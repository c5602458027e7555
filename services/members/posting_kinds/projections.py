"""What can be read of a list of the kinds of posting."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.posting_kinds.events import PostingKind
from services.members.posting_kinds.state import PostingKinds


@dataclass(frozen=True, slots=True)
class PostingKindsShown:
    items: tuple[PostingKind, ...]
    edition: int


def row(kinds: PostingKinds, posting_kinds_id: str) -> ReadRow:
    return ReadRow(
        division=kinds.division,
        shown=PostingKindsShown(kinds.items, kinds.edition),
        audience="tokens",
        search=" ".join(item.label for item in kinds.items),
    )
