"""The checker on PostgreSQL sees what is spoilt: it is shown a copy of what it reads, with one thing wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.checker import acked as acknowledged
from tests.checker.acked import Acked, Unsure
from tests.checker.invariants import check_logs, check_projection
from tests.servers.clients import acked_of, unsure_of
from tests.servers.deployment import Deployment
from tests.servers.replaying import replayed
from tests.servers.story import play, settled

Row: TypeAlias = tuple[Any, ...]
Change: TypeAlias = Callable[[list[Row]], list[Row]]
# Where things stand in a row of `events` and of `commands` as the checker asks for them.
POSITION, STREAM, VERSION, TYPE, EVENT_COMMAND = 1, 3, 4, 5, 6
KEY, COMMAND_ID = 1, 2


def unchanged(rows: list[Row]) -> list[Row]:
    return rows


@dataclass(frozen=True)
class Copied:
    """A deployment as it was when it was first read; `changed` is what is wrong in one table of one service."""

    servers: Deployment
    service: str = ""
    table: str = ""
    changed: Change = unchanged
    read: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    def rows(self, service: str, query: str) -> list[Row]:
        if (service, query) not in self.read:
            self.read[service, query] = self.servers.rows(service, query)
        found = self.read[service, query]
        spoilt = service == self.service and f"FROM {self.table}" in query
        return self.changed(list(found)) if spoilt else found

    def spoilt(self, service: str, table: str, changed: Change) -> "Copied":
        return replace(self, service=service, table=table, changed=changed)


@dataclass(frozen=True)
class Seen:
    """A site and what its clients know; one of its commands, as if its client had never heard of it again."""

    copy: Copied
    answers: list[Acked]
    unsure: list[Unsure]
    given_up: Acked
    dumps: dict[str, Path]

    def broken(self, copy: Copied) -> set[str]:
        return check_logs(copy, self.answers, self.unsure).broken


@pytest.fixture(scope="module")
def seen(servers: Deployment) -> Iterator[Seen]:
    play(servers, {})
    settled(servers)
    answers = acknowledged.kept(acked_of(servers))
    given_up = next(answer for answer in reversed(answers) if answer.path.endswith("/accept"))
    unsure = [*acknowledged.kept_unsure(unsure_of(servers)), Unsure(given_up.key, given_up.path)]
    with replayed(servers) as dumps:
        yield Seen(Copied(servers), [one for one in answers if one != given_up], unsure, given_up, dumps)


def without(column: int, value: str) -> Change:
    def drop(rows: list[Row]) -> list[Row]:
        left = [row for row in rows if row[column] != value]
        assert len(left) < len(rows), "there is nothing of the kind"
        return left

    return drop


def with_value(column: int, old: object, new: object) -> Change:
    """In the first row that has the old value."""

    def change(rows: list[Row]) -> list[Row]:
        index = next(index for index, row in enumerate(rows) if row[column] == old)
        rows[index] = (*rows[index][:column], new, *rows[index][column + 1 :])
        return rows

    return change


def again(column: int, value: str, other: int) -> Change:
    """The row with that value once more, with something else in the column `other`."""

    def double(rows: list[Row]) -> list[Row]:
        row = next(row for row in rows if row[column] == value)
        return [*rows, (*row[:other], "another", *row[other + 1 :])]

    return double


def test_a_sound_site_has_no_findings(seen: Seen) -> None:
    assert seen.broken(seen.copy) == set()
    assert all(check_projection(seen.copy, service, dump).findings == [] for service, dump in seen.dumps.items())


SPOILT: dict[str, tuple[str, str, Change, set[str]]] = {
    "an acknowledged event is lost": ("topics", "events", without(TYPE, "TopicApproved"), {"I1", "I3"}),
    "a position was never given": ("meetings", "events", with_value(POSITION, 7, None), {"I3"}),
    "a position is given twice": ("meetings", "events", with_value(POSITION, 7, 6), {"I3"}),
    "a version is missing": ("outcomes", "events", with_value(VERSION, 3, 4), {"I3"}),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_log_is_seen(what: str, seen: Seen) -> None:
    service, table, changed, broken = SPOILT[what]
    assert seen.broken(seen.copy.spoilt(service, table, changed)) == broken


def test_a_command_without_an_answer_that_took_effect_twice_is_seen(seen: Seen) -> None:
    twice = again(KEY, seen.given_up.key, COMMAND_ID)
    assert seen.broken(seen.copy.spoilt("topics", "commands", twice)) == {"I7"}


def test_a_command_without_an_answer_that_took_effect_in_part_is_seen(seen: Seen) -> None:
    commands = seen.copy.rows("topics", "SELECT caller, key, command_id, answer FROM commands")
    command_id = next(row[COMMAND_ID] for row in commands if row[KEY] == seen.given_up.key)
    lost = without(EVENT_COMMAND, command_id)
    assert seen.broken(seen.copy.spoilt("topics", "events", lost)) == {"I1", "I3", "I7"}


def test_a_command_of_which_nobody_was_unsure_must_have_been_answered(seen: Seen) -> None:
    assert check_logs(seen.copy, seen.answers, seen.unsure[:-1]).broken == {"I2"}


SPOILT_ROWS = {
    "records": with_value(4, "closed", "approved"),
    "copies": without(0, "topic"),
    "due": lambda rows: [*rows, ("topic-x", "2030-01-01")],
}


@pytest.mark.parametrize("table", SPOILT_ROWS)
def test_spoilt_read_tables_are_seen(table: str, seen: Seen) -> None:
    service = "outcomes" if table == "copies" else "topics"
    copy = seen.copy.spoilt(service, table, SPOILT_ROWS[table])
    assert check_projection(copy, service, seen.dumps[service]).broken == {"I4"}
