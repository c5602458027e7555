"""What can be asked about an account. The rules see a password's number, never itself."""

from dataclasses import dataclass
from datetime import datetime

WRONG_PASSWORD, LOCKED = "wrong_password", "locked"


@dataclass(frozen=True, slots=True)
class CreateAccount:
    account_id: str
    person: str
    name: str
    password: str | None = None
    name_key: str = ""


@dataclass(frozen=True, slots=True)
class SetPassword:
    account_id: str
    password: str
    # What would be the key of a name that reads as this password.
    name_key: str = ""


@dataclass(frozen=True, slots=True)
class LockAccount:
    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnlockAccount:
    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndAccount:
    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignIn:
    account_id: str
    session: str
    at: datetime
    until: datetime
    demo: bool = False


@dataclass(frozen=True, slots=True)
class RefuseSignIn:
    account_id: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class SignOut:
    account_id: str
    session: str
