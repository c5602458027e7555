"""Small things a service remembers about itself (publishing watermark, demo offset)."""

from sqlalchemy import bindparam, select

from infra.kernel.storage.database import Database, run
from infra.kernel.storage.tables import SETTINGS

BACKED_UP_AT = "backed_up_at"


class SettingsStore:
    """Names and values, both text. `put` writes only what has changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._find = database.prepare(select(SETTINGS.c.value).where(SETTINGS.c.name == bindparam("its_name")))
        row = database.insert(SETTINGS).values(name=bindparam("name"), value=bindparam("value"))
        again = row.on_conflict_do_update(index_elements=["name"], set_={"value": row.excluded.value})
        self._put = database.prepare(again)
        self._last: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        found: str | None = self._database.value(self._find, {"its_name": name})
        return found

    def put(self, name: str, value: str) -> None:
        if self._last.get(name) != value:
            with self._database.transaction() as cursor:
                run(cursor, self._put, {"name": name, "value": value})
            self._last[name] = value
