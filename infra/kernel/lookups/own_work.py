"""What waits for somebody: the records of a lifecycle that he could take a step further, as one condition on lists.

Of each role that he holds, the states from which its commands lead on (`advances`), and the records at which the role
stands in its place. The places are those of access/rules_of_place.py, said of the table's columns; what a record's own
conditions ask besides (a date that has passed, a document number) is judged when the command is given.
"""

from collections.abc import Callable, Iterable, Iterator

from infra.kernel.access.capacities import capacities
from infra.kernel.access.places import COUNCIL_KINDS, GUIDING_KINDS, Actor, KnownOrganisation
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.contract.lifecycle import Lifecycle, Transition
from infra.kernel.contract.row import advances, is_awaited
from infra.kernel.lookups.conditions import (
    DIVISION,
    NEVER,
    ORGANISATION,
    STATE,
    Condition,
    either,
    every,
    is_co_handled_by,
    is_led_by,
    names,
    neither,
)
from infra.kernel.lookups.successions import with_successors

HAND_OVER = "hand_over"


def own_work(lifecycle: Lifecycle, who: Standing) -> Condition:
    """The records for which the caller has a command that advances them."""
    return _where_he_works(lifecycle, who, lambda role: _states_that_advance(lifecycle, role))


def awaited_work(lifecycle: Lifecycle, who: Standing) -> Condition:
    """Those of them that stand in his queue: for an office also what lost its organisation, and is to be handed over."""
    awaited = _where_he_works(lifecycle, who, lambda role: states_that_wait(lifecycle, role))
    ended = sorted(who.known.heirs)
    if HAND_OVER not in lifecycle.rows or not ended:
        return awaited
    return either(awaited, every(ORGANISATION.is_among(ended), offering(lifecycle, who, HAND_OVER)))


def offering(lifecycle: Lifecycle, who: Standing, command: str) -> Condition:
    """The records for which the caller has this command, also where it only urges whoever has to do something."""
    return _where_he_works(lifecycle, who, lambda role: _states_before(lifecycle, role, command))


def _where_he_works(lifecycle: Lifecycle, who: Standing, states_of: Callable[[str], list[str]]) -> Condition:
    ways = [
        every(STATE.is_among(states), _at_its_place(lifecycle, role, who))
        for role in _held(who.actor)
        if role in PLACES and (states := states_of(role)) and who.is_entitled_to(role)
    ]
    return either(*ways) if ways and not who.is_of_an_ended_one else NEVER


def _at_its_place(lifecycle: Lifecycle, role: str, who: Standing) -> Condition:
    if role == "MEM" and lifecycle.of_one_member and who.actor.person:
        return names(who.actor.person)
    if role == "HND" and lifecycle.names_its_lead and who.actor.organisation:
        return names(who.actor.organisation)
    return PLACES[role](who)


def _states_that_advance(lifecycle: Lifecycle, role: str) -> list[str]:
    """The states from which the role has a command that leads on."""
    advancing = (row for row in lifecycle.table if role in row.by and row.leads_on and advances(row.command))
    return list(dict.fromkeys(str(state) for row in advancing for state in row.from_states))


def states_that_wait(lifecycle: Lifecycle, role: str) -> list[str]:
    """Those of them in which the role has it before itself as work."""
    waiting = (row for row in lifecycle.table if role in row.by and row.leads_on and _waits_for(row, role))
    return list(dict.fromkeys(str(state) for row in waiting for state in row.from_states))


def _waits_for(row: Transition, role: str) -> bool:
    return is_awaited(row.command, role, [*map(str, row.from_states)])


def _states_before(lifecycle: Lifecycle, role: str, command: str) -> list[str]:
    rows = (row for row in lifecycle.rows.get(command, ()) if role in row.by)
    return list(dict.fromkeys(str(state) for row in rows for state in row.from_states))


def _held(actor: Actor) -> Iterable[str]:
    return (actor.capacity,) if actor.capacity else capacities(actor)


def _of_its_council(who: Standing) -> Condition:
    """Its own, but of what lies in ended divisions only while its own has not; and of the councils that it follows there."""
    if not who.actor.organisation:
        return NEVER
    own = ORGANISATION.equals(who.actor.organisation)
    ended = [division for division, _acting in who.known.divisions.ended(who.today)]
    if not ended or who.own is None:
        return own
    there = DIVISION.is_among(ended)
    mine = every(own, neither(there)) if who.successor_of_his_division else own
    followed = [one.id for one in _succeeded(who, who.own)]
    return either(mine, every(there, ORGANISATION.is_among(followed))) if followed else mine


def _succeeded(who: Standing, own: KnownOrganisation) -> Iterator[KnownOrganisation]:
    """The bodies of its kind in the divisions that its own succeeds."""
    for division, acting in who.known.divisions.ended(who.today):
        if acting == own.division:
            yield from (one for one in who.known.organisations_in(division) if one.kind == own.kind)


def _where(who: Standing, plain: Condition) -> Condition:
    return with_successors(plain, who.known.divisions, who.today)


def _around(who: Standing) -> Condition:
    """A station or council, for what lies in its division."""
    if who.own is None or who.own.kind not in COUNCIL_KINDS:
        return NEVER
    return _where(who, DIVISION.begins_with(who.own.division))


def _liaison(who: Standing) -> Condition:
    """What belongs to no council yet, and is not its own either, is for whoever is around it."""
    return either(_of_its_council(who), every(ORGANISATION.is_nothing(), _around(who)))


def _of_its_own_division(kind: str) -> Callable[[Standing], Condition]:
    def place(who: Standing) -> Condition:
        if who.own is None or who.own.kind != kind:
            return NEVER
        return _where(who, DIVISION.equals(who.own.division))

    return place


def _nearest_office(*kinds: str) -> Callable[[Standing], Condition]:
    """What lies in its division and not in one below it that has an office of these kinds."""

    def place(who: Standing) -> Condition:
        if who.own is None or who.own.kind not in kinds:
            return NEVER
        nearer = _highest(one.division for one in _of_kinds(who.known.organisations_below(who.own.division), kinds))
        return _where(who, every(DIVISION.begins_with(who.own.division), neither(*map(DIVISION.begins_with, nearer))))

    return place


def _of_kinds(known: list[KnownOrganisation], kinds: tuple[str, ...]) -> Iterator[KnownOrganisation]:
    return (one for one in known if one.kind in kinds)


def _highest(divisions: Iterable[str]) -> list[str]:
    """Those that lie in no other of them."""
    found: list[str] = []
    for division in sorted(set(divisions)):
        if not found or not division.startswith(found[-1]):
            found.append(division)
    return found


def _member_here(who: Standing) -> Condition:
    """Where his token says, and where he is posted."""
    divisions = [*filter(None, (who.actor.division,)), *(at.division for at in who.postings)]
    ways = [_where(who, DIVISION.equals(who.acting_for(division))) for division in divisions]
    return either(_of_its_council(who), *ways, *(ORGANISATION.equals(at.organisation) for at in who.postings))


def _in_person(who: Standing) -> Condition:
    return names(who.actor.person) if who.actor.person else NEVER


PLACES: dict[str, Callable[[Standing], Condition]] = {
    "CHAIR": _of_its_council,
    "LIA": _liaison,
    "REC": _of_its_council,
    "STN": _around,
    "PARTY": _of_its_own_division("party"),
    "GOV": _of_its_own_division("government"),
    "OFF": _nearest_office(*GUIDING_KINDS),
    "DISP": _nearest_office("dispatch_office"),
    "SUP": _nearest_office("supervising_office"),
    "HND": lambda who: is_led_by(who.actor.organisation) if who.actor.organisation else NEVER,
    "CO": lambda who: is_co_handled_by(who.actor.organisation) if who.actor.organisation else NEVER,
    "MEM": _member_here,
    "LEAD": lambda who: either(_in_person(who), names(who.actor.organisation) if who.actor.organisation else NEVER),
    "ATT": _in_person,
    "SELF": _in_person,
}
"""For the administrators nothing waits: they do no consultation business."""
