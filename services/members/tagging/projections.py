"""What can be read of the tags of a record."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.tagging.events import Tag
from services.members.tagging.state import Tagging


@dataclass(frozen=True, slots=True)
class TaggingShown:
    collection: str
    record: str
    organisation: str | None
    carried: tuple[Tag, ...]


def row(tagging: Tagging, tagging_id: str) -> ReadRow:
    return ReadRow(
        division=tagging.division,
        shown=TaggingShown(tagging.collection, tagging.record, tagging.organisation, tagging.tags),
        organisation=tagging.organisation,
        search=" ".join(tag.label for tag in tagging.tags),
    )
