"""Answers for idempotency keys are kept seven days, those of the system for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.kernel.base.clock import stamp
from infra.kernel.storage.database import Database
from infra.kernel.storage.housekeeping import forget_old_answers
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import StoredAnswer, Writes
from infra.kernel.storage.tables import METADATA

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    database = Database(f"sqlite:///{tmp_path}/library.sqlite")
    METADATA.create_all(database.engine)
    return SqlStore(database, "library")


def carried_out(store: SqlStore, caller: str, age: timedelta) -> None:
    store.commit(Writes(StoredAnswer(caller, "key", f"of {caller}", "", "{}", stamp(NOW - age)), []))


@pytest.mark.parametrize(
    ("caller", "age", "kept"),
    [
        ("token:ana::CHAIR", timedelta(days=6, hours=23), True),
        ("token:ana::CHAIR", timedelta(days=7, hours=1), False),
        ("token:::SYS", timedelta(days=400), True),
        ("founding", timedelta(days=400), True),
    ],
)
def test_a_clients_answer_is_kept_seven_days_and_the_systems_for_good(
    store: SqlStore, caller: str, age: timedelta, kept: bool
) -> None:
    carried_out(store, caller, age)
    forget_old_answers(store.database, NOW)
    assert (store.stored_answer(caller, "key") is not None) is kept
    store.database.dispose()
