"""What decisions look up: lookups over literal rows stands in for the database."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest

from infra.kernel.access.places import Place
from infra.kernel.contract.counted import Counted
from infra.kernel.contract.policy import Period
from services.members.division.circumstances import division_known
from services.members.member.commands import AdmitMember, AmendMember, EndMember
from services.members.member.domain import Facts as MemberFacts
from services.members.member.domain import Membership
from services.members.member.lifecycle import MEMBER
from services.members.member.state import Member
from services.members.member.state import State as MemberState
from services.members.office.commands import EndOffice, GrantOffice
from services.members.office.domain import Facts as OfficeFacts
from services.members.office.domain import Held
from services.members.office.lifecycle import OFFICE
from services.members.office.state import Office, State
from services.members.organisation.circumstances import division_of, organisation_active
from services.members.organisation.commands import AmendOrganisation, CreateOrganisation, EndOrganisation
from services.members.organisation.domain import Facts as OrganisationFacts
from services.members.organisation.domain import SeenAbove
from services.members.organisation.lifecycle import ORGANISATION
from services.members.person.circumstances import person_active
from services.members.venue.commands import AmendVenue
from services.members.venue.domain import Facts as VenueFacts
from services.members.venue.domain import Surroundings
from services.members.venue.events import Brand
from services.members.venue.lifecycle import VENUE

T = TypeVar("T")
Record = dict[str, Any]

TOWNSHIP: Record = {
    "code": "620723101",
    "name": "沙河镇",
    "level": "township",
    "parent": "620723",
    "counts_in_coverage": True,
    "source": "测试",
    "state": "loaded",
    "division": "620723101",
    "valid_from": None,
    "valid_until": None,
    "successor": None,
    "former_names": (),
}


def organisation(state: str, parent: str | None) -> Record:
    return {"name": "某组织", "kind": "council", "parent": parent, "state": state, "division": "620723101"}


RECORDS: dict[str, dict[str, Record]] = {
    "divisions": {"620723101": TOWNSHIP},
    "organisations": {
        "county": organisation("active", None),
        "town": organisation("active", "county"),
        "station": organisation("active", "town"),
        "gone": organisation("ended", None),
        "round": organisation("active", "about"),
        "about": organisation("active", "round"),
    },
    "people": {"ana": {"state": "active", "division": ""}, "ben": {"state": "forgotten", "division": ""}},
    "members": {
        "7": {"state": "active", "person": "ana", "committee_division": "620723", "term": "第十届"},
        "8": {"state": "ended", "person": "ana", "committee_division": "620723", "term": "第九届"},
        "9": {"state": "active", "person": "eve", "committee_division": "620723", "term": "第十届"},
    },
    "terms": {},
    "offices": {
        "1": {
            "state": "active",
            "person": "ana",
            "organisation": None,
            "role": "ADM",
            "starts": date(2026, 1, 1),
            "ends": None,
        },
        "2": {
            "state": "ended",
            "person": "ana",
            "organisation": None,
            "role": "SEC",
            "starts": date(2026, 1, 1),
            "ends": None,
        },
        "3": {
            "state": "active",
            "person": "eve",
            "organisation": None,
            "role": "AUD",
            "starts": date(2026, 1, 1),
            "ends": None,
        },
    },
}


@dataclass
class LiteralLookups:
    """Answers from RECORDS; 2026-03-01 has begun in China, not yet in UTC."""

    now: datetime = datetime(2026, 2, 28, 20, tzinfo=UTC)
    recorded_at: datetime = datetime(2026, 2, 28, 20, tzinfo=UTC)

    def one(self, into: type[T], collection: str, record_id: str) -> T | None:
        record = RECORDS[collection].get(record_id)
        return shaped(into, record) if record else None

    def readable(self, into: type[T], collection: str, record_id: str) -> T | None:
        return self.one(into, collection, record_id)

    def pinned(self, into: type[T], collection: str, record_id: str, *, unread: bool = False) -> T | None:
        return self.one(into, collection, record_id)

    def acting_for(self, division: str) -> str:
        return division

    def type_of_new_file(self, digest: str) -> str | None:
        return None

    def has_words(self, person: str) -> bool:
        raise AssertionError("nobody's words are sealed or destroyed here")

    def first_time(self, event: type, stream: str) -> datetime | None:
        raise AssertionError("members asks nothing of its log")

    def of_division(self, into: type[T], collection: str, division: str, after: str = "") -> list[T]:
        raise NotImplementedError

    def counted(self, collection: str, division: str, wanted: Counted) -> Mapping[str, int]:
        raise NotImplementedError

    def held_by(self, into: type[T], collection: str, organisation: str, after: str = "") -> list[T]:
        raise NotImplementedError

    def pinned_that_name(self, into: type[T], collection: str, naming: str) -> list[T]:
        return self.shown(into, collection, naming=naming)

    def ends_by(self, cited: str, start: datetime) -> Period | None:
        raise AssertionError("no rule of members has a limit")

    def entered(self, stream: str, event: type) -> dict[datetime, datetime]:
        raise AssertionError("members asks no log")

    def in_state(self, into: type[T], collection: str, state: str) -> list[T]:
        raise AssertionError("members asks for no state")

    def happened_last(self, stream: str, event: str) -> datetime | None:
        raise AssertionError("members asks no log")

    def opened_by(self, collection: str, code: str) -> str | None:
        raise AssertionError("members has no codes")

    def shown(
        self,
        into: type[T],
        collection: str,
        *,
        topic: str | None = None,
        outcome: str | None = None,
        naming: str | None = None,
    ) -> list[T]:
        records = RECORDS[collection].items()
        return [shaped(into, {"id": name, **record}) for name, record in records if naming in (None, record["person"])]

    def copy(self, into: type[T], kind: str, copy_id: str) -> T | None:
        raise AssertionError("members decides from its own records")

    def needed_copy(self, into: type[T], kind: str, copy_id: str) -> T:
        raise AssertionError("members decides from its own records")

    def copies(self, into: type[T], kind: str, parent: str) -> list[T]:
        raise AssertionError("members decides from its own records")

    def may(self, by: tuple[str, ...], place: Place) -> bool:
        raise AssertionError("members makes nothing on somebody's command")

    def ends(self, code: str, start: datetime) -> Period:
        raise AssertionError("no rule of members has a limit")


def shaped(into: type[T], record: Record) -> T:
    return into(**{field.name: record[field.name] for field in fields(into)})  # type: ignore[arg-type]


LOOKUPS = LiteralLookups()
SEVENTH = Member("7", MemberState.ACTIVE, "ana", "620723", "教育界", "第十届")


@pytest.mark.parametrize(("code", "known"), [("620723101", True), ("999999", False), (None, True)])
def test_a_division_is_known_when_it_was_loaded(code: str | None, known: bool) -> None:
    assert division_known(LOOKUPS, code) is known


@pytest.mark.parametrize(("one", "active"), [("town", True), ("gone", False), ("nobody", False), (None, True)])
def test_an_organisation_is_active_until_it_is_ended(one: str | None, active: bool) -> None:
    assert organisation_active(LOOKUPS, one) is active


@pytest.mark.parametrize(("one", "active"), [("ana", True), ("ben", False), ("nobody", False)])
def test_a_person_is_active_until_ended_or_forgotten(one: str, active: bool) -> None:
    assert person_active(LOOKUPS, one) is active


def test_no_organisation_and_an_unknown_one_are_of_no_division() -> None:
    assert [division_of(LOOKUPS, one) for one in ("town", "nobody", None)] == ["620723101", "", ""]


def test_the_line_above_goes_up_from_the_parent_asked_for() -> None:
    assert ORGANISATION.facts(LOOKUPS, None, CreateOrganisation("new", "点", "station", "620723101", "station")) == (
        OrganisationFacts(True, True, ("station", "town", "county"), above=SeenAbove("council", "620723101"))
    )


def test_a_parent_that_is_not_there_has_nothing_above_it() -> None:
    assert ORGANISATION.facts(LOOKUPS, None, AmendOrganisation("town", division="999999", parent="nobody")) == (
        OrganisationFacts(division_known=False, parent_active=False, line_above=("nobody",))
    )


def test_a_circle_of_parents_is_walked_once() -> None:
    facts = ORGANISATION.facts(LOOKUPS, None, AmendOrganisation("town", parent="round"))
    assert facts.line_above == ("round", "about")


def test_ending_looks_nothing_up() -> None:
    assert ORGANISATION.facts(LOOKUPS, None, EndOrganisation("town", "撤销", no_successor=True)) == OrganisationFacts()
    assert MEMBER.facts(LOOKUPS, None, EndMember("member", "届满")) == MemberFacts()


def test_a_venue_is_checked_for_its_division_and_organisation() -> None:
    amend = AmendVenue(
        "room", division="999999", organisation="never", host="never", brand=Brand("红邻小院", "never", None)
    )
    assert VENUE.facts(LOOKUPS, None, amend) == VenueFacts(Surroundings(False, False, False, False))


def test_a_membership_is_checked_for_its_person_and_division() -> None:
    admit = AdmitMember("member", "ben", "999999", "教育界", "第十届")
    assert MEMBER.facts(LOOKUPS, None, admit) == MemberFacts(False, False)
    assert MEMBER.facts(LOOKUPS, SEVENTH, AmendMember("7", term="第十一届")) == MemberFacts()


def test_a_membership_is_checked_against_the_others_of_its_person_that_have_not_ended() -> None:
    admit = AdmitMember("member", "ana", "620723101", "教育界", "第十届")
    assert MEMBER.facts(LOOKUPS, None, admit).others == (Membership("620723", "第十届"),)


def test_an_office_is_checked_against_what_its_holder_still_holds_and_the_day_is_chinas() -> None:
    facts = OFFICE.facts(LOOKUPS, None, GrantOffice("office", "ana", "SEC", "town"))
    assert facts == OfficeFacts(
        date(2026, 3, 1), date(2026, 3, 1), True, True, "620723101", (Held("ADM", date(2026, 1, 1), None),)
    )


def test_a_granted_office_is_checked_for_its_own_holder_and_not_against_itself() -> None:
    office = Office("4", State.ACTIVE, "eve", None, "", "AUD", date(2027, 1, 1), None, deputy=False)
    assert OFFICE.facts(LOOKUPS, office, EndOffice("4", "换届")).held == (Held("AUD", date(2026, 1, 1), None),)
    assert OFFICE.facts(LOOKUPS, replace(office, office_id="3"), EndOffice("3", "换届")).held == ()
