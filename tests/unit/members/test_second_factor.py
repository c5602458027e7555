"""A code beside the password: turned on and off by the person himself, asked for at sign-in, good once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from infra.kernel.access.one_time_codes import STEP_SECONDS, code_at, new_secret
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import Invalid, Refusal, RuleBroken, TooMany, Unauthenticated
from infra.kernel.storage.personal import RECOVERY_CODES, SECOND_FACTORS
from services.members.account.state import MOST_TRIES
from services.members.own_account import OwnAccount
from tests.unit.members.test_signing_in import OTHER, SEC, SECRET, Site


class Device:
    """What the person holds in his hand. Its clock stands: the code of its half minute turns it on, that of the next one signs in."""

    def __init__(self) -> None:
        self.secret = new_secret()
        self.step = int(datetime.now(UTC).timestamp()) // STEP_SECONDS

    def code(self, later: int = 1) -> str:
        return code_at(self.secret, self.step + later)


class WithACode(Site):
    """Her account asks for a code of her device; the code that turned it on is used up."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.device = Device()
        self.recovery: list[str] = self.own.set_second_factor(SECRET, self.device.secret, self.device.code(0))[
            "recovery_codes"
        ]

    @property
    def own(self) -> OwnAccount:
        return OwnAccount(self.signing_in._runtime, self.account)

    def second_step(self, code: str, half: str = "") -> dict[str, Any]:
        half = half or self.sign_in()["half"]
        return self.signing_in.sign_in_with_code(self.account, half, code)

    def refused_code(self, code: str) -> str:
        with pytest.raises(Refusal) as refused:
            self.second_step(code)
        return refused.value.name


@pytest.fixture
def site() -> WithACode:
    return WithACode()


def test_the_password_alone_opens_nothing_and_the_code_with_it_begins_a_session(site: WithACode) -> None:
    said = site.sign_in()
    assert set(said) == {"account", "half"}
    assert "SignedIn" not in site.types()
    assert site.is_open(site.second_step(site.device.code()))


def test_who_sends_both_at_once_is_let_in_at_once(site: WithACode) -> None:
    assert site.is_open(site.signing_in.sign_in("wang.an", SECRET, site.device.code()))


def test_the_code_without_the_password_opens_nothing(site: WithACode) -> None:
    with pytest.raises(Unauthenticated, match="密码"):
        site.signing_in.sign_in("wang.an", OTHER, site.device.code())
    for half in ("", "None", "0" * 64):
        with pytest.raises(Unauthenticated, match="从头再来"):
            site.signing_in.sign_in_with_code(site.account, half, site.device.code())


def test_a_code_is_good_once_and_so_is_none_of_an_earlier_half_minute(site: WithACode) -> None:
    code, earlier = site.device.code(), site.device.code(0)
    site.second_step(code)
    assert site.refused_code(code) == "unauthenticated"
    assert site.refused_code(earlier) == "unauthenticated"
    assert site.is_open(site.second_step(site.recovery[0]))


def test_another_replica_knows_that_a_code_was_used(site: WithACode) -> None:
    code = site.device.code()
    site.second_step(code)
    beside = site.of.beside()
    site.signing_in._runtime.handler, site.signing_in._runtime.personal = beside.handler, beside.personal
    assert site.refused_code(code) == "unauthenticated"


def test_the_code_that_turned_it_on_signs_nobody_in(site: WithACode) -> None:
    assert site.refused_code(site.device.code(0)) == "unauthenticated"


def test_a_recovery_code_is_good_once_and_on_record_without_itself(site: WithACode) -> None:
    assert site.is_open(site.second_step(site.recovery[4].lower().replace("-", " ")))
    assert site.refused_code(site.recovery[4]) == "unauthenticated"
    (event,) = [one for one in site.of.store.stream(f"account-{site.account}") if one.type == "RecoveryCodeUsed"]
    assert '"left":9' in event.payload.replace(" ", "")
    assert site.recovery[4].split("-")[1] not in event.payload
    assert site.own.shown()["recovery_left"] == 9


def test_wrong_codes_count_with_wrong_passwords_and_five_are_heard(site: WithACode) -> None:
    half = site.sign_in()["half"]
    for wrong in ("000000", "abc", "", site.recovery[2][:-1] + "0", site.device.code(50)):
        assert site.refused_code(wrong) == "unauthenticated"
    assert site.types().count("SignInRefused") == MOST_TRIES
    with pytest.raises(TooMany):
        site.sign_in()
    with pytest.raises(TooMany):
        site.second_step(site.device.code(), half)


def test_who_began_with_a_password_that_holds_no_longer_begins_again(site: WithACode) -> None:
    half = site.sign_in()["half"]
    site.do("set_password", ("accounts", site.account), password=OTHER)
    with pytest.raises(Unauthenticated, match="从头再来"):
        site.second_step(site.device.code(), half)
    half = site.sign_in(OTHER)["half"]
    site.do("lock", ("accounts", site.account), reason="调离")
    with pytest.raises(Unauthenticated, match="从头再来"):
        site.second_step(site.device.code(), half)


@pytest.mark.parametrize(("password", "later"), [(OTHER, 0), (SECRET, 40)])
def test_it_counts_only_after_a_code_that_fits_with_the_password(password: str, later: int) -> None:
    site = WithACode()
    site.own.end_second_factor(SECRET, site.recovery[0])
    device = Device()
    with pytest.raises(Invalid):
        site.own.set_second_factor(password, device.secret, device.code(later))
    assert site.own.shown()["second_factor"] is False
    assert site.is_open(site.sign_in())


def test_a_secret_that_never_came_from_here_is_not_taken(site: WithACode) -> None:
    site.own.end_second_factor(SECRET, site.recovery[0])
    for secret in ("", "AAAA", "字" * 32):
        with pytest.raises(Invalid):
            site.own.set_second_factor(SECRET, secret, "123456")


def test_it_is_turned_off_by_password_and_code_together(site: WithACode) -> None:
    for password, code in ((OTHER, site.device.code()), (SECRET, "000000"), (SECRET, "")):
        with pytest.raises(Invalid):
            site.own.end_second_factor(password, code)
    site.own.end_second_factor(SECRET, site.device.code())
    assert site.is_open(site.sign_in())
    assert site.types()[0] == "SecondFactorSet"
    assert "SecondFactorEnded" in site.types()
    with pytest.raises(RuleBroken):
        site.own.end_second_factor(SECRET, site.recovery[0])


def test_a_second_device_takes_no_place_beside_the_first(site: WithACode) -> None:
    other = Device()
    with pytest.raises(RuleBroken):
        site.own.set_second_factor(SECRET, other.secret, other.code(0))
    assert site.is_open(site.second_step(site.device.code()))


def test_the_security_administrator_takes_it_away_with_a_reason_and_who_was_signed_in_is_no_longer(
    site: WithACode,
) -> None:
    said = site.second_step(site.device.code())
    with pytest.raises(Invalid):
        site.do("reset_second_factor", ("accounts", site.account))
    with pytest.raises(Refusal):
        site.of.do("reset_second_factor", ("accounts", site.account), {"reason": "手机丢失"}, Actor(roles=("ADM",)))
    site.do("reset_second_factor", ("accounts", site.account), reason="手机丢失")
    assert not site.is_open(said)
    assert site.is_open(site.sign_in())


def test_sessions_are_seen_and_ended_but_the_one_that_one_is_in(site: WithACode) -> None:
    codes = iter((site.device.code(), site.recovery[0], site.recovery[1]))
    mine, *others = (site.second_step(next(codes)) for _ in range(3))
    assert {one["session"] for one in site.own.shown()["sessions"]} == {one["session"] for one in (mine, *others)}
    assert site.own.end_other_sessions(mine["session"]) == 2
    assert site.is_open(mine)
    assert not any(site.is_open(one) for one in others)
    site.do("end_sessions", ("accounts", site.account), reason="电脑丢失")
    assert not site.is_open(mine)
    assert site.own.shown()["sessions"] == []


def test_neither_the_secret_nor_a_code_is_anywhere_in_clear(site: WithACode) -> None:
    kept = site.of.keys.query(select(SECOND_FACTORS.c.secret))
    hashes = site.of.keys.query(select(RECOVERY_CODES.c.hash))
    assert len(hashes) == 10
    assert all(one.startswith("$argon2id$") for (one,) in hashes)
    ((encrypted,),) = kept
    for database in (site.of.own, site.of.keys):
        connection = database.engine.raw_connection()
        dump = "\n".join(connection.driver_connection.iterdump())  # type: ignore[union-attr]
        assert site.device.secret not in dump
        assert site.device.secret.encode().hex() not in dump.lower()
        assert site.recovery[0].replace("-", "") not in dump
    assert site.device.secret.encode() not in bytes(encrypted)


def test_a_forgotten_persons_secret_and_codes_are_destroyed_with_his_key(site: WithACode) -> None:
    site.of.personal.destroy(site.ana, "2026-03-02T00:00:00+00:00")
    assert site.of.keys.query(select(SECOND_FACTORS)) == []
    assert site.of.keys.query(select(RECOVERY_CODES)) == []


def test_what_was_turned_off_leaves_nothing_behind(site: WithACode) -> None:
    site.own.end_second_factor(SECRET, site.device.code())
    assert site.of.keys.query(select(SECOND_FACTORS)) == []
    assert site.of.keys.query(select(RECOVERY_CODES)) == []


def test_what_can_be_read_of_an_account_says_that_a_code_is_asked_for(site: WithACode) -> None:
    assert site.own.shown()["second_factor"] is True
    shown = site.of.records.one(ReadCall("accounts", Caller(), site.account), SEC)
    assert shown["second_factor"] is True
