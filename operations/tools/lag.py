"""`shangliang lag`: how far each service has read what each of its producers has recorded."""

from dataclasses import dataclass

from infra.kernel.access.site import AUDIT, Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import FOLLOWERS, SERVICES, definition_of
from services.audit.batches import Batches


@dataclass(frozen=True)
class Lag:
    service: str
    producer: str
    cursor: int
    head: int

    @property
    def behind(self) -> int:
        return self.head - self.cursor


def lags(site: Site) -> list[Lag]:
    databases = {name: Database(site.database(name)) for name in SERVICES}
    heads = {name: sum(SqlStore(database, name).head()) for name, database in databases.items()}
    found = []
    for name, database in databases.items():
        news = NewsStore(database)
        for line, producer in definition_of(name).lines.items():
            found.append(Lag(name, line, news.cursor(line), heads[producer]))
    for database in databases.values():
        database.dispose()
    return found + _of_the_ledger(site, heads)


def _of_the_ledger(site: Site, heads: dict[str, int]) -> list[Lag]:
    database = Database(site.database(AUDIT))
    sealed = Batches(database).heads()
    database.dispose()
    at = {name: sealed[name].next_position if name in sealed else 0 for name in FOLLOWERS[AUDIT].producers}
    return [Lag(AUDIT, name, cursor, heads[name]) for name, cursor in at.items()]
