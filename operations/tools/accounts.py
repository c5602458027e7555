"""`shangliang account`: a person gets a password, and an account where he has none; decided as over HTTP, by SEC."""

from marshmallow import ValidationError

from infra.kernel.access.places import Actor
from infra.kernel.access.site import PERSONAL, Site
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Refusal
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.lookups.sql_directory import SqlDirectory
from infra.kernel.lookups.sql_lookups import LookupStatements
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import store_at
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.log_clock import LogClock
from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import SERVICES
from operations.tools.domain_clock import domain_clock
from services.members.account.circumstances import id_of_account
from services.members.account.commands import CreateAccount, SetPassword
from services.members.account.schemas import Create
from services.members.account.state import State

BY_THE_OPERATOR = Actor(roles=("SEC",))


class AccountRefused(ValueError):
    """Nothing was changed; the message says why."""


def set_password(site: Site, person: str, name: str | None, password: str) -> str:
    """The login name under which the password holds. Without `name` a new account is called as the person is.

    Raises AccountRefused.
    """
    keys, database = PersonalKeys(Database(site.database(PERSONAL))), Database(site.database("members"))
    try:
        return _set(_handler(site, keys, database), keys, person, name, password)
    except Refusal as refusal:
        raise AccountRefused(refusal.detail) from refusal
    finally:
        database.dispose()
        keys.database.dispose()


def _set(handler: CommandHandler, keys: PersonalKeys, person: str, name: str | None, password: str) -> str:
    account_id = id_of_account(person)
    account = handler.streams.load(f"account-{account_id}", fresh=True).state
    if account is not None and account.state is not State.ENDED:
        if name is not None:
            raise AccountRefused("此人已有账号，登录名不变 the person has an account; its name stays: leave --name out")
        _checked({"person": person, "name": "xx", "password": password})
        key = keys.name_key(password)
        handler.give(SetPassword(account_id, password, key), BY_THE_OPERATOR, new_id(), new_id(), None)
        return str(keys.decrypted(account.name, f"account-{account_id}"))
    wanted = name or _called(handler, keys, person)
    _checked({"person": person, "name": wanted, "password": password})
    create = CreateAccount(account_id, person, wanted, password, keys.name_key(wanted))
    handler.give(create, BY_THE_OPERATOR, new_id(), new_id(), None)
    return wanted


def _checked(said: dict[str, str]) -> None:
    try:
        Create().load(said)
    except ValidationError as error:
        raise AccountRefused(
            "；".join(str(one) for errors in error.messages_dict.values() for one in errors)
        ) from error


def _called(handler: CommandHandler, keys: PersonalKeys, person: str) -> str:
    state = handler.streams.load(f"person-{person}", fresh=True).state
    if state is None:
        raise AccountRefused(f"没有此人 there is no {person} among people; GET /v1/people lists them")
    return str(keys.decrypted(state.name, f"person-{person}"))


def _handler(site: Site, keys: PersonalKeys, database: Database) -> CommandHandler:
    store, news, files = SqlStore(database, "members"), NewsStore(database), SiteFiles(store_at(site.files))
    clock = LogClock(domain_clock(database).now, store)
    return CommandHandler(
        Lifecycles(SERVICES["members"].lifecycles),
        store,
        keys,
        SqlDirectory(news, machines_speak_for_all=False),
        LookupStatements(database, news, False, files, keys).lookups_at,
        clock.now,
        wait_for_news=lambda: True,
        committed=lambda: None,
        files=files,
    )
