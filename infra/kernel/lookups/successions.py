"""Conditions on where a record stands, for divisions that have ended: their records stand where the successor is."""

from dataclasses import replace
from datetime import date

from infra.kernel.access.divisions import Divisions
from infra.kernel.access.places import Actor
from infra.kernel.lookups.conditions import DIVISION, Condition, Filed, either, every, neither


def with_successors(plain: Condition, divisions: Divisions, day: date) -> Condition:
    """`plain` looks at the division alone. Where nothing that it is about has ended, it stays as it is."""
    gone, come = [], []
    for ended, acting in divisions.ended(day):
        was, is_ = plain.holds(Filed(ended, "")), plain.holds(Filed(acting, ""))
        if was and not is_:
            gone.append(ended)
        if is_ and not was:
            come.append(ended)
    here = every(plain, neither(DIVISION.is_among(gone))) if gone else plain
    return either(here, DIVISION.is_among(come)) if come else here


def with_predecessors(actor: Actor, divisions: Divisions, day: date) -> Actor:
    """The caller, who reads also what lay in divisions that his own succeeds."""
    if not actor.division:
        return actor
    own = DIVISION.begins_with(actor.division)
    before = [ended for ended, acting in divisions.ended(day) if own.holds(Filed(acting, ""))]
    beyond = tuple(ended for ended in before if not own.holds(Filed(ended, "")))
    return replace(actor, succeeds=beyond) if beyond else actor
