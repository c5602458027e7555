"""Which organisations have ended, and who succeeds them: kept by every service, along a line of its own.

Along that line their business follows: on a site where an earlier version has heard of their ends already, they are heard
of again from the beginning, and what still names them follows then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, make_dataclass
from functools import cache, partial
from typing import Any

from infra.kernel.contract.following import PassingOn
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.contract.reactions import Copying, Reacting
from infra.kernel.lookups.holding import ENDING, HOLDINGS, KnownEnding, heir_of
from infra.kernel.news.standard_copies import MEMBERS


@dataclass(frozen=True, slots=True)
class OrganisationEnded:
    organisation_id: str
    successor: str | None = None


def on_organisation_ended(known: KnownEnding | None, event: OrganisationEnded) -> KnownEnding:
    return KnownEnding(event.organisation_id, event.successor)


COPIES_OF_ENDINGS = (
    Copying(MEMBERS, OrganisationEnded, on_organisation_ended, ENDING, KnownEnding, "organisation_id", line=HOLDINGS),
)


def follow_ended(*lifecycles: Lifecycle) -> Reacting:
    """What a service does when an organisation has ended. By its own line: also those that ended before this was known."""
    those = tuple(one for one in lifecycles if one.following)
    return Reacting(MEMBERS, OrganisationEnded, on_ended_organisation, partial(_left_by, those), line=HOLDINGS)


def on_ended_organisation(event: OrganisationEnded, left: Iterable[Any]) -> Iterable[Any]:
    """The commands themselves, since each lifecycle has its own."""
    return left


def _left_by(lifecycles: Sequence[Lifecycle], lookups: Lookups, event: OrganisationEnded) -> Iterator[Any]:
    """Of thousands there is only a page in mind at a time."""
    old = event.organisation_id
    heir = heir_of(lookups, old)
    for lifecycle in lifecycles if heir else ():
        following = lifecycle.following
        assert following is not None
        for record in _naming(lookups, lifecycle.collection, following, old):
            ids = {lifecycle.id_field: record.id}
            if lifecycle.parent_field:
                ids[lifecycle.parent_field] = record.nested_in
            yield following.take_over(**ids, organisation=old, successor=heir)


def _naming(lookups: Lookups, collection: str, following: PassingOn, old: str) -> Iterator[Any]:
    into, after = _as_shown(tuple(following.names)), ""
    while following.found_by != "state" and (page := lookups.held_by(into, collection, old, after)):
        after = page[-1].id
        yield from (one for one in page if one.state in following.open_in)
    if following.found_by == "name":
        yield from _those_that_name(lookups.shown(into, collection, naming=old), following, old)
    for state in following.open_in if following.found_by == "state" else ():
        yield from _those_that_name(lookups.in_state(into, collection, state), following, old)


def _those_that_name(records: Iterable[Any], following: PassingOn, organisation: str) -> Iterator[Any]:
    return (one for one in records if organisation in following.in_what_is_shown(vars(one)))


@cache
def _as_shown(names: tuple[str, ...]) -> type[Any]:
    """What a record shows of whom it names."""
    own = (("id", str), ("state", str), ("nested_in", str | None))
    return make_dataclass("Shown", [*own, *((one, Any) for one in names)])
