"""A lifecycle whose open records follow when an organisation that they name has ended (what begins it: news/endings.py).

`followed` adds to a lifecycle what all of those have in common: a successor takes over, which the system sees to; where
nobody succeeds, the record says so when it is read, and the office hands it over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from typing import Any

from infra.kernel.access.places import KnownOrganisation, Place
from infra.kernel.contract.codec import EventType
from infra.kernel.contract.following import HAND_OVER, FoundBy, PassingOn, PutBack, Refusals, messages
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import NOTHING
from infra.kernel.lookups.named import ORGANISATION, handler_named, organisation_named

Fold = Callable[[Any, Any], Any]
FactsOf = Callable[[Lookups, Any, Any], Any]
Checked = Callable[[Any, str], None]


@dataclass(frozen=True)
class TakesOver:
    """The decision that the system brings about: `event` where the record still names that organisation."""

    event: type[Any]
    of: Lifecycle
    following: PassingOn
    refused: type[Exception]

    def __call__(self, state: Any, command: Any, facts: object) -> list[Any]:
        record = self.of.record_state(state, getattr(command, self.of.id_field))
        if command.organisation not in self.following.named_by(record):
            raise self.refused
        return [self.event(**vars(command))]


@dataclass(frozen=True)
class HandsOver:
    """The office's decision: whoever of those that the record names has ended is replaced by the one that is named."""

    event: type[Any]
    of: Lifecycle
    refused: type[Exception]
    checked: Checked | None

    def __call__(self, state: Any, command: Any, ended: tuple[str, ...]) -> list[Any]:
        if not ended:
            raise self.refused
        if self.checked:
            self.checked(self.of.record_state(state, getattr(command, self.of.id_field)), command.reason)
        told = {**vars(command), "successor": command.organisation}
        return [self.event(**{**told, "organisation": one}) for one in ended]


def followed(
    lifecycle: Lifecycle,
    names: Mapping[str, str],
    open_in: tuple[StrEnum, ...],
    refusals: Refusals,
    *,
    found_by: FoundBy = "holder",
    put_back: PutBack | None = None,
    checked: Checked | None = None,
) -> Lifecycle:
    """The same with what `PassingOn` says of it; `checked` raises where the reason of a hand-over may not stand there."""
    ids = (lifecycle.id_field, *((lifecycle.parent_field,) if lifecycle.parent_field else ()))
    event, take_over, hand_over = messages(lifecycle.name, *ids)
    following = PassingOn(names, open_in, event, take_over, hand_over, found_by, put_back)
    takes_over = TakesOver(event, lifecycle, following, refusals.no_longer_named)
    hands_over = HandsOver(event, lifecycle, refusals.none_has_ended, checked)
    rows = (
        Row("take_over", take_over, takes_over, NOTHING, ("SYS",), open_in),
        Row("hand_over", hand_over, hands_over, HAND_OVER, ("OFF",), open_in, leads_on=False),
    )
    return replace(
        lifecycle,
        following=following,
        events=(*lifecycle.events, EventType(event)),
        table=(*lifecycle.table, *rows),
        evolve=_folding(lifecycle, following),
        facts=_knowing(lifecycle, following),
    )


def _folding(lifecycle: Lifecycle, following: PassingOn) -> Fold:
    inner, id_field, put_back = lifecycle.evolve, lifecycle.id_field, following.put_back

    @wraps(inner)
    def evolve(state: Any, event: Any) -> Any:
        if not isinstance(event, following.taken_over):
            return inner(state, event)
        record_id = getattr(event, id_field)
        record = lifecycle.record_state(state, record_id)
        renamed = following.renamed(record, event.organisation, event.successor)
        return put_back(state, record_id, renamed) if put_back else renamed

    return evolve


def _knowing(lifecycle: Lifecycle, following: PassingOn) -> FactsOf:
    inner, id_field = lifecycle.facts, lifecycle.id_field

    def facts(lookups: Lookups, state: Any, command: Any) -> Any:
        if isinstance(command, following.take_over):
            return None
        if not isinstance(command, following.hand_over):
            return inner(lookups, state, command)
        _check_whom(lookups, command.organisation, lifecycle.place(state, getattr(command, id_field)))
        record = lifecycle.record_state(state, getattr(command, id_field))
        return tuple(one for one in following.named_by(record) if has_ended(lookups, one))

    return facts


def _check_whom(lookups: Lookups, organisation: str, at: Place) -> None:
    """One in force, and where the record stands in a division, of that one's county or line."""
    if at.division.isdigit():
        handler_named(lookups, "organisation", organisation, at.division)
    else:
        organisation_named(lookups, "organisation", organisation)


def has_ended(lookups: Lookups, organisation: str) -> bool:
    known = lookups.copy(KnownOrganisation, ORGANISATION, organisation)
    return known is not None and known.ended
