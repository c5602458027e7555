"""From a password to a session, and what ends it; the databases are in memory, hashes are real."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import NotFound, Refusal, TooMany, Unauthenticated
from infra.kernel.running.runtime import Runtime
from services.members.account.circumstances import id_of_account
from services.members.account.state import MOST_TRIES
from services.members.signing_in import SigningIn
from tests.unit.members.postings_at_work import COUNTY, TOWN, Postings

SEC = Actor(person="sec", roles=("SEC",))
SECRET, OTHER = "一二三四五六七八九十", "十九八七六五四三二一"


@dataclass
class Site:
    """One county with a station, a council's chair to be, and an account of hers."""

    demo: bool = False

    def __post_init__(self) -> None:
        self.county = Postings()
        self.of, self.ana = self.county.of, self.county.ana
        runtime = SimpleNamespace(
            site=SimpleNamespace(demo_clock=self.demo),
            clock=SimpleNamespace(now=self.of.clock),
            personal=self.of.personal,
            handler=self.of.handler,
            lookups_at=self.of.lookups_at,
            news=self.of.news,
        )
        self.signing_in = SigningIn(cast("Runtime", runtime))
        self.account = id_of_account(self.ana)
        if not self.demo:
            self.do("create", ("accounts", None), person=self.ana, name="wang.an", password=SECRET)

    def do(self, command: str, record: tuple[str, str | None], **body: Any) -> str:
        return str(self.of.do(command, record, body, SEC)["id"])

    def grant(self, role: str, organisation: str | None, **days: str) -> str:
        named = {"organisation": organisation} if organisation else {}
        return self.do("create", ("offices", None), person=self.ana, role=role, **named, **days)

    def sign_in(self, password: str = SECRET, name: str = "wang.an") -> dict[str, Any]:
        return self.signing_in.sign_in(name, password)

    def refused(self, password: str = OTHER, name: str = "wang.an") -> str:
        with pytest.raises(Refusal) as refused:
            self.sign_in(password, name)
        return refused.value.name

    def is_open(self, said: dict[str, Any]) -> bool:
        try:
            self.signing_in.session(said["account"], said["session"])
        except Unauthenticated:
            return False
        return True

    def offices(self) -> list[tuple[str, str | None]]:
        said = self.sign_in()
        return [(one["role"], one["organisation"]) for one in said["offices"]]

    def types(self) -> list[str]:
        return self.of.types(f"account-{self.account}")[2:]


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_right_password_begins_a_session_on_record_in_the_persons_name(site: Site) -> None:
    said = site.sign_in()
    assert site.is_open(said)
    (event,) = [one for one in site.of.store.stream(f"account-{site.account}") if one.type == "SignedIn"]
    assert (event.actor, event.role) == (site.ana, "SYS")
    assert site.signing_in.session(said["account"], said["session"])["name"] == "王安"


@pytest.mark.parametrize("name", ["WANG.AN", " wang.an ", "ｗａｎｇ.ａｎ"])
def test_the_name_is_found_whatever_its_case_or_width(site: Site, name: str) -> None:
    assert site.is_open(site.sign_in(name=name))


def test_a_wrong_password_is_refused_and_on_record_without_it(site: Site) -> None:
    assert site.refused() == "unauthenticated"
    (event,) = [one for one in site.of.store.stream(f"account-{site.account}") if one.type == "SignInRefused"]
    assert OTHER not in event.payload
    assert (event.actor, event.role) == (None, "SYS")


def test_five_wrong_tries_are_heard_and_recorded_and_no_more_however_many_come(site: Site) -> None:
    for _ in range(MOST_TRIES):
        assert site.refused() == "unauthenticated"
    for password in (OTHER, SECRET, OTHER):
        assert site.refused(password) == "too-many"
    assert site.types() == ["SignInRefused"] * MOST_TRIES


def test_another_replica_knows_of_the_wrong_tries(site: Site) -> None:
    for _ in range(MOST_TRIES):
        site.refused()
    beside = site.of.beside()
    site.signing_in._runtime.handler = beside.handler
    with pytest.raises(TooMany):
        site.sign_in()


@pytest.mark.parametrize("name", ["nobody", "wang", "", "\x00", "𠮷野", "\udfff", "x" * 10_000])
def test_a_name_that_nobody_has_leaves_nothing_behind_and_takes_as_long(
    site: Site, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = site.of.store.head()
    verified: list[str | None] = []
    matches = site.of.personal.passwords.matches

    def watched(password_id: str | None, password: str) -> bool:
        verified.append(password_id)
        return matches(password_id, password)

    monkeypatch.setattr(site.of.personal.passwords, "matches", watched)
    said = name.encode("utf-8", "replace").decode()
    assert site.refused(name=said) == "unauthenticated"
    assert verified == [None]
    assert site.of.store.head() == head


def test_an_account_without_a_password_lets_nobody_in(site: Site) -> None:
    ben = site.county.made("create", "people", name="刘本")
    site.do("create", ("accounts", None), person=ben, name="liu")
    assert site.refused(name="liu") == "unauthenticated"
    assert site.refused("", name="liu") == "unauthenticated"


def test_a_huge_password_is_a_wrong_one(site: Site) -> None:
    assert site.refused(SECRET * 1_000_000) == "unauthenticated"


@pytest.mark.parametrize("command", ["lock", "end"])
def test_a_session_ends_with_lock_and_end_while_signed_in(site: Site, command: str) -> None:
    said = site.sign_in()
    site.do(command, ("accounts", site.account), reason="调离")
    assert not site.is_open(said)
    assert site.refused(SECRET) == "unauthenticated"
    assert site.refused() == "unauthenticated"


def test_who_is_locked_out_hears_it_only_with_the_right_password(site: Site) -> None:
    site.do("lock", ("accounts", site.account), reason="调离")
    with pytest.raises(Unauthenticated, match="锁定"):
        site.sign_in(SECRET)
    with pytest.raises(Unauthenticated, match="不对"):
        site.sign_in(OTHER)
    assert site.types() == ["AccountLocked", "SignInRefused", "SignInRefused"]


def test_another_password_ends_every_session_and_the_earlier_one_opens_nothing(site: Site) -> None:
    said = [site.sign_in(), site.sign_in()]
    site.do("set_password", ("accounts", site.account), password=OTHER)
    assert not any(site.is_open(one) for one in said)
    assert site.refused(SECRET) == "unauthenticated"
    assert site.is_open(site.sign_in(OTHER))


def test_signing_out_ends_that_session_and_can_be_done_twice(site: Site) -> None:
    mine, other = site.sign_in(), site.sign_in()
    for _ in range(2):
        site.signing_in.sign_out(mine["account"], mine["session"])
    site.signing_in.sign_out("nobody", "nothing")
    assert not site.is_open(mine)
    assert site.is_open(other)
    assert site.types() == ["SignedIn", "SignedIn", "SignedOut"]


def test_who_is_no_more_is_no_longer_signed_in(site: Site) -> None:
    said = site.sign_in()
    site.of.do("end", ("people", site.ana), {"reason": "去世"}, Actor(roles=("ADM",)))
    assert not site.is_open(said)
    assert site.refused(SECRET) != ""


def test_he_may_act_in_the_offices_that_are_in_force_today(site: Site) -> None:
    site.grant("STN", site.county.station)
    site.grant("LIA", site.county.station, starts="2026-03-03")
    site.grant("REC", site.county.station, starts="2026-03-01", ends="2026-12-31")
    assert sorted(site.offices(), key=str) == [("REC", site.county.station), ("STN", site.county.station)]
    site.of.clock.forward(days=366)
    assert sorted(site.offices(), key=str) == [("LIA", site.county.station), ("STN", site.county.station)]


def test_an_office_that_was_ended_or_whose_organisation_has_is_none(site: Site) -> None:
    office = site.grant("STN", site.county.station)
    site.grant("PARTY", site.county.party)
    site.do("end", ("offices", office), reason="调离")
    assert site.offices() == [("PARTY", site.county.party)]
    site.of.do(
        "end", ("organisations", site.county.party), {"reason": "撤并", "no_successor": True}, Actor(roles=("ADM",))
    )
    assert site.offices() == []


def test_an_administrators_office_is_in_no_organisation(site: Site) -> None:
    site.grant("AUD", None)
    assert site.offices() == [("AUD", None)]


def test_a_member_acts_where_he_is_posted_and_for_his_committee_while_he_is_one(site: Site) -> None:
    committee = site.county.body("committee", COUNTY)
    assert site.offices() == [("MEM", committee)]
    site.county.active(organisation=site.county.station)
    assert site.offices() == [("MEM", site.county.station), ("MEM", committee)]
    site.of.do("end", ("members", site.county.member), {"reason": "届满"}, Actor(roles=("ADM",)))
    assert site.offices() == []


def test_an_office_says_for_whom_and_where(site: Site) -> None:
    office = site.grant("STN", site.county.station)
    (said,) = site.sign_in()["offices"]
    expected = {"id": office, "role": "STN", "organisation": site.county.station}
    assert said == {**expected, "organisation_name": "station", "division": TOWN}


def test_a_demo_signs_in_whoever_holds_an_office_and_makes_his_account() -> None:
    demo = Site(demo=True)
    assert demo.signing_in.people_of_the_story() == []
    with pytest.raises(Unauthenticated):
        demo.signing_in.sign_in_as(demo.ana)
    demo.grant("STN", demo.county.station)
    (told,) = demo.signing_in.people_of_the_story()
    assert (told["person"], told["name"]) == (demo.ana, "王安")
    for _ in range(2):
        assert demo.is_open(demo.signing_in.sign_in_as(demo.ana))
    assert demo.of.types(f"account-{demo.account}") == ["AccountCreated", "SignedIn", "SignedIn"]


def test_elsewhere_nobody_is_let_in_without_a_password(site: Site) -> None:
    site.grant("STN", site.county.station)
    with pytest.raises(NotFound):
        site.signing_in.sign_in_as(site.ana)
    with pytest.raises(NotFound):
        site.signing_in.people_of_the_story()
