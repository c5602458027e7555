"""What a task shows beside its row: at which step it stands, and what its result class counts as elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.labels import LIST, KnownList, nearest_list, standing_at

NOTHING_SAID = {"class_label": None, "canonical": None}


def computed(lookups: Lookups, tasks: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    steps, lists = standing_at("task", lookups, tasks), lookups.copies(KnownList, LIST, "result_classes")
    return [
        {**step, **meant(lists, task["division"], task.get("class"))} for task, step in zip(tasks, steps, strict=True)
    ]


def meant(lists: list[KnownList], division: str, letter: str | None) -> Mapping[str, str | None]:
    """What the letter means in that division, and the class under which places are added up."""
    known = nearest_list(lists, "result_classes", division)
    item = known.item(letter) if known else None
    return {"class_label": item.label, "canonical": item.canonical} if item else NOTHING_SAID
