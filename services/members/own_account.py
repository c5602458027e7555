"""One's own account: which sessions are open, and whether a code of one's device is asked for at sign-in.

As signing in it is a page's way to the account: what it decides on it records there, as the system, in the person's name.
"""

from datetime import UTC, datetime
from typing import Any

from infra.kernel.access.one_time_codes import is_a_secret
from infra.kernel.access.places import Actor
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, Unauthenticated
from infra.kernel.running.runtime import Runtime
from services.members.account.commands import EndSecondFactor, SetSecondFactor, SignOut
from services.members.account.schemas import MOST
from services.members.account.state import Account, State
from services.members.signing_in import OVER, SESSION

NOT_THE_CODE = (
    "动态码不对。请看设备上现在显示的六位数字 That is not the code: type the six digits that the device shows now"
)
NOT_THE_PASSWORD = "当前密码不对 The present password is wrong"  # noqa: S105 a sentence
NO_SECRET = "请从头再来 Please begin again"  # noqa: S105 a sentence


class OwnAccount:
    """Of whoever is signed in with it."""

    def __init__(self, runtime: Runtime, account_id: str) -> None:
        self._runtime, self._account_id = runtime, account_id
        self._factors = runtime.personal.second_factors

    def shown(self) -> dict[str, Any]:
        account, now = self._account(), datetime.now(UTC)
        factor = account.factor_id
        return {
            "name": str(self._runtime.personal.decrypted(account.name, f"account-{self._account_id}")),
            "has_password": account.password_id is not None,
            "second_factor": factor is not None,
            "recovery_left": self._factors.recovery_left(factor) if factor else 0,
            "sessions": [
                {"session": one.session, "since": stamp(one.until - SESSION), "until": stamp(one.until)}
                for one in account.sessions
                if one.until > now
            ],
        }

    def set_second_factor(self, password: str, secret: str, code: str) -> dict[str, Any]:
        """The recovery codes, told this once. Raises Invalid where a field is wrong."""
        account, factor = self._account(), new_id()
        self._must_be_his(account, password)
        if not is_a_secret(secret):
            raise Invalid(NO_SECRET, errors={"secret": [NO_SECRET]})
        told = self._factors.keep(factor, account.person, secret, code, datetime.now(UTC).timestamp())
        if told is None:
            raise Invalid(NOT_THE_CODE, errors={"code": [NOT_THE_CODE]})
        self._give(SetSecondFactor(self._account_id, factor), account)
        self._factors.drop_others(account.person, but=factor)
        return {"recovery_codes": told}

    def end_second_factor(self, password: str, code: str) -> None:
        """By password and code together: whoever sits down at an open session is not to take it away."""
        account = self._account()
        self._must_be_his(account, password)
        factor, now = account.factor_id or "", datetime.now(UTC).timestamp()
        if factor and not (self._factors.takes_recovery(factor, code) or self._factors.takes(factor, code, now)):
            raise Invalid(NOT_THE_CODE, errors={"code": [NOT_THE_CODE]})
        self._give(EndSecondFactor(self._account_id), account)
        self._factors.drop_others(account.person)

    def end_other_sessions(self, but: str) -> int:
        account, now = self._account(), datetime.now(UTC)
        others = [one.session for one in account.sessions if one.session != but and one.until > now]
        for session in others:
            self._give(SignOut(self._account_id, session), account)
        return len(others)

    def _account(self) -> Account:
        folded = self._runtime.handler.streams.load(f"account-{self._account_id}", fresh=True)
        account: Account | None = folded.state
        if account is None or account.state is not State.OPEN:
            raise Unauthenticated(OVER)
        return account

    def _must_be_his(self, account: Account, password: str) -> None:
        if not self._runtime.personal.passwords.matches(account.password_id, password[: MOST + 1]):
            raise Invalid(NOT_THE_PASSWORD, errors={"password": [NOT_THE_PASSWORD]})

    def _give(self, command: object, account: Account) -> None:
        himself = Actor(person=account.person, roles=("SYS",))
        self._runtime.handler.give(command, himself, key=new_id(), correlation_id=new_id(), causation_id=None)
