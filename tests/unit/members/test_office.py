"""The rules of offices; above all the separation of the three administrators."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.testing import given
from services.members.office.commands import ADMINISTRATORS, ROLES, AmendOffice, EndOffice, GrantOffice
from services.members.office.domain import Facts, Held
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeGranted
from services.members.office.lifecycle import OFFICE
from services.members.office.schemas import COMMANDS
from services.members.rules import (
    AdministratorsExcludeOneAnother,
    HoldsThisOfficeAlready,
    NamedDayMustLieAhead,
    NobodyDecidesOnHisOwnOffice,
    OfficeMustNotEndBeforeItStarts,
    OfficeNeedsAnOrganisation,
    OrganisationMustBeActive,
    PersonMustBeActive,
)
from tests.unit.kernel.library.running import Library, databases

NEW_YEAR, MARCH, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 30), date(2026, 12, 31)
HOLDS_NOTHING = Facts(
    today=MARCH, entered_on=NEW_YEAR, person_active=True, organisation_active=True, division="620723101", held=()
)
CHAIR = OfficeGranted("office", "ana", "town", "620723101", "CHAIR", NEW_YEAR, DECEMBER, deputy=False)
GRANT_CHAIR = GrantOffice("office", "ana", "CHAIR", "town", NEW_YEAR, DECEMBER, actor_person="sec")


def holding(*held: Held) -> Facts:
    return replace(HOLDS_NOTHING, division="", held=held)


def test_an_office_is_granted_as_told_and_keeps_the_organisations_division() -> None:
    given(OFFICE).when(GRANT_CHAIR, HOLDS_NOTHING).then(CHAIR)


def test_an_office_without_a_first_day_starts_today() -> None:
    given(OFFICE).when(replace(GRANT_CHAIR, starts=None), HOLDS_NOTHING).then(replace(CHAIR, starts=MARCH))


def test_the_person_must_be_active() -> None:
    given(OFFICE).when(GRANT_CHAIR, replace(HOLDS_NOTHING, person_active=False)).refused(PersonMustBeActive)


def test_the_organisation_must_be_active() -> None:
    given(OFFICE).when(GRANT_CHAIR, replace(HOLDS_NOTHING, organisation_active=False)).refused(OrganisationMustBeActive)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ADMINISTRATORS])
def test_every_office_but_an_administrators_needs_an_organisation(role: str) -> None:
    given(OFFICE).when(GrantOffice("office", "ana", role), holding()).refused(OfficeNeedsAnOrganisation)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_an_administrator_needs_no_organisation(role: str) -> None:
    given(OFFICE).when(GrantOffice("office", "ana", role), holding()).then(
        OfficeGranted("office", "ana", None, "", role, MARCH, None, deputy=False)
    )


@pytest.mark.parametrize("role", ["SYS", "SELF", "ATT", "PUB", "adm", ""])
def test_what_follows_from_the_moment_or_a_code_is_no_office(role: str) -> None:
    assert "role" in COMMANDS["create"]().validate({"person": "019a0000-0000-7000-8000-000000000000", "role": role})


@pytest.mark.parametrize(("wanted", "held"), list(permutations(ADMINISTRATORS, 2)))
def test_an_administrators_office_excludes_the_other_two(wanted: str, held: str) -> None:
    grant = GrantOffice("office", "ana", wanted, starts=MARCH)
    given(OFFICE).when(grant, holding(Held(held, NEW_YEAR, None))).refused(AdministratorsExcludeOneAnother)


@pytest.mark.parametrize("held", ["CHAIR", "OFF"])
def test_an_administrators_office_excludes_no_other(held: str) -> None:
    given(OFFICE).when(GrantOffice("office", "ana", "SEC", starts=MARCH), holding(Held(held, NEW_YEAR, None))).then(
        OfficeGranted("office", "ana", None, "", "SEC", MARCH, None, deputy=False)
    )


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        (JUNE, None, True),
        (date(2026, 7, 1), None, False),
        (NEW_YEAR, MARCH, True),
        (NEW_YEAR, date(2026, 2, 28), False),
        (NEW_YEAR, None, True),
        (date(2026, 4, 1), date(2026, 4, 2), True),
    ],
)
def test_the_three_exclude_one_another_day_by_day_first_and_last_included(
    starts: date, ends: date | None, refused: bool
) -> None:
    auditor_from_march_to_june = holding(Held("AUD", MARCH, JUNE))
    decided = given(OFFICE).when(GrantOffice("office", "ana", "ADM", None, starts, ends), auditor_from_march_to_june)
    if refused:
        decided.refused(AdministratorsExcludeOneAnother)
    else:
        decided.then(OfficeGranted("office", "ana", None, "", "ADM", starts, ends, deputy=False))


def test_an_amendment_cannot_bring_two_administrators_offices_together() -> None:
    adm = OfficeGranted("office", "ana", None, "", "ADM", NEW_YEAR, date(2026, 2, 28), deputy=False)
    facts = holding(Held("ADM", NEW_YEAR, date(2026, 2, 28)), Held("AUD", MARCH, None))
    given(OFFICE, adm).when(AmendOffice("office", ends=MARCH), facts).refused(AdministratorsExcludeOneAnother)


def test_nobody_holds_the_same_office_twice_on_a_day() -> None:
    """One would be ended, and the other would let him go on."""
    chair_of = Held("CHAIR", NEW_YEAR, JUNE, "town")
    given(OFFICE).when(GRANT_CHAIR, holding(chair_of)).refused(HoldsThisOfficeAlready)
    given(OFFICE).when(GrantOffice("office", "ana", "SEC"), holding(Held("SEC", MARCH, None))).refused(
        HoldsThisOfficeAlready
    )
    given(OFFICE, CHAIR, OfficeAmended("office", date(2026, 7, 1), DECEMBER, deputy=False)).when(
        AmendOffice("office", starts=JUNE), holding(chair_of)
    ).refused(HoldsThisOfficeAlready)


@pytest.mark.parametrize(
    "held",
    [Held("CHAIR", NEW_YEAR, MARCH, "town"), Held("CHAIR", MARCH, None, "county"), Held("OFF", MARCH, None, "town")],
)
def test_it_may_be_held_again_later_elsewhere_or_beside_another(held: Held) -> None:
    again = replace(GRANT_CHAIR, starts=date(2026, 3, 2))
    given(OFFICE).when(again, replace(HOLDS_NOTHING, held=(held,))).then(replace(CHAIR, starts=date(2026, 3, 2)))


def test_an_amendment_leaves_alone_the_day_it_does_not_name() -> None:
    given(OFFICE, CHAIR).when(AmendOffice("office", ends=JUNE), HOLDS_NOTHING).then(
        OfficeAmended("office", NEW_YEAR, JUNE, deputy=False)
    )
    assert given(OFFICE, CHAIR, OfficeAmended("office", MARCH, None, deputy=False)).state.starts == MARCH


def test_a_deputys_office_says_so_until_it_is_amended() -> None:
    deputy = replace(CHAIR, deputy=True)
    given(OFFICE).when(replace(GRANT_CHAIR, deputy=True), HOLDS_NOTHING).then(deputy)
    given(OFFICE, deputy).when(AmendOffice("office", ends=JUNE), HOLDS_NOTHING).then(
        OfficeAmended("office", NEW_YEAR, JUNE, deputy=True)
    )
    given(OFFICE, deputy).when(AmendOffice("office", deputy=False), HOLDS_NOTHING).then(
        OfficeAmended("office", NEW_YEAR, DECEMBER, deputy=False)
    )


def test_the_day_on_which_an_office_is_to_end_lies_ahead_of_the_entry() -> None:
    given(OFFICE).when(replace(GRANT_CHAIR, starts=NEW_YEAR, ends=NEW_YEAR), HOLDS_NOTHING).refused(
        NamedDayMustLieAhead
    )
    given(OFFICE, CHAIR).when(AmendOffice("office", ends=NEW_YEAR), HOLDS_NOTHING).refused(NamedDayMustLieAhead)


def test_an_office_does_not_end_before_it_starts() -> None:
    given(OFFICE).when(replace(GRANT_CHAIR, starts=JUNE, ends=MARCH), HOLDS_NOTHING).refused(
        OfficeMustNotEndBeforeItStarts
    )
    given(OFFICE).when(replace(GRANT_CHAIR, starts=JUNE, ends=JUNE), HOLDS_NOTHING).then(
        replace(CHAIR, starts=JUNE, ends=JUNE)
    )


def test_nobody_decides_on_his_own_office() -> None:
    grant = replace(GRANT_CHAIR, actor_person="ana")
    given(OFFICE).when(grant, HOLDS_NOTHING).refused(NobodyDecidesOnHisOwnOffice)
    given(OFFICE, CHAIR).when(AmendOffice("office", ends=JUNE, actor_person="ana"), HOLDS_NOTHING).refused(
        NobodyDecidesOnHisOwnOffice
    )
    given(OFFICE, CHAIR).when(EndOffice("office", "卸任", actor_person="ana"), HOLDS_NOTHING).refused(
        NobodyDecidesOnHisOwnOffice
    )


def test_an_office_is_ended_with_a_reason() -> None:
    end = EndOffice("office", "换届", actor_person="sec")
    given(OFFICE, CHAIR).when(end, HOLDS_NOTHING).then(OfficeEnded("office", "换届"))
    given(OFFICE, CHAIR).when(end, HOLDS_NOTHING).then_state("ended")


def test_offices_are_granted_by_the_security_administrator_alone() -> None:
    assert {row.by for rows in OFFICE.rows.values() for row in rows} == {("SEC",)}


def test_holder_organisation_and_who_grants_it_may_read_it() -> None:
    row = OFFICE.row(given(OFFICE, CHAIR).state, "office")
    assert (row.division, row.organisation, row.named, row.audience) == (
        "620723101",
        "town",
        ("ana", "town"),
        "security",
    )


@pytest.mark.parametrize(("role", "reads"), [("SEC", True), ("AUD", True), ("ADM", False), ("MEM", False)])
def test_ruling_9_the_security_administrator_reads_the_offices_that_it_grants_wherever_they_are(
    role: str, reads: bool
) -> None:
    of = Library(*databases(), Lifecycles((OFFICE,)))
    record(of.lifecycles, of.store, new_id(), [CHAIR], of.clock.now, SYSTEM, "SYS")
    reader = Actor(person="sec", roles=(role,), organisation="elsewhere", division="11")
    listed = of.records.listing(ListCall("offices", Caller(), limit=200), reader)["items"]
    assert [one["person"] for one in listed] == (["ana"] if reads else [])
    as_of = of.records.listing(ListCall("offices", Caller(), limit=200, as_of=stamp(of.clock.now)), reader)["items"]
    assert as_of == listed
