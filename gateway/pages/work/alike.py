"""Which submissions say much the same as one, by the pairs of characters that both have: no dictionary, and none is needed."""

from collections.abc import Iterable, Mapping
from typing import Any

MOST_ALIKE = 5
LEAST_SHARE = 12
"""In hundredths: below it, what two texts share is chance."""


def most_alike(record: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """With the share of pairs that they have in common, in hundredths; the nearest first, never the record itself."""
    own = _pairs(record)
    found = [(one, _share(own, _pairs(one))) for one in others if one["id"] != record["id"]]
    near = [(one, share) for one, share in found if share >= LEAST_SHARE]
    return sorted(near, key=lambda each: -each[1])[:MOST_ALIKE]


def _pairs(record: Mapping[str, Any]) -> set[str]:
    text = "".join(one for one in f"{record.get('title') or ''}{record['text']}".casefold() if one.isalnum())
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _share(one: set[str], other: set[str]) -> int:
    """Twice what both have by what each has (Dice)."""
    return round(200 * len(one & other) / (len(one) + len(other))) if one and other else 0
