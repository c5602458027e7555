"""The rule of place of every role: a table of who may act where, and who may not."""

from datetime import date
from typing import Any

import pytest

from infra.kernel.access.capacities import ROLES_IN_WORDS, capacities, capacity_for, in_words, may_be_lifted_by_news
from infra.kernel.access.identity import TOKEN_ROLES
from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation, KnownPosting, Place, ancestry, lies_in
from infra.kernel.access.rules_of_place import Standing, rule_of_place
from tests.directory import LiteralDirectory

CITY, COUNTY, TOWN, OTHER_TOWN, OTHER_COUNTY = "6207", "620723", "620723101", "620723102", "620722"
VILLAGE, OTHER_VILLAGE = "620723101201", "620723101202"


DIRECTORY = LiteralDirectory(
    tuple(
        KnownOrganisation(one, one, kind, division)
        for one, kind, division in (
            ("town council", "council", TOWN),
            ("town station", "station", TOWN),
            ("town party", "party", TOWN),
            ("town government", "government", TOWN),
            ("town department", "department", TOWN),
            ("other council", "council", OTHER_TOWN),
            ("other party", "party", OTHER_TOWN),
            ("county board", "board", COUNTY),
            ("county party", "party", COUNTY),
            ("county government", "government", COUNTY),
            ("county cppcc", "cppcc_office", COUNTY),
            ("county committee", "committee", COUNTY),
            ("county dispatch", "dispatch_office", COUNTY),
            ("village branch", "party", VILLAGE),
            ("village council", "council", VILLAGE),
            ("city cppcc", "cppcc_office", CITY),
            ("city dispatch", "dispatch_office", CITY),
            ("city supervision", "supervising_office", CITY),
            ("other county cppcc", "cppcc_office", OTHER_COUNTY),
        )
    ),
    offices=tuple(KnownOffice(one, one, "LEAD", "county party") for one in ("ana", "ben")),
)
TODAY = date(2026, 3, 2)
TOPIC = Place(TOWN, council="town council")
TASK = Place(TOWN, leads=("water",), co_handlers=("roads", "schools"))
SUBMISSION = Place(TOWN, tracking=("digest",))
PARTICIPANT = Place(TOWN, persons=("ana",), participants=("code",))
MEETING = Place(TOWN, attendees=("ana",), attendee_codes=("code",))
VILLAGE_TOPIC = Place(VILLAGE, council="village council")
DUTY = Place(TOWN, leader="ana")


def of(role: str, organisation: str | None = None, **more: Any) -> Actor:
    return Actor(roles=(role,), organisation=organisation, **more)


@pytest.mark.parametrize(
    ("role", "actor", "place", "may"),
    [
        # the council (or station) that the record belongs to
        *((role, of(role, "town council"), TOPIC, True) for role in ("CHAIR", "LIA", "REC")),
        *((role, of(role, "town station"), TOPIC, False) for role in ("CHAIR", "LIA", "REC")),
        *((role, of(role, "other council"), TOPIC, False) for role in ("CHAIR", "LIA", "REC")),
        *((role, of(role), Place(TOWN), False) for role in ("CHAIR", "LIA", "REC")),
        # a station or council whose division the record has or lies in
        ("STN", of("STN", "town station"), TOPIC, True),
        ("STN", of("STN", "town council"), TOPIC, True),
        ("STN", of("STN", "county board"), TOPIC, True),
        ("STN", of("STN", "other council"), TOPIC, False),
        ("STN", of("STN", "town station"), Place(COUNTY), False),
        ("STN", of("STN", "county cppcc"), TOPIC, False),
        ("STN", of("STN", "nobody"), TOPIC, False),
        # the organisation of that kind in the record's own division
        ("PARTY", of("PARTY", "town party"), TOPIC, True),
        ("PARTY", of("PARTY", "county party"), TOPIC, False),
        ("PARTY", of("PARTY", "other party"), TOPIC, False),
        ("PARTY", of("PARTY", "town government"), TOPIC, False),
        ("PARTY", of("PARTY"), TOPIC, False),
        ("GOV", of("GOV", "town government"), TOPIC, True),
        ("GOV", of("GOV", "county government"), TOPIC, False),
        ("GOV", of("GOV", "town party"), TOPIC, False),
        # the nearest office of its kind at or above the record's division
        ("OFF", of("OFF", "county cppcc"), TOPIC, True),
        ("OFF", of("OFF", "county committee"), TOPIC, True),
        ("OFF", of("OFF", "county cppcc"), Place(COUNTY), True),
        ("OFF", of("OFF", "city cppcc"), TOPIC, False),
        ("OFF", of("OFF", "city cppcc"), Place("620799"), True),
        ("OFF", of("OFF", "county cppcc"), Place(CITY), False),
        ("OFF", of("OFF", "other county cppcc"), TOPIC, False),
        ("OFF", of("OFF", "county dispatch"), TOPIC, False),
        ("OFF", of("OFF"), Place("11"), False),
        ("DISP", of("DISP", "county dispatch"), TASK, True),
        ("DISP", of("DISP", "city dispatch"), TASK, False),
        ("DISP", of("DISP", "county cppcc"), TASK, False),
        ("SUP", of("SUP", "city supervision"), TASK, True),
        ("SUP", of("SUP", "city supervision"), Place("6299"), False),
        ("SUP", of("SUP", "city dispatch"), TASK, False),
        # the organisations named in the task
        ("HND", of("HND", "water"), TASK, True),
        ("HND", of("HND", "roads"), TASK, False),
        ("HND", of("HND"), TASK, False),
        ("CO", of("CO", "schools"), TASK, True),
        ("CO", of("CO", "water"), TASK, False),
        # where the member is posted
        ("MEM", of("MEM", "town council"), TOPIC, True),
        ("MEM", of("MEM", "other council", division=TOWN), TOPIC, True),
        ("MEM", of("MEM", "other council", division=OTHER_TOWN), TOPIC, False),
        ("MEM", of("MEM", "county board", division=COUNTY), TOPIC, False),
        # persons: the leader named, who checked in, the participant
        ("LEAD", of("LEAD", "county party", person="ana"), DUTY, True),
        ("LEAD", of("LEAD", "county party", person="ben"), DUTY, False),
        ("LEAD", of("LEAD", "county party"), Place(TOWN), False),
        ("ATT", Actor(person="ana"), MEETING, True),
        ("ATT", Actor(person="ben"), MEETING, False),
        ("ATT", Actor(participant="code"), MEETING, True),
        ("ATT", Actor(participant="another"), MEETING, False),
        ("ATT", Actor(), MEETING, False),
        ("SELF", Actor(person="ana"), PARTICIPANT, True),
        ("SELF", Actor(participant="code"), PARTICIPANT, True),
        ("SELF", Actor(person="ben"), PARTICIPANT, False),
        ("SELF", Actor(participant="another"), PARTICIPANT, False),
        ("SELF", Actor(), PARTICIPANT, False),
        # the tracking code, or a place open to anyone
        ("PUB", Actor(tracking="digest"), SUBMISSION, True),
        ("PUB", Actor(tracking="another"), SUBMISSION, False),
        ("PUB", Actor(), SUBMISSION, False),
        ("PUB", Actor(), Place(TOWN, open_to_anyone=True), True),
        ("PUB", of("MEM", "town council", tracking="digest"), SUBMISSION, True),
        # a place open to residents asks for a token that says so, or a code that opens it
        ("PUB", of("MEM", "town council"), Place(TOWN, open_to_anyone=True), False),
        # time and reactions; administration, which has no place
        ("SYS", SYSTEM, TOPIC, True),
        ("SYS", of("ADM"), TOPIC, False),
        ("ADM", of("ADM"), TOPIC, True),
        ("ADM", of("SEC"), TOPIC, False),
        ("SEC", of("SEC"), TOPIC, True),
        ("SEC", of("ADM"), TOPIC, False),
    ],
)
def test_who_may_act_where(role: str, actor: Actor, place: Place, may: bool) -> None:
    assert capacity_for(Standing(actor, DIRECTORY, TODAY), (role,), place) == (role if may else None)


@pytest.mark.parametrize(
    ("role", "actor", "place", "may"),
    [
        ("PARTY", of("PARTY", "village branch"), VILLAGE_TOPIC, True),
        ("PARTY", of("PARTY", "village branch"), TOPIC, False),
        ("PARTY", of("PARTY", "village branch"), Place(OTHER_VILLAGE), False),
        ("PARTY", of("PARTY", "town party"), VILLAGE_TOPIC, False),
        ("CHAIR", of("CHAIR", "village council"), VILLAGE_TOPIC, True),
        ("CHAIR", of("CHAIR", "town council"), VILLAGE_TOPIC, False),
        ("STN", of("STN", "town station"), VILLAGE_TOPIC, True),
        ("STN", of("STN", "village council"), TOPIC, False),
        ("OFF", of("OFF", "county cppcc"), VILLAGE_TOPIC, True),
        ("DISP", of("DISP", "county dispatch"), VILLAGE_TOPIC, True),
        ("MEM", of("MEM", "county board", division=VILLAGE), VILLAGE_TOPIC, True),
    ],
)
def test_ruling_12_the_same_level_and_the_nearest_above_follow_from_the_level_a_villages_too(
    role: str, actor: Actor, place: Place, may: bool
) -> None:
    assert capacity_for(Standing(actor, DIRECTORY, TODAY), (role,), place) == (role if may else None)


MEMBERS = tuple(KnownOffice(who, who, "MEM") for who in ("ana", "ben"))
AT_THE_STATION = KnownPosting("posting", "ana", "town station", TOWN, active=True)
ANA = Actor(roles=("MEM",), person="ana", organisation="county cppcc", division=COUNTY)


@pytest.mark.parametrize(
    ("actor", "place", "may"),
    [
        # he acts in the division of his posting, and for its body wherever that is
        (ANA, TOPIC, True),
        (ANA, Place(OTHER_TOWN, council="town station"), True),
        (ANA, Place(OTHER_TOWN, council="other council"), False),
        # where his token says he still does
        (ANA, Place(COUNTY), True),
        # another one's posting is not his, and a token without a person has none
        (of("MEM", "county cppcc", person="ben", division=COUNTY), TOPIC, False),
        (of("MEM", "county cppcc", division=COUNTY), TOPIC, False),
        # a posting is given to nobody in another role
        (of("LIA", "county cppcc", person="ana", division=COUNTY), TOPIC, False),
    ],
)
def test_a_member_acts_where_he_is_posted(actor: Actor, place: Place, may: bool) -> None:
    known = LiteralDirectory(DIRECTORY.known, (AT_THE_STATION,), offices=MEMBERS)
    assert (capacity_for(Standing(actor, known, TODAY), actor.roles, place) is not None) is may


def test_postings_are_asked_for_only_where_a_members_token_does_not_say_it() -> None:
    class Unasked(LiteralDirectory):
        def postings_of(self, person: str) -> list[KnownPosting]:
            raise AssertionError("asked for without need")

    known = Unasked(DIRECTORY.known, offices=(*MEMBERS, KnownOffice("head", "ana", "STN", "town station")))
    assert capacity_for(Standing(ANA, known, TODAY), ("MEM",), Place(COUNTY)) == "MEM"
    assert capacity_for(Standing(of("STN", "town station", person="ana"), known, TODAY), ("STN",), TOPIC) == "STN"


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (ANA, True),
        (of("MEM", "town council", person="ben", division=TOWN), False),
        (of("MEM", "town council", division=TOWN), True),
        (of("MEM", "other council", division=OTHER_TOWN), False),
    ],
)
def test_a_posting_is_for_the_member_named_and_a_token_of_nobody_in_its_place(actor: Actor, may: bool) -> None:
    posting = Place(TOWN, council="town station", persons=("ana",), member_named="ana")
    known = LiteralDirectory(DIRECTORY.known, offices=MEMBERS)
    assert (capacity_for(Standing(actor, known, TODAY), ("MEM",), posting) is not None) is may


def test_news_of_a_posting_may_lift_the_refusal_of_a_member_and_of_nobody_else() -> None:
    assert may_be_lifted_by_news(Standing(ANA, DIRECTORY, TODAY), ("MEM", "STN"))
    assert not may_be_lifted_by_news(Standing(of("MEM", "town council"), DIRECTORY, TODAY), ("MEM",))
    assert not may_be_lifted_by_news(Standing(ANA, DIRECTORY, TODAY), ("CHAIR",))
    assert not may_be_lifted_by_news(Standing(of("CHAIR", "town council", person="ana"), DIRECTORY, TODAY), ("CHAIR",))


ALL_ROLES = (
    "CHAIR", "LIA", "REC", "STN", "PARTY", "GOV", "OFF", "DISP", "SUP", "HND", "CO", "MEM", "LEAD", "ATT", "SELF", "PUB",
    "SYS", "ADM", "SEC",
)  # fmt: skip


@pytest.mark.parametrize("role", ALL_ROLES)
def test_nobody_acts_in_a_role_that_is_not_his(role: str) -> None:
    in_place = Place(TOWN, "town council", ("town council",), ("town council",), leader="ana")
    auditor = Actor(roles=("AUD",), organisation="town council", division=TOWN)
    assert capacity_for(Standing(auditor, DIRECTORY, TODAY), (role,), in_place) is None


@pytest.mark.parametrize("role", ALL_ROLES)
def test_every_role_says_its_rule_to_whom_it_refuses(role: str) -> None:
    assert rule_of_place((role,)) not in {rule_of_place((other,)) for other in ALL_ROLES if other != role}


def test_without_a_capacity_the_first_that_fits_is_taken() -> None:
    secretary_and_chair = Actor(roles=("PARTY", "CHAIR"), organisation="town council")
    assert capacity_for(Standing(secretary_and_chair, DIRECTORY, TODAY), ("PARTY", "CHAIR"), TOPIC) == "CHAIR"


def test_a_capacity_that_was_chosen_is_the_only_one_tried() -> None:
    as_recorder = Actor(roles=("CHAIR", "REC"), organisation="town council", capacity="REC")
    assert capacity_for(Standing(as_recorder, DIRECTORY, TODAY), ("CHAIR", "REC"), TOPIC) == "REC"
    assert capacity_for(Standing(as_recorder, DIRECTORY, TODAY), ("CHAIR",), TOPIC) is None


def test_a_capacity_that_the_token_does_not_have_is_never_lent() -> None:
    as_party = Actor(roles=("CHAIR",), organisation="town party", capacity="PARTY")
    assert capacity_for(Standing(as_party, DIRECTORY, TODAY), ("PARTY", "CHAIR"), TOPIC) is None


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (Actor(), ("PUB",)),
        (Actor(tracking="digest"), ("PUB",)),
        (Actor(participant="code"), ("SELF", "ATT", "PUB")),
        (Actor(person="ana", roles=("MEM",)), ("MEM", "SELF", "ATT")),
        (Actor(person="ana", roles=("MEM",), tracking="digest"), ("MEM", "SELF", "ATT", "PUB")),
        (Actor(roles=("PUB",)), ("PUB",)),
        (Actor(roles=("ADM",)), ("ADM",)),
    ],
)
def test_some_roles_follow_from_the_person_and_the_codes(actor: Actor, expected: tuple[str, ...]) -> None:
    assert capacities(actor) == expected


def test_a_division_lies_in_itself_and_in_what_its_code_begins_with() -> None:
    assert all(lies_in(TOWN, above) for above in (TOWN, COUNTY, CITY, "62"))
    assert not any(lies_in(COUNTY, other) for other in (TOWN, OTHER_COUNTY, "63"))


@pytest.mark.parametrize(
    ("division", "expected"),
    [(TOWN, [TOWN, COUNTY, CITY, "62"]), (COUNTY, [COUNTY, CITY, "62"]), ("62", ["62"]), ("", [])],
)
def test_the_ancestry_goes_up_from_the_division_itself(division: str, expected: list[str]) -> None:
    assert ancestry(division) == expected


@pytest.mark.parametrize("role", ["ADM", "SEC", "AUD"])
def test_nothing_follows_from_person_or_code_for_an_administrator_or_auditor(role: str) -> None:
    actor = Actor(person="ana", roles=(role,), tracking="digest", participant="digest")
    assert capacities(actor) == (role,)


def test_whom_it_refuses_is_told_of_roles_that_a_token_can_hold_and_in_words() -> None:
    assert set(ROLES_IN_WORDS) == set(TOKEN_ROLES)
    assert (
        in_words(("SELF", "ATT", "SYS", "PARTY")) == "PARTY 同级党组织 Party organisation of the record's own division"
    )
    assert rule_of_place(("SYS", "REC")) == rule_of_place(("REC",))
