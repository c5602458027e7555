"""What is known of an account, folded from its events."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from services.members.account import events as happened
from services.members.account.events import AccountEvent

# A wrong try counts as long; so many are allowed within it.
TRIES_WITHIN = timedelta(minutes=15)
MOST_TRIES = 5
# The same person may have several browsers open; the oldest session makes room.
MOST_SESSIONS = 20


class State(StrEnum):
    OPEN = "open"
    LOCKED = "locked"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.OPEN: "可用",
    State.LOCKED: "已锁定",
    State.ENDED: "已终止",
}


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Who signed in stays so until then, unless something ends it before."""

    session: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """`refused` are the wrong tries since the last right one, as many as count."""

    account_id: str
    state: State
    person: str
    name: str
    name_key: str
    password_id: str | None = None
    sessions: tuple[OpenSession, ...] = ()
    refused: tuple[datetime, ...] = ()
    factor_id: str | None = None

    def has_open(self, session: str, now: datetime) -> bool:
        return self.state is State.OPEN and any(one.session == session and one.until > now for one in self.sessions)

    def tries_over_until(self, now: datetime) -> datetime | None:
        """When another try will be heard, where too many were wrong; None where one is heard now."""
        counted = [at for at in self.refused if at > now - TRIES_WITHIN]
        return counted[0] + TRIES_WITHIN if len(counted) >= MOST_TRIES else None


def evolve(account: Account | None, event: AccountEvent) -> Account:
    if isinstance(event, happened.AccountCreated):
        return Account(event.account_id, State.OPEN, event.person, event.name, event.name_key)
    assert account is not None
    match event:
        case happened.PasswordSet():
            return replace(account, password_id=event.password_id, sessions=(), refused=())
        case happened.AccountLocked():
            return replace(account, state=State.LOCKED, sessions=())
        case happened.AccountUnlocked():
            return replace(account, state=State.OPEN)
        case happened.AccountEnded():
            return replace(account, state=State.ENDED, sessions=(), password_id=None, factor_id=None)
        case happened.SignedIn():
            open_ones = [one for one in account.sessions if one.until > event.at]
            sessions = (*open_ones, OpenSession(event.session, event.until))[-MOST_SESSIONS:]
            return replace(account, sessions=tuple(sessions), refused=())
        case happened.SignInRefused():
            return replace(account, refused=(*account.refused, event.at)[-MOST_TRIES:])
        case happened.SignedOut():
            return replace(account, sessions=tuple(one for one in account.sessions if one.session != event.session))
        case happened.SessionsEnded():
            return replace(account, sessions=())
        case happened.SecondFactorSet():
            return replace(account, factor_id=event.factor_id)
        case happened.SecondFactorEnded():
            return replace(account, factor_id=None)
        case happened.SecondFactorReset():
            return replace(account, factor_id=None, sessions=())
        case happened.RecoveryCodeUsed():
            return account
        case _:
            assert_never(event)
