"""What can have happened to a list of a division's own: topic categories, scoring, tags, steps, classes, words, scope."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["categories", "scoring", "tags", "steps", "result_classes", "words", "scope"]
Canonical: TypeAlias = Literal["RESOLVED", "PLANNED_OR_PARTIAL", "REFERENCE_ONLY"]
Level: TypeAlias = Literal["province", "city", "county", "township", "village"]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry: its code, and what it is called here. What else it says, its list's kind asks for.

    family     of a tag: campaign, principle, front line…
    points     of a criterion: how many it can be given at most
    covers     of a step: the states in which a record stands there, `topic.screening`
    canonical  of a result class: what it counts as wherever figures of several places are added up
    level      of a scope: the level to which topics of this category belong
    """

    code: str
    label: str
    family: str | None = None
    points: int | None = None
    covers: tuple[str, ...] = ()
    canonical: Canonical | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class LabelListCreated:
    """A list is in force in its division and below; an empty division is the whole country."""

    label_list_id: str
    kind: Kind
    division: str
    title: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class LabelListAmended:
    """A new edition is in force; what cites an earlier one stays as it was."""

    label_list_id: str
    title: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class LabelListEnded:
    """The next list above is in force again."""

    label_list_id: str
    reason: str


LabelListEvent: TypeAlias = LabelListCreated | LabelListAmended | LabelListEnded
