"""What a topic shows beside its row: what its category is called here, and to which level topics of that category belong."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.labels import LIST, KnownEntry, KnownList, nearest_list, standing_at
from services.topics.topic.state import State

# By the length of a division's code; from the highest level to the lowest.
LEVELS = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}
ORDER = tuple(LEVELS.values())
NOT_DECIDED_YET = (State.DRAFT, State.PROPOSED, State.SCREENING, State.SHORTLISTED, State.REVIEWING, State.DEFERRED)


@dataclass(frozen=True, slots=True)
class Scope:
    """`suggests` says `escalate` or `delegate` while nothing is decided, where the topic is of another level's matters."""

    label: str
    level: str
    suggests: str | None


def computed(lookups: Lookups, topics: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    steps = standing_at("topic", lookups, topics)
    categories, scopes = (lookups.copies(KnownList, LIST, kind) for kind in ("categories", "scope"))
    found: list[Mapping[str, Any]] = []
    for topic, step in zip(topics, steps, strict=True):
        category = category_of(nearest_list(categories, "categories", topic["division"]), topic.get("category"))
        item = scope_item(nearest_list(scopes, "scope", topic["division"]), category, topic.get("category"))
        scope = scope_of(item, topic["division"], topic["state"]) if item else None
        label = category.label if category else topic.get("category")
        found.append({**step, "category_label": label, "scope": asdict(scope) if scope else None})
    return found


def category_of(known: KnownList | None, said: str | None) -> KnownEntry | None:
    """By its code, or as it is called."""
    return next((one for one in known.items if said in (one.code, one.label)), None) if known and said else None


def scope_item(known: KnownList | None, category: KnownEntry | None, said: str | None) -> KnownEntry | None:
    return known.item(category.code if category else said) if known else None


def scope_of(item: KnownEntry, division: str, state: str) -> Scope:
    """A hint, not a rule: which level takes a matter up is for the office to judge."""
    level = item.level or ""
    own = ORDER.index(LEVELS[len(division)])
    suggested = None
    if state in NOT_DECIDED_YET and ORDER.index(level) != own:
        suggested = "escalate" if ORDER.index(level) < own else "delegate"
    return Scope(item.label, level, suggested)
