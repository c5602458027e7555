"""The rules of accounts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from infra.kernel.testing import given
from services.members.account.commands import (
    CreateAccount,
    EndAccount,
    EndSecondFactor,
    ResetSecondFactor,
    SetPassword,
    SetSecondFactor,
    SignIn,
)
from services.members.account.domain import Facts
from services.members.account.events import (
    AccountCreated,
    AccountEnded,
    AccountEvent,
    AccountLocked,
    AccountUnlocked,
    PasswordSet,
    RecoveryCodeUsed,
    SecondFactorEnded,
    SecondFactorReset,
    SecondFactorSet,
    SessionsEnded,
    SignedIn,
    SignedOut,
    SignInRefused,
)
from services.members.account.lifecycle import ACCOUNT
from services.members.account.schemas import COMMANDS
from services.members.account.state import MOST_SESSIONS, MOST_TRIES, TRIES_WITHIN, Account
from services.members.rules import (
    LoginNameIsTaken,
    NoSecondFactorIsSet,
    OneAccountAPerson,
    OneSecondFactorAnAccount,
    PasswordMustNotBeTheName,
    PersonMustBeActive,
    SecondFactorNeedsAPassword,
)

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
EVENING = NOON + timedelta(hours=8)
PERSON = "019a0000-0000-7000-8000-000000000003"
CREATE = CreateAccount("account", "ana", "enc1:…", name_key="key")
CREATED, SET = AccountCreated("account", "ana", "enc1:…", "key"), PasswordSet("account", "p1")
SIGN_IN, SIGNED_IN = SignIn("account", "s1", NOON, EVENING), SignedIn("account", "s1", NOON, EVENING, demo=False)
CHANGE = SetPassword("account", "p2")


def folded(*events: AccountEvent) -> Account:
    account: Account = given(ACCOUNT, CREATED, SET, *events).state
    return account


def test_an_account_is_created_with_or_without_a_password() -> None:
    given(ACCOUNT).when(CREATE, Facts()).then(CREATED)
    given(ACCOUNT).when(replace(CREATE, password="p1"), Facts()).then(CREATED, SET)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (Facts(person_active=False), PersonMustBeActive),
        (Facts(name_taken=True), LoginNameIsTaken),
        (Facts(password_is_the_name=True), PasswordMustNotBeTheName),
    ],
)
def test_an_account_is_not_created_for_nobody_nor_with_anothers_name_nor_with_its_name_as_password(
    facts: Facts, rule: type[Exception]
) -> None:
    given(ACCOUNT).when(CREATE, facts).refused(rule)


def test_a_person_has_one_account_and_another_only_after_its_end() -> None:
    create = next(row for row in ACCOUNT.table if row.command == "create").decide
    with pytest.raises(OneAccountAPerson):
        create(folded(), CREATE, Facts())
    assert create(folded(AccountEnded("account", "离任")), CREATE, Facts()) == [CREATED]


def test_an_account_that_was_made_again_has_no_password_and_no_session_of_the_ended_one() -> None:
    again = folded(SIGNED_IN, AccountEnded("account", "离任"), CREATED)
    assert (again.state, again.password_id, again.sessions) == ("open", None, ())


def test_another_password_holds_from_then_on() -> None:
    given(ACCOUNT, CREATED).when(CHANGE, Facts()).then(PasswordSet("account", "p2"))


def test_a_password_is_not_the_name_and_not_of_somebody_who_is_no_more() -> None:
    given(ACCOUNT, CREATED).when(CHANGE, Facts(password_is_the_name=True)).refused(PasswordMustNotBeTheName)
    given(ACCOUNT, CREATED).when(CHANGE, Facts(person_active=False)).refused(PersonMustBeActive)


def test_nobody_signs_in_who_is_no_more() -> None:
    given(ACCOUNT, CREATED, SET).when(SIGN_IN, Facts()).then(SIGNED_IN)
    given(ACCOUNT, CREATED, SET).when(SIGN_IN, Facts(person_active=False)).refused(PersonMustBeActive)


def test_a_session_lasts_until_its_end() -> None:
    account = folded(SIGNED_IN)
    assert account.has_open("s1", EVENING - timedelta(seconds=1))
    assert not account.has_open("s1", EVENING)
    assert not account.has_open("s2", NOON)


@pytest.mark.parametrize(
    "event",
    [
        SignedOut("account", "s1"),
        AccountLocked("account", "调离"),
        AccountEnded("account", "离任"),
        PasswordSet("account", "p2"),
        SessionsEnded("account", "电脑丢失"),
        SecondFactorReset("account", "手机丢失"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_a_session_ends_on_signing_out_lock_end_and_another_password(
    event: AccountEvent,
) -> None:
    assert not folded(SIGNED_IN, event).has_open("s1", NOON)


def test_unlocking_brings_no_session_back() -> None:
    unlocked = folded(SIGNED_IN, AccountLocked("account", "调离"), AccountUnlocked("account", "回来"))
    assert unlocked.state == "open"
    assert not unlocked.has_open("s1", NOON)


def test_signing_out_ends_that_session_alone() -> None:
    other = replace(SIGNED_IN, session="s2")
    assert folded(SIGNED_IN, other, SignedOut("account", "s1")).has_open("s2", NOON)


def test_the_oldest_session_makes_room_and_those_that_are_over_are_not_kept() -> None:
    many = [replace(SIGNED_IN, session=f"s{number}") for number in range(MOST_SESSIONS + 1)]
    kept = folded(*many)
    assert len(kept.sessions) == MOST_SESSIONS
    assert not kept.has_open("s0", NOON)
    later = folded(*many, SignedIn("account", "late", EVENING, EVENING + timedelta(hours=1), demo=False))
    assert [one.session for one in later.sessions] == ["late"]


def wrong(count: int) -> list[AccountEvent]:
    return [SignInRefused("account", NOON + timedelta(minutes=number), "wrong_password") for number in range(count)]


def test_after_five_wrong_tries_in_a_quarter_of_an_hour_no_other_is_heard() -> None:
    soon = NOON + timedelta(minutes=6)
    assert folded(*wrong(MOST_TRIES - 1)).tries_over_until(soon) is None
    assert folded(*wrong(MOST_TRIES)).tries_over_until(soon) == NOON + TRIES_WITHIN
    assert folded(*wrong(MOST_TRIES)).tries_over_until(NOON + TRIES_WITHIN) is None


def test_a_right_try_and_another_password_make_the_wrong_ones_forgotten() -> None:
    assert folded(*wrong(MOST_TRIES), SIGNED_IN).refused == ()
    assert folded(*wrong(MOST_TRIES), SET).refused == ()


def test_an_ended_account_takes_no_command() -> None:
    assert not any("ended" in row.from_states for row in ACCOUNT.table)
    assert "reason" in COMMANDS["end"]().validate({})
    given(ACCOUNT, CREATED).when(EndAccount("account", "离任")).then(AccountEnded("account", "离任"))


@pytest.mark.parametrize(
    "password", ["短的", "123456789", "x" * 201, "nul\x00nul\x00nul\x00", "\ud800" * 12, 1234567890]
)
def test_a_password_has_ten_characters_at_least_and_two_hundred_at_most(password: object) -> None:
    for command, besides in (("set_password", {}), ("create", {"name": "ana", "person": PERSON})):
        said = COMMANDS[command]().validate({"password": password, **besides})
        assert list(said) == ["password"]


@pytest.mark.parametrize("name", ["", "a", "a b", " ab", "a\tb", "a\x00b", "a\u200bb", "x" * 65, "a\u3000b", 12])
def test_a_login_name_can_be_seen(name: object) -> None:
    assert list(COMMANDS["create"]().validate({"name": name, "person": PERSON})) == ["name"]


@pytest.mark.parametrize("name", ["安全管理员", "ana.wang@linze", "𠮷野", "政协委员、律师马骏"])
def test_a_login_name_may_be_chinese_also_of_four_bytes(name: str) -> None:
    assert COMMANDS["create"]().validate({"name": name, "person": PERSON, "password": "𠮷" * 10}) == {}


FACTOR = SecondFactorSet("account", "f1")
BY_HIMSELF, BY_AN_ADMINISTRATOR = EndSecondFactor("account"), ResetSecondFactor("account", "手机丢失")


def test_codes_are_asked_for_beside_a_password_alone_and_from_one_device() -> None:
    command = SetSecondFactor("account", "f1")
    given(ACCOUNT, CREATED, SET).when(command, Facts()).then(FACTOR)
    given(ACCOUNT, CREATED).when(command, Facts()).refused(SecondFactorNeedsAPassword)
    given(ACCOUNT, CREATED, SET, FACTOR).when(command, Facts()).refused(OneSecondFactorAnAccount)


def test_only_what_is_asked_for_is_taken_away() -> None:
    given(ACCOUNT, CREATED, SET, FACTOR).when(BY_HIMSELF, Facts()).then(SecondFactorEnded("account"))
    given(ACCOUNT, CREATED, SET, FACTOR).when(BY_AN_ADMINISTRATOR, Facts()).then(
        SecondFactorReset("account", "手机丢失")
    )
    for command in (BY_HIMSELF, BY_AN_ADMINISTRATOR):
        given(ACCOUNT, CREATED, SET).when(command, Facts()).refused(NoSecondFactorIsSet)


@pytest.mark.parametrize(
    "event",
    [SecondFactorEnded("account"), SecondFactorReset("account", "手机丢失"), AccountEnded("account", "离任")],
    ids=lambda event: type(event).__name__,
)
def test_no_code_is_asked_for_any_longer(event: AccountEvent) -> None:
    assert folded(FACTOR).factor_id == "f1"
    assert folded(FACTOR, event).factor_id is None


def test_another_password_and_a_used_recovery_code_leave_the_device_as_it_is() -> None:
    assert folded(FACTOR, SET, RecoveryCodeUsed("account", 9)).factor_id == "f1"
