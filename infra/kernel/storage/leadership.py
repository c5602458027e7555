"""Which replica of a service publishes: the one that holds an advisory lock of the service's database."""

from typing import Any, cast

import structlog

from infra.kernel.storage.connections import SERVER_GONE
from infra.kernel.storage.database import Database

PUBLISHING = 7_002

log = structlog.get_logger("shangliang.leadership")


class Leadership:
    """`held` takes the lock when it is free. A connection that dies gives it up, and another replica takes over."""

    def __init__(self, database: Database, number: int) -> None:
        self._database, self._number = database, number
        self._connection: Any = None

    def held(self) -> bool:
        """On SQLite one process has the file, so always."""
        if self._database.on_sqlite:
            return True
        try:
            return self._still() if self._connection is not None else self._taken()
        except SERVER_GONE as gone:
            log.warning("lost the lock with its connection", error=repr(gone))
            self.give_up()
            return False

    def give_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _still(self) -> bool:
        cursor = self._connection.cursor()
        cursor.execute("SELECT 1")
        cursor.close()
        return True

    def _taken(self) -> bool:
        connection = self._database.engine.raw_connection()
        cursor = connection.cursor()
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [self._number])
        (taken,) = cast("tuple[bool]", cursor.fetchone())
        cursor.close()
        if taken:
            self._connection = connection
        else:
            connection.close()
        return taken
