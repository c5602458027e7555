"""Signing in: a name and a password become a session, and a session says who it is and which offices he may act in.

It is the page's way to the account; what it decides on it records there, as the system, in the person's name.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.access.vouching import name_vouched_for
from infra.kernel.base.clock import day_in_china, stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotFound, TooMany, Unauthenticated
from infra.kernel.lookups.sql_directory import SqlDirectory
from infra.kernel.lookups.sql_lookups import SqlLookups
from infra.kernel.running.runtime import Runtime
from services.members.account.circumstances import id_of_account
from services.members.account.commands import (
    LOCKED,
    WRONG_CODE,
    WRONG_PASSWORD,
    CreateAccount,
    RefuseSignIn,
    SignIn,
    SignOut,
    UseRecoveryCode,
)
from services.members.account.projections import NamedAccount
from services.members.account.schemas import MOST
from services.members.account.state import Account, State
from services.members.office.projections import HeldOffice
from services.members.person.circumstances import person_active

SESSION = timedelta(hours=12)
WRONG = "登录名或密码不对 The name or the password is wrong"
LOCKED_OUT = "账号已锁定，请找安全管理员 The account is locked: ask the security administrator"
OVER = "登录已失效，请重新登录 The session has ended; sign in again"
WRONG_CODE_SAID = "动态码不对或已用过，请等下一个 The code is wrong or was used before: wait for the next one"
NO_ACCOUNT = (
    "本站还没有您的账号，请找本单位的安全管理员开设 You have no account here: ask your security administrator for one"
)
HALF_OVER = "登录已中断，请从头再来 Signing in was broken off; begin again"
NOT_HERE = "只有演示站点可以这样登录 Only a demo site lets one in like this"
COMMITTEES = ("committee",)
MOST_IN_THE_STORY = 50


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what he may act: an office, a posting or a membership (`id`), with the organisation that he acts for."""

    id: str
    role: str
    organisation: str | None
    organisation_name: str | None
    division: str | None


@dataclass(frozen=True, slots=True)
class OrganisationShown:
    state: str
    division: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonShown:
    id: str
    state: str
    name: str


@dataclass(frozen=True, slots=True)
class HeldPosting:
    id: str
    state: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HeldMembership:
    id: str
    state: str
    committee_division: str


class SigningIn:
    """Of one site's persons. `now` is the real clock: a session ends by it also where a demo has moved the domain's."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime, self._directory = runtime, SqlDirectory(runtime.news, machines_speak_for_all=False)

    def sign_in(self, name: str, password: str, code: str = "") -> dict[str, Any]:
        """Raises Unauthenticated, and TooMany after five wrong tries in a quarter of an hour.

        Where a code is asked for as well and none was given: `half`, with which the code is to come.
        """
        now = datetime.now(UTC)
        account = self._account_named(name)
        must_be_heard(account, now)
        fits = self._runtime.personal.passwords.matches(account.password_id if account else None, password[: MOST + 1])
        if account is None or account.state is State.ENDED:
            raise Unauthenticated(WRONG)
        # Others may have tried meanwhile, and the account may have been locked.
        account = self._account(account.account_id)
        must_be_heard(account, now)
        if not fits or account.state is not State.OPEN:
            why = WRONG_PASSWORD if not fits else LOCKED
            self._give(RefuseSignIn(account.account_id, now, why), Actor(roles=("SYS",)))
            raise Unauthenticated(LOCKED_OUT if fits else WRONG)
        return self._let_in(account, now, code)

    def sign_in_vouched(self, vouched: str) -> dict[str, Any]:
        """Whom a provider knows under the name of an account. None is made for him. Raises Unauthenticated."""
        name, now = name_vouched_for(vouched, self._runtime.site.token_public_key), datetime.now(UTC)
        found = self._account_named(name) if name else None
        account = self._account(found.account_id) if found else None
        if account is None or account.state is State.ENDED:
            raise Unauthenticated(NO_ACCOUNT)
        if account.state is not State.OPEN:
            self._give(RefuseSignIn(account.account_id, now, LOCKED), Actor(roles=("SYS",)))
            raise Unauthenticated(LOCKED_OUT)
        return self._let_in(account, now, "")

    def sign_in_with_code(self, account_id: str, half: str, code: str) -> dict[str, Any]:
        """The second step of who has shown that he is it by other means. Raises Unauthenticated and TooMany as the first."""
        account, now = self._account_or_none(account_id), datetime.now(UTC)
        if account is None or account.state is not State.OPEN or half != self._half(account):
            raise Unauthenticated(HALF_OVER)
        return self._let_in(account, now, code or " ")

    def _let_in(self, account: Account, now: datetime, code: str) -> dict[str, Any]:
        if account.factor_id is None:
            return self._signed_in(account, now, demo=False)
        if not code:
            return {"account": account.account_id, "half": self._half(account)}
        must_be_heard(account, now)
        factors, factor = self._runtime.personal.second_factors, account.factor_id
        if factors.takes_recovery(factor, code):
            self._give(UseRecoveryCode(account.account_id, factors.recovery_left(factor)), _himself(account))
        elif not factors.takes(factor, code, now.timestamp()):
            self._give(RefuseSignIn(account.account_id, now, WRONG_CODE), Actor(roles=("SYS",)))
            raise Unauthenticated(WRONG_CODE_SAID)
        return self._signed_in(account, now, demo=False)

    def _half(self, account: Account) -> str:
        """Nobody can make it up; it is another once the password, or what codes are reckoned from, was changed."""
        return self._runtime.personal.fingerprint(
            f"half/{account.account_id}/{account.password_id}/{account.factor_id}"
        )

    def sign_in_as(self, person: str) -> dict[str, Any]:
        """In a demo: one of the story's people, without a password; he gets an account where he has none."""
        if not self._runtime.site.demo_clock:
            raise NotFound(NOT_HERE)
        if person not in {one["person"] for one in self.people_of_the_story()}:
            raise Unauthenticated(WRONG)
        account_id = id_of_account(person)
        account = self._account_or_none(account_id)
        if account is None or account.state is State.ENDED:
            name = f"demo-{person}"
            created = CreateAccount(account_id, person, name, name_key=self._runtime.personal.name_key(name))
            self._give(created, Actor(roles=("SEC",)))
        return self._signed_in(self._account(account_id), datetime.now(UTC), demo=True)

    def sign_out(self, account_id: str, session: str) -> None:
        account = self._account_or_none(account_id)
        if account is not None and account.has_open(session, datetime.now(UTC)):
            self._give(SignOut(account_id, session), _himself(account))

    def session(self, account_id: str, session: str) -> dict[str, Any]:
        """Who it is and in what he may act, as of now. Raises Unauthenticated when it has ended."""
        account = self._account_or_none(account_id)
        if account is None or not account.has_open(session, datetime.now(UTC)):
            raise Unauthenticated(OVER)
        lookups = self._lookups()
        if not person_active(lookups, account.person):
            raise Unauthenticated(OVER)
        return {
            "person": account.person,
            "name": self._name(lookups, account.person),
            "offices": self._held(account.person),
        }

    def is_his_password(self, account_id: str, password: str) -> bool:
        account = self._account_or_none(account_id)
        password_id = account.password_id if account else None
        return self._runtime.personal.passwords.matches(password_id, password[: MOST + 1])

    def people_of_the_story(self) -> list[dict[str, Any]]:
        """In a demo: who holds an office or a seat, by what they are called."""
        if not self._runtime.site.demo_clock:
            raise NotFound(NOT_HERE)
        lookups = self._lookups()
        people = [one for one in lookups.shown(PersonShown, "people") if one.state == "active"]
        told = [
            {"person": one.id, "name": self._name(lookups, one.id), "offices": self._held(one.id)} for one in people
        ]
        return [one for one in told if one["offices"]][-MOST_IN_THE_STORY:]

    def _signed_in(self, account: Account, now: datetime, demo: bool) -> dict[str, Any]:
        session, until = new_id(), now + SESSION
        self._give(SignIn(account.account_id, session, now, until, demo), _himself(account))
        offices = self._held(account.person)
        return {"account": account.account_id, "session": session, "until": stamp(until), "offices": offices}

    def _give(self, command: object, actor: Actor) -> None:
        self._runtime.handler.give(command, actor, key=new_id(), correlation_id=new_id(), causation_id=None)

    def _account_named(self, name: str) -> Account | None:
        key = self._runtime.personal.name_key(name)
        found = self._lookups().shown(NamedAccount, "accounts", naming=key)
        return self._account(found[0].id) if found else None

    def _account_or_none(self, account_id: str) -> Account | None:
        folded = self._runtime.handler.streams.load(f"account-{account_id}", fresh=True)
        account: Account | None = folded.state
        return account

    def _account(self, account_id: str) -> Account:
        account = self._account_or_none(account_id)
        assert account is not None
        return account

    def _lookups(self) -> SqlLookups:
        return self._runtime.lookups_at(self._runtime.clock.now())

    def _name(self, lookups: SqlLookups, person: str) -> str:
        found = lookups.one(PersonShown, "people", person)
        return str(self._runtime.personal.decrypted(found.name, f"person-{person}")) if found else ""

    def _held(self, person: str) -> list[dict[str, Any]]:
        lookups = self._lookups()
        today = day_in_china(lookups.now)
        held = [*self._of_offices(lookups, person, today), *self._of_a_member(lookups, person)]
        once = {(one.role, one.organisation): one for one in reversed(held)}
        return [asdict(one) for one in held if once[one.role, one.organisation] is one]

    def _of_offices(self, lookups: SqlLookups, person: str, today: date) -> list[Capacity]:
        offices = [one for one in lookups.shown(HeldOffice, "offices", naming=person) if one.state == "active"]
        mine = [one for one in offices if one.person == person and one.starts <= today <= (one.ends or date.max)]
        made = [self._capacity(lookups, one.id, one.role, one.organisation) for one in sorted(mine, key=_first)]
        return [one for one in made if one is not None]

    def _of_a_member(self, lookups: SqlLookups, person: str) -> list[Capacity]:
        """Where his postings are, and for his committee, where that is an organisation here."""
        memberships = [one for one in lookups.shown(HeldMembership, "members", naming=person) if one.state == "active"]
        postings = [one for one in lookups.shown(HeldPosting, "postings", naming=person) if one.state == "active"]
        made = [self._capacity(lookups, one.id, "MEM", one.organisation) for one in postings if memberships]
        for one in memberships:
            known = self._directory.organisations_in(one.committee_division)
            committee = next((body.id for body in known if body.kind in COMMITTEES), None)
            made.append(self._capacity(lookups, one.id, "MEM", committee) if committee else None)
        return [one for one in made if one is not None]

    def _capacity(self, lookups: SqlLookups, its_id: str, role: str, organisation: str | None) -> Capacity | None:
        """None where the organisation has ended."""
        if organisation is None:
            return Capacity(its_id, role, None, None, None)
        body = lookups.one(OrganisationShown, "organisations", organisation)
        if body is None or body.state != "active":
            return None
        return Capacity(its_id, role, organisation, body.name, body.division)


def _first(office: HeldOffice) -> tuple[date, str]:
    return office.starts, office.id


def _himself(account: Account) -> Actor:
    return Actor(person=account.person, roles=("SYS",))


def must_be_heard(account: Account | None, now: datetime) -> None:
    """Raises TooMany where there were too many wrong tries."""
    until = account.tries_over_until(now) if account else None
    if until is not None:
        wait = int((until - now).total_seconds()) + 1
        said = f"试错次数过多，请 {wait // 60 + 1} 分钟后再试 Too many wrong tries; try again later"
        raise TooMany(said, retry_after=wait)
