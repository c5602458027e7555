"""Which lists are in force where, and which records carry which tags: kept by every service (ADR 28).

These are followed along a line of their own, as offices are: also a site that an earlier version began reads them
from the beginning.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from infra.kernel.contract.reactions import Copying
from infra.kernel.lookups.labels import LIST, TAGGED, TAGS, KnownEntry, KnownList, KnownTags, TagOnRecord
from infra.kernel.news.standard_copies import MEMBERS

LINE = "labels"


@dataclass(frozen=True, slots=True)
class LabelListCreated:
    label_list_id: str
    kind: str
    division: str
    items: tuple[KnownEntry, ...]


@dataclass(frozen=True, slots=True)
class LabelListAmended:
    label_list_id: str
    items: tuple[KnownEntry, ...]


@dataclass(frozen=True, slots=True)
class LabelListEnded:
    label_list_id: str


@dataclass(frozen=True, slots=True)
class PutTag:
    code: str
    label: str
    family: str


@dataclass(frozen=True, slots=True)
class TagsPut:
    record: str
    tags: tuple[PutTag, ...]
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class TagsTakenOff:
    record: str
    codes: tuple[str, ...]
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class KnownTagged:
    """That the record carries a tag: found under the tag's code, and under none when it was taken off."""

    record: str


def on_label_list_created(known: KnownList | None, event: LabelListCreated) -> KnownList:
    return KnownList(event.label_list_id, event.kind, event.division, 1, event.items)


def on_label_list_amended(known: KnownList | None, event: LabelListAmended) -> KnownList | None:
    return replace(known, items=event.items, edition=known.edition + 1) if known else None


def on_label_list_ended(known: KnownList | None, event: LabelListEnded) -> KnownList | None:
    return replace(known, state="ended") if known else None


def on_tags_put(known: KnownTags | None, event: TagsPut) -> KnownTags:
    put = tuple(TagOnRecord(tag.code, tag.label, tag.family, event.entered_at) for tag in event.tags)
    return KnownTags(event.record, (*(known.tags if known else ()), *put))


def on_tags_taken_off(known: KnownTags | None, event: TagsTakenOff) -> KnownTags | None:
    if known is None:
        return None
    off = (one.code in event.codes and one.until is None for one in known.tags)
    ended = (replace(one, until=event.entered_at) if gone else one for one, gone in zip(known.tags, off, strict=True))
    return KnownTags(known.record, tuple(ended))


def carrying(event: TagsPut) -> list[tuple[str, str | None, KnownTagged]]:
    return [(f"{event.record}/{tag.code}", tag.code, KnownTagged(event.record)) for tag in event.tags]


def carrying_no_more(event: TagsTakenOff) -> list[tuple[str, str | None, KnownTagged]]:
    return [(f"{event.record}/{code}", None, KnownTagged(event.record)) for code in event.codes]


COPIES_OF_LABELS = (
    Copying(MEMBERS, LabelListCreated, on_label_list_created, LIST, KnownList, "label_list_id", "kind", line=LINE),
    Copying(MEMBERS, LabelListAmended, on_label_list_amended, LIST, KnownList, "label_list_id", "kind", line=LINE),
    Copying(MEMBERS, LabelListEnded, on_label_list_ended, LIST, KnownList, "label_list_id", "kind", line=LINE),
    Copying(MEMBERS, TagsPut, on_tags_put, TAGS, KnownTags, "record", line=LINE),
    Copying(MEMBERS, TagsTakenOff, on_tags_taken_off, TAGS, KnownTags, "record", line=LINE),
    Copying(MEMBERS, TagsPut, kind=TAGGED, many=carrying, line=LINE),
    Copying(MEMBERS, TagsTakenOff, kind=TAGGED, many=carrying_no_more, line=LINE),
)
