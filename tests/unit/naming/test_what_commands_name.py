"""Ruling 8: what a command names must exist, be in force, and be something that the caller may name."""

import pytest

from infra.kernel.commands.ended import named_among
from tests.unit.naming.asking import Naming, answered, body_for, namings
from tests.unit.naming.decided import BODY, FIELDS, MAY_BE, OTHERWISE, WITHIN
from tests.unit.naming.world import ELSEWHERE, THERE

NAMINGS = namings()
OUTSIDE = {name: one for name, one in NAMINGS.items() if name not in WITHIN}
REASONS = {(name, fate): reason for reason, of in MAY_BE.items() for fate, names in of.items() for name in names}


def fates(name: str, naming: Naming) -> tuple[str, ...]:
    return OTHERWISE[name] if name in OTHERWISE else FIELDS[naming.name]


def is_refused(naming: Naming, fate: str, said: str) -> bool:
    """Of two that do not lie around one another either may be named in the refusal."""
    return said.startswith("invalid ") if fate == ELSEWHERE else said == f"invalid {naming.field}"


def test_it_is_decided_of_every_field_what_it_names() -> None:
    undecided = [name for name, one in OUTSIDE.items() if name not in OTHERWISE and one.name not in FIELDS]
    assert undecided == []
    gone = {*WITHIN, *OTHERWISE, *(name for name, _fate in REASONS)} - {*NAMINGS}
    assert gone == set()


@pytest.mark.parametrize("name", OUTSIDE)
def test_ruling_8_what_is_not_there_has_ended_or_is_of_another_place_is_named_by_no_command(name: str) -> None:
    naming = OUTSIDE[name]
    there = answered(naming, THERE)
    told = {fate: answered(naming, fate) for fate in fates(name, naming)}
    refused = {fate for fate, said in told.items() if said != there and is_refused(naming, fate, said)}
    excused = {fate for fate in told if (name, fate) in REASONS}
    assert refused == {*told} - excused, {THERE: there, **told}


@pytest.mark.parametrize("name", sorted(WITHIN))
def test_what_is_no_part_of_the_record_is_not_named_as_one(name: str) -> None:
    assert answered(NAMINGS[name], THERE) != "accepted"


@pytest.mark.parametrize("name", [name for name, one in OUTSIDE.items() if FIELDS.get(one.name) is BODY])
def test_ruling_7_whichever_command_names_a_body_that_has_ended_it_is_found(name: str) -> None:
    naming = NAMINGS[name]
    assert (naming.field, naming.value) in list(named_among({naming.value}, body_for(naming)))
