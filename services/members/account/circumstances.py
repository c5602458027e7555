"""The circumstances of a command: where an account stands, what else matters."""

import unicodedata
import uuid

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.account.commands import CreateAccount, SetPassword
from services.members.account.domain import Facts
from services.members.account.projections import NamedAccount
from services.members.account.state import Account
from services.members.organisation.circumstances import AnyRecordShown
from services.members.person.circumstances import person_active


def place(account: Account, account_id: str) -> Place:
    return Place(division="", persons=(account.person,))


def place_of_new(lookups: Lookups, account: Account | None, command: CreateAccount) -> Place:
    return Place(division="", persons=(command.person,))


def id_of_account(person: str) -> str:
    """The same for the same person: so there is one account of his, whoever writes at once."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"account/{person}"))


def id_of_new(command: CreateAccount) -> str:
    return id_of_account(command.person)


def subject(account: Account | None, command: object) -> str:
    if isinstance(command, CreateAccount):
        return command.person
    assert account is not None
    return account.person


def facts(lookups: Lookups, account: Account | None, command: object) -> Facts:
    match command:
        case CreateAccount():
            # Pinned: nobody forgets him, and nobody takes the name, before this is written.
            person = lookups.pinned(AnyRecordShown, "people", command.person, unread=True)
            others = lookups.pinned_that_name(NamedAccount, "accounts", command.name_key)
            return Facts(
                person_active=person is not None and person.state == "active",
                name_taken=any(one.person != command.person for one in others),
                password_is_the_name=command.password is not None and _plain(command.password) == _plain(command.name),
            )
        case SetPassword():
            assert account is not None
            is_the_name = command.name_key == account.name_key
            return Facts(person_active(lookups, account.person), password_is_the_name=is_the_name)
        case _:
            assert account is not None
            return Facts(person_active(lookups, account.person))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
