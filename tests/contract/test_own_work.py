"""Ruling 28: `mine` lists the records for which the caller has a command that advances them, and no others.

Of every lifecycle, in every state that the golden events lead to, for every role at home, beside, above and below: what
the condition on lists holds of is what `allowed_commands` says. And the same once its division was merged into the next one.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from infra.kernel.access.capacities import capacities
from infra.kernel.access.divisions import Divisions, KnownEnd
from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import Actor, KnownOrganisation, KnownPosting, Place
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.commands.permitting import At, Rights
from infra.kernel.contract.lifecycle import Lifecycle, ReadRow
from infra.kernel.contract.row import advances
from infra.kernel.lookups.conditions import Filed
from infra.kernel.lookups.own_work import PLACES, offering, own_work, states_that_wait
from tests.contract.published import OURS
from tests.contract.walk import ITS_PARENT, THE_RECORD, Walk, golden
from tests.directory import LiteralDirectory

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
KIND_OF_ROLE = {
    "CHAIR": "council",
    "LIA": "council",
    "REC": "council",
    "STN": "station",
    "PARTY": "party",
    "GOV": "government",
    "OFF": "cppcc_office",
    "DISP": "dispatch_office",
    "SUP": "supervising_office",
    "HND": "department",
    "CO": "department",
    "MEM": "council",
    "LEAD": "party",
}


class AnyOffice(KnownOffice):
    """Entitles to everything."""

    def entitles(self, role: str, organisation: str | None, day: date) -> bool:
        return True


class Known(LiteralDirectory):
    """Whoever is not without an office holds whatever office his token says; one member is posted beside the record."""

    def offices_of(self, person: str) -> list[KnownOffice]:
        return [] if person == "who holds no office" else [AnyOffice(person, person, "")]

    def postings_of(self, person: str) -> list[KnownPosting]:
        beside = KnownPosting("posting", person, "council of 620723101", "620723101", active=True)
        return [beside] if person == "a posted member" else []


@cache
def walked(name: str) -> Walk:
    return Walk(OURS[name])


def with_its_participant(meeting: Any) -> Any:
    """Pre-work is done by a participant; the walk of pre-work alone has invited nobody."""
    invited = golden(OURS["attendance"], "ParticipantInvited")
    who = meeting.pre_work[THE_RECORD].participant_id
    return OURS["meeting"].evolve(meeting, replace(invited, meeting_id=ITS_PARENT, participant_id=who))


def around(division: str) -> tuple[str, ...]:
    """The record's own division, one beside it, the one above it, one below."""
    beside = f"{division[:-1]}{(int(division[-1]) + 1) % 10}"
    above = {12: division[:9], 9: division[:6], 6: division[:4], 4: division[:2]}.get(len(division), division)
    below = {2: f"{division}01", 4: f"{division}01", 6: f"{division}101", 9: f"{division}201"}.get(
        len(division), division
    )
    return tuple(dict.fromkeys((division, beside, above, below)))


def known_around(row: ReadRow, place: Place, *, merged: bool = False) -> Known:
    own, *others = around(row.division if row.division.isdigit() else "620723101")
    ends = (KnownEnd(own, date(2026, 3, 1), others[0]),) if merged else ()
    made = [
        KnownOrganisation(f"{kind} of {division}", kind, kind, division)
        for division in (own, *others)
        for kind in sorted({*KIND_OF_ROLE.values()})
    ]
    departments = (*place.leads, *place.co_handlers)
    made += [KnownOrganisation(one, one, "department", row.division) for one in dict.fromkeys(departments)]
    made += [KnownOrganisation(one, one, "council", row.division) for one in (place.council,) if one]
    return Known(tuple(made), divisions=Divisions(ends))


def actors(row: ReadRow, place: Place, known: Known) -> Iterator[Actor]:
    for role, kind in KIND_OF_ROLE.items():
        for one in known.known:
            if one.kind == kind:
                for person in (None, place.leader, "nobody it names", "who holds no office"):
                    yield Actor(person, (role,), one.id, one.division)
    for person in (*place.persons, *place.attendees):
        yield Actor(person, ("MEM",), None, "110101")
    yield Actor("a posted member", ("MEM",), None, "110101")
    for role in ("ADM", "SEC", "AUD"):
        yield Actor("somebody", (role,))


def filed(lifecycle: Lifecycle, state: str, row: ReadRow) -> Filed:
    return Filed(
        collection=lifecycle.collection,
        record_id=THE_RECORD,
        state=state,
        division=row.division,
        audience=row.audience,
        organisation=row.organisation,
        named=row.named,
        handling=row.handling,
    )


def has_something_to_do(lifecycle: Lifecycle, actor: Actor, place: Place, state: str, known: Known) -> bool:
    """By `allowed_commands`; what he may do by a code, or as an administrator, is nobody's work."""
    allowed = Rights(known).allowed(lifecycle, actor, place, At(state), NOON)
    return any(
        advances(command)
        and any(
            set(row.by) & {*PLACES} & {*capacities(actor)} and state in row.from_states and row.leads_on
            for row in lifecycle.rows[command]
        )
        for command in allowed
    )


@pytest.mark.parametrize("merged", [False, True], ids=["in force", "merged"])
@pytest.mark.parametrize("name", [name for name, lifecycle in OURS.items() if lifecycle.table])
def test_ruling_28_mine_is_what_the_caller_can_take_a_step_further(name: str, merged: bool) -> None:
    lifecycle, seen = OURS[name], 0
    for state, (reached, _told) in walked(name).reached.items():
        folded = with_its_participant(reached) if name == "pre_work" else reached
        row, place = lifecycle.row(folded, THE_RECORD), lifecycle.place(folded, THE_RECORD)
        known, here = known_around(row, place, merged=merged), filed(lifecycle, state, row)
        for actor in actors(row, place, known):
            mine = own_work(lifecycle, Standing(actor, known, NOON.date())).holds(here)
            assert mine == has_something_to_do(lifecycle, actor, place, state, known), (state, actor)
            seen += mine
    assert seen or not any(states_that_wait(lifecycle, role) for role in PLACES)


@pytest.mark.parametrize("merged", [False, True], ids=["in force", "merged"])
@pytest.mark.parametrize("command", ["urge", "supervise"])
def test_a_list_offers_a_command_of_the_records_of_which_the_caller_has_it_and_of_no_others(
    command: str, merged: bool
) -> None:
    lifecycle, seen = OURS["task"], 0
    for state, (reached, _told) in walked("task").reached.items():
        row, place = lifecycle.row(reached, THE_RECORD), lifecycle.place(reached, THE_RECORD)
        known, here = known_around(row, place, merged=merged), filed(lifecycle, state, row)
        for actor in actors(row, place, known):
            offered = offering(lifecycle, Standing(actor, known, NOON.date()), command).holds(here)
            allowed = command in Rights(known).allowed(lifecycle, actor, place, At(state), NOON)
            assert offered == allowed, (state, actor)
            seen += offered
    assert seen


def test_what_only_mends_or_stops_a_record_waits_for_nobody() -> None:
    topic = OURS["topic"]
    waiting = states_that_wait(topic, "PARTY")
    assert {"pending_approval", "noticed", "outcome_review"} <= {*waiting}
    # From these it could discontinue or reopen a topic.
    assert not {"reviewing", "preparing", "closed"} & {*waiting}
    assert "done" not in states_that_wait(OURS["task"], "OFF")


def test_nobody_has_work_for_an_organisation_that_has_ended() -> None:
    ended = Known((KnownOrganisation("party", "party", "party", "620723101", ended=True),))
    actor = Actor(roles=("PARTY",), organisation="party", division="620723101")
    waiting = Filed("620723101", "place", "topics", THE_RECORD, "pending_approval")
    assert not own_work(OURS["topic"], Standing(actor, ended, NOON.date())).holds(waiting)
