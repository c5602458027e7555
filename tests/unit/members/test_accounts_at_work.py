"""Accounts at work on databases in memory: where a password is, and where it is not."""

from typing import Any

import pytest
from sqlalchemy import select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import Invalid, KeyReused, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.storage.personal import PASSWORDS
from services.members.account.circumstances import id_of_account
from services.members.service import MembersService
from tests.unit.kernel.library.running import Library, databases

ADM, SEC, AUD = Actor(person="adm", roles=("ADM",)), Actor(person="sec", roles=("SEC",)), Actor(roles=("AUD",))
SECRET, OTHER = "春风又绿江南岸明月", "明月何时照我还啊啊"
SECRET, OTHER = f"{SECRET}一二", f"{OTHER}一二"


class Accounts:
    def __init__(self) -> None:
        self.of = Library(*databases(), Lifecycles(MembersService.lifecycles))
        self.ana, self.ben = self.person("王安"), self.person("刘本")

    def person(self, name: str) -> str:
        return str(self.of.do("create", ("people", None), {"name": name}, ADM)["id"])

    def create(self, person: str, name: str, **body: Any) -> dict[str, Any]:
        key = body.pop("key", None)
        return self.of.do("create", ("accounts", None), {"person": person, "name": name, **body}, SEC, key)

    def give(
        self, command: str, person: str, actor: Actor = SEC, key: str | None = None, **body: Any
    ) -> dict[str, Any]:
        return self.of.do(command, ("accounts", id_of_account(person)), body, actor, key)

    def password_id(self, person: str) -> str | None:
        held: str | None = self.of.handler.streams.load(
            f"account-{id_of_account(person)}", fresh=True
        ).state.password_id
        return held

    def matches(self, person: str, password: str) -> bool:
        return self.of.personal.passwords.matches(self.password_id(person), password)

    def hashes(self) -> list[str]:
        return [kept for (kept,) in self.of.keys.query(select(PASSWORDS.c.hash))]


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


def test_a_password_opens_and_another_does_not(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana", password=SECRET)
    assert accounts.matches(accounts.ana, SECRET)
    assert not accounts.matches(accounts.ana, OTHER)
    assert not accounts.of.personal.passwords.matches(None, SECRET)


def test_neither_a_password_nor_its_hash_is_anywhere_in_the_services_database(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana", password=SECRET)
    accounts.give("set_password", accounts.ana, password=OTHER)
    (kept,) = accounts.hashes()
    assert kept.startswith("$argon2id$")
    connection = accounts.of.own.engine.raw_connection()
    dump = "\n".join(connection.driver_connection.iterdump())  # type: ignore[union-attr]
    for secret in (SECRET, OTHER, kept, "argon2"):
        assert secret not in dump


def test_a_login_name_is_nowhere_in_the_open(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "wang.an.of.linze")
    connection = accounts.of.own.engine.raw_connection()
    assert "wang.an.of.linze" not in "\n".join(connection.driver_connection.iterdump())  # type: ignore[union-attr]
    shown = accounts.of.records.one(ReadCall("accounts", Caller(), id_of_account(accounts.ana)), AUD)
    assert (shown["name"], shown["person"], shown["has_password"]) == ("wang.an.of.linze", accounts.ana, False)


def test_an_earlier_password_is_not_kept(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana", password=SECRET)
    accounts.create(accounts.ben, "ben", password=SECRET)
    accounts.give("set_password", accounts.ana, password=OTHER)
    assert len(accounts.hashes()) == 2
    assert accounts.matches(accounts.ben, SECRET)
    assert not accounts.matches(accounts.ana, SECRET)


def test_a_forgotten_persons_password_is_destroyed_with_his_key(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana", password=SECRET)
    accounts.of.personal.destroy(accounts.ana, "2026-03-02T05:00:00.000000+00:00")
    assert accounts.hashes() == []
    assert not accounts.matches(accounts.ana, SECRET)


@pytest.mark.parametrize("name", ["ana", "ANA", "ａｎａ"])
def test_nobody_gets_anothers_name_whatever_its_case_or_width(accounts: Accounts, name: str) -> None:
    accounts.create(accounts.ana, "ana")
    with pytest.raises(RuleBroken) as refused:
        accounts.create(accounts.ben, name)
    assert refused.value.rule == "LoginNameIsTaken"


def test_of_two_who_want_a_name_at_once_one_gets_it(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    commit, others = accounts.of.store.commit, [accounts.ben]

    def ben_is_faster(writes: Any) -> None:
        if others:
            accounts.create(others.pop(), "wang")
        commit(writes)

    monkeypatch.setattr(accounts.of.store, "commit", ben_is_faster)
    with pytest.raises(RuleBroken) as refused:
        accounts.create(accounts.ana, "wang")
    assert refused.value.rule == "LoginNameIsTaken"


def test_a_person_has_one_account(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana")
    with pytest.raises(RuleBroken) as refused:
        accounts.create(accounts.ana, "wang")
    assert refused.value.rule == "OneAccountAPerson"


def test_there_is_no_account_of_nobody(accounts: Accounts) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.create("019a0000-0000-7000-8000-0000000000ff", "ana")
    assert list(refused.value.errors) == ["person"]


@pytest.mark.parametrize("password", ["wang.an.linze", "WANG.AN.LINZE"])
def test_the_password_is_not_the_name(accounts: Accounts, password: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        accounts.create(accounts.ana, "wang.an.linze", password=password)
    assert refused.value.rule == "PasswordMustNotBeTheName"
    accounts.create(accounts.ana, "wang.an.linze")
    with pytest.raises(RuleBroken) as refused:
        accounts.give("set_password", accounts.ana, password=password)
    assert refused.value.rule == "PasswordMustNotBeTheName"
    assert accounts.hashes() == []


def test_the_same_command_again_is_answered_and_with_another_password_refused(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana")
    first = accounts.give("set_password", accounts.ana, key="k", password=SECRET)
    assert accounts.give("set_password", accounts.ana, key="k", password=SECRET) == first
    with pytest.raises(KeyReused):
        accounts.give("set_password", accounts.ana, key="k", password=OTHER)
    assert accounts.matches(accounts.ana, SECRET)


def test_a_refused_command_keeps_no_hash(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana")
    for actor in (
        Actor(person=accounts.ben, roles=("PUB",)),
        Actor(person=accounts.ben, roles=("OFF",), organisation="o"),
        ADM,
        AUD,
    ):
        with pytest.raises(NotPermitted):
            accounts.give("set_password", accounts.ana, actor, password=SECRET)
    assert accounts.hashes() == []


def test_the_person_sets_his_own_password(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana")
    for number, roles in enumerate((("PUB",), ("OFF", "LIA"), ("SEC",))):
        himself = Actor(person=accounts.ana, roles=roles, organisation="o")
        accounts.give("set_password", accounts.ana, himself, password=f"{SECRET}{number}")
        assert accounts.matches(accounts.ana, f"{SECRET}{number}")


def test_a_password_is_the_same_however_its_characters_are_composed(accounts: Accounts) -> None:
    accounts.create(accounts.ana, "ana", password="caf\u00e9-in-linze")
    assert accounts.matches(accounts.ana, "cafe\u0301-in-linze")
