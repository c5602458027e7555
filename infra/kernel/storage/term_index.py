"""SQLite's index of terms brought up to date: record by record it would cost more than the record itself.

A record has a number for every time that its words were written. The index cannot forget a number unless it is told its
words once more; so a number of before leads to a record that no longer says so, which is seen there.
"""

from collections.abc import Callable
from typing import Any

import eventlet

from infra.kernel.storage.database import Database
from infra.kernel.storage.terms import LAST_INDEXED
from infra.kernel.storage.words import tokens_of

AT_ONCE = 500
"""So many take a few hundredths of a second, in which an embedded site does nothing else."""
EVERY_SECONDS = 60.0
WORN_OUT = 3
"""With so many numbers a record the index is made anew."""

FOLLOWING = f"""
SELECT number, collection, id, open || char(10) || kept FROM record_terms_numbers JOIN record_words USING (collection, id)
WHERE number > {LAST_INDEXED} ORDER BY number LIMIT {AT_ONCE}
"""  # noqa: S608 our own words
INDEX = "INSERT INTO record_terms (rowid, words) VALUES (?, ?)"
SUPERSEDED = "DELETE FROM record_terms_numbers WHERE number = ?"
FORGET = ("INSERT INTO record_terms (record_terms) VALUES ('delete-all')", "DELETE FROM record_terms_numbers")
NUMBER = "INSERT INTO record_terms_numbers (collection, id) SELECT collection, id FROM record_words"
HOW_MANY = "SELECT (SELECT count(*) FROM record_terms_numbers), (SELECT count(*) FROM record_words)"


def index_words(database: Database) -> None:
    """All that is not in the index yet; in PostgreSQL nothing is."""
    while index_some(database):
        pass


def index_some(database: Database) -> bool:
    """The oldest of it; answers whether there was any."""
    if not database.on_sqlite:
        return False
    with database.transaction() as cursor:
        following = cursor.execute(FOLLOWING).fetchall()
        last = {(collection, record_id): (number, words) for number, collection, record_id, words in following}
        standing = {number for number, _words in last.values()}
        cursor.executemany(SUPERSEDED, [(number,) for number, *_ in following if number not in standing])
        cursor.executemany(INDEX, [(number, tokens_of(words)) for number, words in last.values()])
    return bool(following)


def keep_indexed(database: Database, stopping: Callable[[], bool], wait: Callable[[float], None]) -> None:
    """While a site is at work. What was written since is found all the same, more slowly."""
    while not stopping():
        while index_some(database):
            eventlet.sleep(0)
        wait(EVERY_SECONDS)


def renew_when_worn_out(database: Database) -> None:
    """When most of it leads to what records no longer say."""
    if not database.on_sqlite:
        return
    with database.transaction() as cursor:
        numbers, records = cursor.execute(HOW_MANY).fetchone()
        if numbers > WORN_OUT * max(records, AT_ONCE):
            forget_words(cursor)
            cursor.execute(NUMBER)


def forget_words(cursor: Any) -> None:
    """Beside the words themselves, on a transaction of SQLite's."""
    for statement in FORGET:
        cursor.execute(statement)
