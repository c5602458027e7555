"""What can be asked of a list of a division's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.label_list.events import Kind, ListItem

KINDS: tuple[Kind, ...] = ("categories", "scoring", "tags", "steps", "result_classes", "words", "scope")


@dataclass(frozen=True, slots=True)
class CreateLabelList:
    label_list_id: str
    kind: Kind
    title: str
    items: Sequence[ListItem]
    division: str = ""


@dataclass(frozen=True, slots=True)
class AmendLabelList:
    label_list_id: str
    items: Sequence[ListItem]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class EndLabelList:
    label_list_id: str
    reason: str
