"""What can be read of an account: never anything of its password but that there is one."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.account.state import Account


@dataclass(frozen=True, slots=True)
class AccountShown:
    person: str
    name: str
    has_password: bool
    second_factor: bool


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account as whoever signs in, or wants the same name, sees it."""

    id: str
    state: str
    person: str


def row(account: Account, account_id: str) -> ReadRow:
    """Administrators, auditors and the person himself read it. It is found by the key of its name, which nobody has."""
    return ReadRow(
        division="",
        shown=AccountShown(
            account.person, account.name, account.password_id is not None, account.factor_id is not None
        ),
        named=(account.person, account.name_key),
    )
