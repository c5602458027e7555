"""Whom a division has: gaps, overlaps, and where the leaders have been in a quarter or a year."""

from datetime import date

from services.members.charge.coverage import (
    CountedCharge,
    CountedVisit,
    LeaderCharged,
    Overlap,
    coverage_of_charges,
)

TODAY = date(2026, 8, 12)
FIRST, SECOND, THIRD = "620723101", "620723102", "620723103"
UNITS = (FIRST, SECOND, THIRD)


def a_charge(division: str, leader: str, state: str = "active", ends: date | None = None) -> CountedCharge:
    return CountedCharge(state, division, leader, date(2026, 1, 1), ends)


def a_visit(division: str, leader: str, state: str, quarter: str = "2026-Q3") -> CountedVisit:
    return CountedVisit(state, division, leader, quarter)


def test_a_division_without_a_leader_is_a_gap_and_one_with_several_an_overlap() -> None:
    charges = [a_charge(FIRST, "ana"), a_charge(FIRST, "ben"), a_charge(SECOND, "ana")]
    found = coverage_of_charges(UNITS, charges, [], TODAY, "2026-Q3")
    assert (found.units, found.charged, found.gaps) == (3, 2, (THIRD,))
    assert found.overlaps == (Overlap(FIRST, ("ana", "ben")),)


def test_a_charge_that_has_ended_or_is_over_leaves_a_gap() -> None:
    charges = [a_charge(FIRST, "ana", "ended"), a_charge(SECOND, "ben", ends=date(2026, 8, 11))]
    assert coverage_of_charges(UNITS, charges, [], TODAY, "2026-Q3").gaps == UNITS


def test_a_charge_of_the_county_is_not_one_of_its_townships() -> None:
    assert coverage_of_charges(UNITS, [a_charge("620723", "ana")], [], TODAY, "2026-Q3").charged == 0


def test_visits_are_counted_by_division_and_period() -> None:
    duties = [
        a_visit(FIRST + "201", "ana", "verified"),
        a_visit(SECOND, "ana", "missed"),
        a_visit(SECOND, "ben", "done", "2026-Q2"),
        a_visit(THIRD, "ben", "scheduled"),
    ]
    quarter = coverage_of_charges(UNITS, [a_charge(FIRST, "ana")], duties, TODAY, "2026-Q3")
    assert (quarter.visits, quarter.visited, quarter.not_visited) == (1, 1, (SECOND, THIRD))
    assert quarter.leaders == (LeaderCharged("ana", 1, 1, 1),)
    year = coverage_of_charges(UNITS, [], duties, TODAY, "2026")
    assert (year.visits, year.not_visited) == (2, (THIRD,))
    assert year.leaders == (LeaderCharged("ana", 0, 1, 1), LeaderCharged("ben", 0, 1, 0))
