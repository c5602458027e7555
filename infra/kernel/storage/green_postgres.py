"""psycopg2 under eventlet: while one greenlet waits for the server, the others go on.

psycopg2 hands every wait to this callback. (psycopg 3 would block the whole process.)
"""

from typing import Any

import psycopg2
from eventlet.hubs import trampoline
from psycopg2 import extensions


def make_green() -> None:
    """For this process; before its first connection."""
    extensions.set_wait_callback(_wait)


def _wait(connection: Any) -> None:
    while True:
        state = connection.poll()
        if state == extensions.POLL_OK:
            return
        if state == extensions.POLL_READ:
            trampoline(connection.fileno(), read=True)
        elif state == extensions.POLL_WRITE:
            trampoline(connection.fileno(), write=True)
        else:
            raise psycopg2.OperationalError(f"the connection is in an unknown state: {state}")
