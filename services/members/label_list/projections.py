"""What can be read of a list of a division's own."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.label_list.events import Kind, ListItem
from services.members.label_list.state import LabelList


@dataclass(frozen=True, slots=True)
class LabelListShown:
    kind: Kind
    title: str
    items: tuple[ListItem, ...]
    edition: int


def row(known: LabelList, label_list_id: str) -> ReadRow:
    return ReadRow(
        division=known.division,
        shown=LabelListShown(known.kind, known.title, known.items, known.edition),
        audience="tokens",
        search=" ".join([known.title, *(item.label for item in known.items)]),
    )
