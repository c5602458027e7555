"""The lists of divisions and the tags on records, as every service keeps them: which list is in force, which tags were on when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from infra.kernel.contract.lifecycle import Lookups

LIST, TAGS, TAGGED = "label_list", "tags", "tagged"
"""Kinds of copies: a list, under its kind; the tags of a record; that a record carries a tag, under the tag."""
IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry; which of the members but the first two it has, its list's kind says."""

    code: str
    label: str
    family: str | None = None
    points: int | None = None
    covers: tuple[str, ...] = ()
    canonical: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list in one of its editions."""

    id: str
    kind: str
    division: str
    edition: int
    items: tuple[KnownEntry, ...]
    state: str = IN_FORCE

    @property
    def cited(self) -> str:
        return f"{self.id}@{self.edition}"

    def item(self, code: str | None) -> KnownEntry | None:
        return next((one for one in self.items if one.code == code), None)


@dataclass(frozen=True, slots=True)
class TagOnRecord:
    """A tag on a record, as it was called when it was put, from when until when."""

    code: str
    label: str
    family: str
    since: datetime
    until: datetime | None = None

    def at(self, moment: datetime | None) -> bool:
        """Whether it was on then; without a moment, whether it is on now."""
        if moment is None:
            return self.until is None
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class KnownTags:
    """Every tag that a record carries or ever carried."""

    record: str
    tags: tuple[TagOnRecord, ...]


def nearest_list(lists: Iterable[KnownList], kind: str, division: str) -> KnownList | None:
    """The newest of the nearest division at or above this one; a list without division is the whole country's."""
    around = [one for one in lists if one.kind == kind and one.state == IN_FORCE and division.startswith(one.division)]
    return max(around, key=lambda one: (len(one.division), one.id), default=None)


def list_in_force(lookups: Lookups, kind: str, division: str) -> KnownList | None:
    return nearest_list(lookups.copies(KnownList, LIST, kind), kind, division)


def own_words(lookups: Lookups, divisions: Iterable[str]) -> dict[str, dict[str, str]]:
    """What is said there of a kind of body (`council`) or of a state (`topic.screening`) in other words than the published."""
    lists = lookups.copies(KnownList, LIST, "words")
    nearest = {division: nearest_list(lists, "words", division) for division in divisions}
    return {
        division: {one.code: one.label for one in known.items} if known else {} for division, known in nearest.items()
    }


@dataclass(frozen=True, slots=True)
class StandsAt:
    """A step of the template in force: the `number`th of `of`."""

    code: str
    label: str
    number: int
    of: int


def standing_at(lifecycle: str, lookups: Lookups, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For each record at which step it stands, by its state and the template of its division."""
    templates = lookups.copies(KnownList, LIST, "steps")
    return [{"step": _step(templates, f"{lifecycle}.{one['state']}", str(one["division"]))} for one in records]


def _step(templates: list[KnownList], state: str, division: str) -> dict[str, Any] | None:
    template = nearest_list(templates, "steps", division)
    steps = template.items if template else ()
    found = (
        StandsAt(one.code, one.label, number, len(steps))
        for number, one in enumerate(steps, start=1)
        if state in one.covers
    )
    step = next(found, None)
    return asdict(step) if step else None
