"""One row of a lifecycle's table: a command, what is decided of it, how it looks on the wire, who may give it from where.

mypy sees to it that a decision takes its row's command, that roles are roles and states are states; what types cannot
say is checked when the table is made.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Generic, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from marshmallow import Schema

# fmt: off
Role: TypeAlias = Literal[
    "PUB", "MEM", "LIA", "REC", "ATT", "CHAIR", "STN", "OFF", "LEAD", "PARTY", "GOV", "DISP", "HND", "CO", "SUP",
    "AUD", "ADM", "SEC", "SELF", "SYS",
]
# fmt: on

DO_NOT_ADVANCE = frozenset(
    (
        *("cancel", "discontinue", "withdraw", "edit", "correct", "revise", "urge", "supervise", "pause", "reopen"),
        # Of the same kind, named otherwise: they mend what is there, or amend a plain record.
        *(
            "amend",
            "change_co_handlers",
            "correct_minutes",
            "reissue_code",
            "set_password",
            "withdraw_check_in",
            "tell",
            "clear_files",
            "give_consent",
            "withdraw_consent",
            "take_off",
            "answer_objection",
            "uphold_late_objection",
        ),
    )
)
"""Commands that take a record no step further: who may give only one of these has nothing waiting for him."""


def advances(command: str) -> bool:
    return command not in DO_NOT_ADVANCE


OF_NO_QUEUE = frozenset(
    (
        *(("appeal", "OFF"), ("appeal", "LIA"), ("lodge_objection", "OFF"), ("lodge_objection", "LIA")),
        *(("supply_info", "OFF"), ("supply_info", "LIA"), ("unmerge", "OFF"), ("unlink", "OFF")),
        *(("check_in", "REC"), ("check_in", "LIA")),
        *(("hand_over", "OFF"), ("escalate", "OFF"), ("escalate", "PARTY"), ("delegate", "OFF"), ("convert", "OFF")),
        *(
            ("add_topic_late", "PARTY"),
            ("release_minutes", "OFF"),
            ("request_return", "DISP"),
            ("request_extension", "DISP"),
        ),
    )
)
"""What each may do, and nobody waits for: what came on paper or the system does, another way out, a body that has ended; whoever comes to a
meeting is checked in at its desk."""
ONLY_FROM = {
    "answer": frozenset(("accepted", "briefed", "referred", "appealed")),
    "reassign": frozenset(("return_requested",)),
}
"""Elsewhere it may be done, and nobody waits for it."""


def is_awaited(command: str, role: str, states: Sequence[str]) -> bool:
    """Whether whoever gives it in this role, from one of these states, has it before him as work."""
    elsewhere = command in ONLY_FROM and ONLY_FROM[command].isdisjoint(states)
    return advances(command) and not elsewhere and (command, role) not in OF_NO_QUEUE


S = TypeVar("S")
C = TypeVar("C")
F = TypeVar("F")


class DoesNotFit(TypeError):
    """A table contradicts itself: the program does not start with it."""


@dataclass(frozen=True)
class Row(Generic[S, C, F]):
    """A command, the class that takes it, its decision, its schema, the roles, the states it may come from.

    >>> Row("approve", asked.ApproveTopic, Records(happened.TopicApproved), schemas.Approve, ("PARTY",),
    ...     (State.PENDING_APPROVAL,))

    A command that different people may give from different states has several rows, as in the published lifecycle.
    `from_states` is empty for the creating command. `personal` names the command's fields that are encrypted before
    they enter an event; `extras` makes further fields of the answer (`tasks`, `topic`) from (events, command). `within`
    names the states of the record that it is nested in, in which alone the command can have happened. `leads_on` is
    False of a row that only helps a record on which nobody can work any more: of all others it waits for nobody.
    `hashed` names a password, of which only the hash is kept, apart: a decision sees the number under which it will be.
    """

    command: str
    takes: type[C]
    decide: Callable[[S, C, F], list[Any]]
    schema: type[Schema]
    by: tuple[Role, ...]
    from_states: tuple[StrEnum, ...] = ()
    personal: tuple[str, ...] = ()
    hashed: str | None = None
    extras: Callable[[list[Any], C], dict[str, Any]] | None = None
    within: tuple[StrEnum, ...] = ()
    leads_on: bool = True


@dataclass(frozen=True)
class Records:
    """The decision where there is nothing to decide: the event tells what the command says.

    Each field of the event is the command's of the same name; what the command does not say, but the event must (the
    topic of a meeting), is the record's. `at` names the field that tells when it happened.
    """

    event: type[Any]
    at: str | None = None

    def __call__(self, state: Any, command: Any, facts: Any) -> list[Any]:
        said = {field.name: getattr(command, field.name) for field in fields(command)}
        known = {name: getattr(state, name) for name in self.not_said(said)}
        return [self.event(**said, **known, **({self.at: facts.now} if self.at else {}))]

    def not_said(self, said: dict[str, Any]) -> list[str]:
        """The fields that the event needs besides what is said and when."""
        return [
            one.name for one in fields(self.event) if _is_needed(one) and one.name not in said and one.name != self.at
        ]


def misfits(row: Row[Any, Any, Any], state: Any) -> Iterator[str]:
    """What of a row contradicts what else of it, or the class of the stream's state, in sentences."""
    said = {field.name for field in fields(row.takes)}
    yield from (f"{row.takes.__name__} has no field {name} to encrypt" for name in row.personal if name not in said)
    if row.hashed is not None and row.hashed not in said:
        yield f"{row.takes.__name__} has no field {row.hashed} to keep a hash of"
    if isinstance(row.decide, Records):
        yield from _untold(row.decide, row.takes, _hints(state) if row.from_states else {})


def _untold(records: Records, command: type[Any], known: dict[str, Any]) -> Iterator[str]:
    """Why the event does not follow from the command and the record."""
    event, told, said = records.event.__name__, get_type_hints(records.event), get_type_hints(command)
    given = {**{name: known[name] for name in records.not_said(said) if name in known}, **said}
    yield from (f"{event} has no field {name}: what is said would be lost" for name in said if name not in told)
    yield from (
        f"{event} needs {name}, which neither {command.__name__} says nor the record knows"
        for name in records.not_said(said)
        if name not in known
    )
    if records.at and records.at not in told:
        yield f"{event} has no field {records.at}"
    yield from (
        f"{name} is {given[name]} and in {event} {told[name]}"
        for name in given
        if name in told and not _kinds(given[name]) <= _kinds(told[name])
    )


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cls)


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _kinds(hint: Any) -> set[Any]:
    """A type's alternatives: `str | None` is str or None, a Literal each of its words."""
    if get_origin(hint) in (Union, UnionType, Literal):
        return {kind for one in get_args(hint) for kind in _kinds(one)}
    return {hint}
