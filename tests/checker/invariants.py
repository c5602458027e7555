"""I1 to I4 and I7: nothing acknowledged is lost, nothing happens twice, the log has no hole, what is shown is what it says.

Written against the files alone, with the standard library alone: a mistake of the services' code is not repeated here.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.checker.acked import Acked, Unsure
from tests.checker.reading import SERVICES, Command, Event, Home, Log, derived, followed, read_log, rows

FOUNDING, SYSTEM = "founding", "token:::SYS"
OF_MANY_IN_A_STREAM = {"ParticipantLeft": "participant_id"}
"""An effect that one event has on several records of one stream, and which field says on which of them."""
_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True)
class Finding:
    """An invariant that does not hold, where, and how that is seen."""

    invariant: str
    service: str
    what: str


@dataclass
class Report:
    """What was looked at, and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def broken(self) -> set[str]:
        return {finding.invariant for finding in self.findings}

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        return "\n".join([f"checked {counted}", *(str(finding) for finding in self.findings[:20])])


def check_logs(folder: Home, acked: Iterable[Acked], unsure: Iterable[Unsure] = ()) -> Report:
    """I1, I2, I3 and I7 of a site on which nothing runs, or nothing is on its way any more."""
    report, answers, unknown = Report(), list(acked), list(unsure)
    logs = [read_log(folder, service) for service in SERVICES]
    report.counts["acknowledged commands"] = len(answers)
    report.findings += lost(logs, answers)
    report.findings += ids_twice(logs)
    report.findings += keys_twice(logs, answers, {one.key for one in unknown})
    if unknown:
        outcomes = unknown_outcomes(logs, answers, unknown)
        report.counts.update(outcomes.counts)
        report.findings += outcomes.findings
    for log in logs:
        report.counts["commands"] += len(log.commands)
        report.counts["events"] += len(log.events)
        report.counts["streams"] += len({event.stream for event in log.events})
        report.counts["reactions"] += len({event.causation_id for event in log.events} - {None})
        for finding in (
            commands_twice(log, isinstance(folder, Path)),
            reactions_twice(log),
            numbering(log),
            versions(log),
        ):
            report.findings += finding
    return report


def lost(logs: list[Log], answers: list[Acked]) -> Iterator[Finding]:
    """I1: every event that an answer named, given to somebody or kept for a second asking, is in a log."""
    present = {event.event_id for log in logs for event in log.events}
    for answer in answers:
        for event_id in answer.events:
            if event_id not in present:
                yield Finding("I1", "", f"{answer.path} was acknowledged, its event {event_id} is in no log")
    for log in logs:
        for command in log.commands:
            if not present.issuperset(ids_in(command.answer)):
                yield Finding("I1", log.service, f"command {command.key} is on record, its events are in no log")


def ids_twice(logs: list[Log]) -> Iterator[Finding]:
    """I2: an event's id and a command's id stand for one thing."""
    events = Counter(event.event_id for log in logs for event in log.events)
    commands = Counter(command.command_id for log in logs for command in log.commands)
    for name, counted in (("event", events), ("command", commands)):
        for twice in (one for one, times in counted.items() if times > 1):
            yield Finding("I2", "", f"{name} id {twice} is there {counted[twice]} times")


def clients_commands(logs: list[Log]) -> dict[str, list[Command]]:
    """What took effect for clients, by the key that they gave."""
    rows_of: dict[str, list[Command]] = defaultdict(list)
    for log in logs:
        for command in log.commands:
            if command.caller not in (FOUNDING, SYSTEM):
                # An advance of the clock is carried out day by day, under `KEY/DAY`.
                rows_of[command.key.partition("/")[0]].append(command)
    return rows_of


def keys_twice(logs: list[Log], answers: list[Acked], unsure: set[str]) -> Iterator[Finding]:
    """I2: what clients were answered is exactly what took effect: no key twice, none that nobody was answered for."""
    rows_of = clients_commands(logs)
    for key in rows_of.keys() - {answer.key for answer in answers} - unsure:
        yield Finding("I2", "", f"a client's command under {key} took effect, and nobody was answered")
    for answer in answers:
        carried_out = rows_of[answer.key]
        if len({(command.caller, command.key) for command in carried_out}) != max(len(carried_out), 1):
            yield Finding("I2", "", f"{answer.path} took effect {len(carried_out)} times under {answer.key}")
        elif answer.events not in [ids_in(command.answer) for command in carried_out]:
            yield Finding("I2", "", f"{answer.path} was answered otherwise than it is on record")


def unknown_outcomes(logs: list[Log], answers: list[Acked], unsure: list[Unsure]) -> Report:
    """I7: what had no answer took effect once and as a whole, or not at all."""
    rows_of, answered = clients_commands(logs), {answer.key for answer in answers}
    written: dict[str, list[str]] = defaultdict(list)
    for event in (event for log in logs for event in log.events):
        written[event.command_id].append(event.event_id)
    paths = {one.key: one.path for one in unsure}
    given_up = {key for key in paths if key not in answered}
    report = Report(Counter({"requests without an answer": len(unsure), "commands given up": len(given_up)}))
    report.counts["of these took effect"] = len(given_up & rows_of.keys())
    for key, path in paths.items():
        carried_out = rows_of.get(key, [])
        if len({command.key for command in carried_out}) != len(carried_out):
            report.findings.append(Finding("I7", "", f"{path} had no answer and took effect {len(carried_out)} times"))
        for command in carried_out:
            if sorted(written[command.command_id]) != sorted(ids_in(command.answer)):
                report.findings.append(
                    Finding("I7", "", f"{path} had no answer and took effect in part: {command.key}")
                )
    return report


def ids_in(answer: str) -> tuple[str, ...]:
    return tuple(event["id"] for event in json.loads(answer).get("events", ()))


def commands_twice(log: Log, one_writer: bool) -> Iterator[Finding]:
    """I2: a command's events were written in one go (seen where one writes at a time), each once, for one on record."""
    known = {command.command_id: command.caller for command in log.commands}
    by_command: dict[str, list[Event]] = defaultdict(list)
    for event in log.events:
        by_command[event.command_id].append(event)
    for command_id, events in by_command.items():
        if command_id not in known:
            yield Finding("I2", log.service, f"events of a command that is not on record: {command_id}")
        if one_writer and events[-1].inserted - events[0].inserted != len(events) - 1:
            yield Finding("I2", log.service, f"command {command_id} wrote events at different times")
        said = Counter((event.stream, event.type, event.payload) for event in events)
        if max(said.values()) > 1 and known.get(command_id) != FOUNDING:
            yield Finding("I2", log.service, f"command {command_id} wrote the same event twice")


def _which_of_many(event: Event) -> str | None:
    """With the end of a meeting each one who is there leaves it."""
    named = OF_MANY_IN_A_STREAM.get(event.type)
    return str(json.loads(event.payload)[named]) if named else None


def reactions_twice(log: Log) -> Iterator[Finding]:
    """I2: a reaction gives its command once, and that command says one thing to one stream, or to one of many in it."""
    keys = {command.command_id: command.key for command in log.commands}
    caused = [event for event in log.events if event.causation_id is not None]
    effects = Counter((event.causation_id, event.stream, event.type, _which_of_many(event)) for event in caused)
    for (cause, stream, kind, _which), times in effects.items():
        if times > 1:
            yield Finding("I2", log.service, f"{cause} had the effect {kind} on {stream} {times} times")
    causes_of: dict[str, set[str | None]] = defaultdict(set)
    for event in caused:
        causes_of[event.command_id].add(event.causation_id)
        # A reaction's command is its own key: an id that follows from the event, the same however often it is tried.
        if keys.get(event.command_id) != event.command_id:
            yield Finding("I2", log.service, f"{event.type} on {event.stream} is no reaction's to {event.causation_id}")
    for command_id, causes in causes_of.items():
        if len(causes) > 1:
            yield Finding("I2", log.service, f"command {command_id} was caused by {len(causes)} events")


def numbering(log: Log) -> Iterator[Finding]:
    """I3: positions are 0 to N - 1, all given."""
    given = sorted(-1 if event.position is None else event.position for event in log.events)
    if given != list(range(len(given))):
        hole = next(index for index, position in enumerate(given) if position != index)
        yield Finding("I3", log.service, f"{len(given)} events, and position {hole} is missing, doubled or not given")


def versions(log: Log) -> Iterator[Finding]:
    """I3: versions count from 1 in each stream, and stand in the log in that order."""
    streams: dict[str, list[Event]] = defaultdict(list)
    for event in log.events:
        streams[event.stream].append(event)
    for stream, events in streams.items():
        ordered = sorted(events, key=lambda event: -1 if event.position is None else event.position)
        counted = [event.version for event in ordered]
        if counted != list(range(1, len(counted) + 1)):
            yield Finding("I3", log.service, f"versions of {stream} in the order of positions: {counted[:20]}")


def check_projection(folder: Home, service: str, replayed: Path) -> Report:
    """I4: the derived rows in the file are those that a replay gave (a dump, a JSON list a line)."""
    live = Counter(as_text(row) for row in derived(folder, service))
    lines = replayed.read_text(encoding="utf-8").splitlines()
    again = Counter(lines)
    if again != live:  # perhaps only in how it is written
        again = Counter(as_text(json.loads(line)) for line in lines)
    report = Report(Counter({"derived rows": live.total()}))
    report.findings += [Finding("I4", service, f"shown, but not said by the log: {row}") for row in live - again]
    report.findings += [Finding("I4", service, f"said by the log, but not shown: {row}") for row in again - live]
    return report


def as_text(row: Iterable[Any]) -> str:
    return _ENCODER.encode(list(row))


def unfinished(folder: Home) -> list[Finding]:
    """What a settled site has no more of: events not numbered or not read by those who follow, effects not applied."""
    found: list[Finding] = []
    heads = {service: rows(folder, service, "SELECT count(*) FROM events")[0][0] for service in SERVICES}
    for service in SERVICES:
        for producer, cursor in rows(folder, service, "SELECT producer, next_position FROM cursors"):
            if cursor != heads[followed(producer)]:
                found.append(
                    Finding("settled", service, f"has read {cursor} of {heads[followed(producer)]} of {producer}")
                )
        for status, event_type in rows(folder, service, "SELECT status, type FROM effects"):
            if status != "not_applicable":
                found.append(Finding("settled", service, f"{event_type} is {status}"))
    return found
