"""What is allowed with accounts, and what changes."""

from dataclasses import dataclass

from services.members.account.commands import (
    CreateAccount,
    EndSecondFactor,
    ResetSecondFactor,
    SetPassword,
    SetSecondFactor,
    SignIn,
)
from services.members.account.events import (
    AccountCreated,
    AccountEvent,
    PasswordSet,
    SecondFactorEnded,
    SecondFactorReset,
    SecondFactorSet,
    SignedIn,
)
from services.members.account.state import Account, State
from services.members.rules import (
    LoginNameIsTaken,
    NoSecondFactorIsSet,
    OneAccountAPerson,
    OneSecondFactorAnAccount,
    PasswordMustNotBeTheName,
    PersonMustBeActive,
    SecondFactorNeedsAPassword,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """`name_taken` by another person's account; `password_is_the_name` whatever its case."""

    person_active: bool = True
    name_taken: bool = False
    password_is_the_name: bool = False


def create_account(account: Account | None, command: CreateAccount, facts: Facts) -> list[AccountEvent]:
    if not facts.person_active:
        raise PersonMustBeActive
    if account is not None and account.state is not State.ENDED:
        raise OneAccountAPerson
    if facts.name_taken:
        raise LoginNameIsTaken
    if facts.password_is_the_name:
        raise PasswordMustNotBeTheName
    created = AccountCreated(command.account_id, command.person, command.name, command.name_key)
    if command.password is None:
        return [created]
    return [created, PasswordSet(command.account_id, command.password)]


def set_password(account: Account, command: SetPassword, facts: Facts) -> list[AccountEvent]:
    if not facts.person_active:
        raise PersonMustBeActive
    if facts.password_is_the_name:
        raise PasswordMustNotBeTheName
    return [PasswordSet(command.account_id, command.password)]


def sign_in(account: Account, command: SignIn, facts: Facts) -> list[AccountEvent]:
    if not facts.person_active:
        raise PersonMustBeActive
    return [SignedIn(command.account_id, command.session, command.at, command.until, command.demo)]


def set_second_factor(account: Account, command: SetSecondFactor, facts: Facts) -> list[AccountEvent]:
    if account.password_id is None:
        raise SecondFactorNeedsAPassword
    if account.factor_id is not None:
        raise OneSecondFactorAnAccount
    return [SecondFactorSet(command.account_id, command.factor_id)]


def end_second_factor(account: Account, command: EndSecondFactor, facts: Facts) -> list[AccountEvent]:
    _must_be_set(account)
    return [SecondFactorEnded(command.account_id)]


def reset_second_factor(account: Account, command: ResetSecondFactor, facts: Facts) -> list[AccountEvent]:
    _must_be_set(account)
    return [SecondFactorReset(command.account_id, command.reason)]


def _must_be_set(account: Account) -> None:
    if account.factor_id is None:
        raise NoSecondFactorIsSet
