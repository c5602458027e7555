"""What can be asked about an account. The rules see a password's number, never itself."""

from dataclasses import dataclass
from datetime import datetime

WRONG_PASSWORD, WRONG_CODE, LOCKED = "wrong_password", "wrong_code", "locked"


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


@dataclass(frozen=True, slots=True)
class EndSessions:
    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetSecondFactor:
    account_id: str
    factor_id: str


@dataclass(frozen=True, slots=True)
class EndSecondFactor:
    account_id: str


@dataclass(frozen=True, slots=True)
class ResetSecondFactor:
    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class UseRecoveryCode:
    account_id: str
    left: int
