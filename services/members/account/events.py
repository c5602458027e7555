"""What can have happened to an account. No secret is told: only the number under which it, or its hash, is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AccountCreated:
    """A person may sign in from now on, under a login name, which is encrypted with his key.

    `name_key` is a keyed digest of the name: by it the account is found, and no other gets the same name.
    """

    account_id: str
    person: str
    name: str
    name_key: str


@dataclass(frozen=True, slots=True)
class PasswordSet:
    """Another password holds from now on; who was signed in is no longer. `password_id` says where its hash is kept."""

    account_id: str
    password_id: str


@dataclass(frozen=True, slots=True)
class AccountLocked:
    """Nobody signs in with it until it is unlocked; who was signed in is no longer."""

    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccountUnlocked:
    """It can be used again."""

    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccountEnded:
    """The account is no more; only another one, made for the same person, takes its place."""

    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person signed in. Times are of the real clock, also where a demo has moved the domain's."""

    account_id: str
    session: str
    at: datetime
    until: datetime
    demo: bool


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """Somebody tried to sign in with this name and was refused: a wrong password or code, or right ones while locked."""

    account_id: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class SignedOut:
    """The person ended this session."""

    account_id: str
    session: str


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """An administrator ended them all: whoever was signed in with it is no longer."""

    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SecondFactorSet:
    """From now on a code of the person's device is asked for beside the password. `factor_id` says where its secret is kept."""

    account_id: str
    factor_id: str


@dataclass(frozen=True, slots=True)
class SecondFactorEnded:
    """The person wants no code to be asked for any longer."""

    account_id: str


@dataclass(frozen=True, slots=True)
class SecondFactorReset:
    """No code is asked for any longer, as the person has lost his device; who was signed in is no longer."""

    account_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecoveryCodeUsed:
    """One of the codes for when the device is lost; it is good for nothing any more. So many are `left`."""

    account_id: str
    left: int


AccountEvent: TypeAlias = (
    AccountCreated
    | PasswordSet
    | AccountLocked
    | AccountUnlocked
    | AccountEnded
    | SignedIn
    | SignInRefused
    | SignedOut
    | SessionsEnded
    | SecondFactorSet
    | SecondFactorEnded
    | SecondFactorReset
    | RecoveryCodeUsed
)
