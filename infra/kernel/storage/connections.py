"""Connections to a server's database. A greenlet gets the one that was used last: it has most statements prepared.

SQLAlchemy makes the connections, but its pool is asked for new ones only. That pool also resets them and watches for those
that nobody gave back, which for each of our statements costs as much as a third of an insert. Ours are in autocommit, and
the block that took one gives it back or throws it away.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Semaphore
from typing import Any

import psycopg2
from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as NoneFree

SERVER_GONE = (psycopg2.OperationalError, psycopg2.InterfaceError)


class Connections:
    """At most `most` in use at once; who wants another waits for it up to `seconds`, then gets NoneFree."""

    def __init__(self, engine: Engine, most: int, seconds: float) -> None:
        self._engine, self._seconds = engine, seconds
        self._free, self._idle = Semaphore(most), list[Any]()

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A raw cursor in autocommit. A connection that failed, or whose wait was broken off, is thrown away.

        With one that the server has left go all that wait: what ended it has most likely ended them too.
        """
        if not self._free.acquire(timeout=self._seconds):
            raise NoneFree(f"no connection was free within {self._seconds} s")
        connection = None
        try:
            connection = self._idle.pop() if self._idle else self._new()
            cursor = connection.cursor()
            yield cursor
            cursor.close()
        except BaseException as error:
            if isinstance(error, SERVER_GONE) or not isinstance(error, Exception):
                _close(connection)
                connection = None
            if isinstance(error, SERVER_GONE):
                self.close()
            raise
        finally:
            if connection is not None:
                self._idle.append(connection)
            self._free.release()

    def close(self) -> None:
        """Those that nobody uses."""
        while self._idle:
            _close(self._idle.pop())

    def _new(self) -> Any:
        made = self._engine.raw_connection()
        connection = made.dbapi_connection
        made.detach()
        return connection


def _close(connection: Any) -> None:
    if connection is not None:
        with suppress(psycopg2.Error):
            connection.close()
