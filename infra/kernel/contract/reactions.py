"""How a service lists what it does with news: rows of its tables COPIES and REACTIONS, and its forgettings.

Copies are a read replica: a local projection of another service's events. A reaction is what the literature calls a
policy, or a process manager where it follows one matter through several events.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import msgspec

from infra.kernel.contract.lifecycle import Lookups

LINE_OF = "/"


@dataclass(frozen=True)
class Copying:
    """Keep a local copy of another service's record (a read replica): `keep(known or None, event) -> known`.

    It is kept under `kind` and the event's `id_field`.

    producer      the service that records the event (may be this one)
    event         a local dataclass with the fields used, named as the producer's event
    into          the class of the copy
    parent_field  field of the *copy* under which `Lookups.copies` finds it, if any
    many          when given, `many(event)` yields (id, parent, copy) for an event that brings several at once
    line          when given, these copies are followed with a cursor of their own beside the producer's: for what an
                  earlier version did not keep
    """

    producer: str
    event: type
    keep: Callable[[Any, Any], Any] | None = None
    kind: str = ""
    into: type | None = None
    id_field: str = ""
    parent_field: str | None = None
    many: Callable[[Any], list[tuple[str, str | None, Any]]] | None = None
    line: str | None = None

    @property
    def followed_as(self) -> str:
        """The name of its cursor."""
        return _followed_as(self.producer, self.line)


def _followed_as(producer: str, line: str | None) -> str:
    return f"{producer}{LINE_OF}{line}" if line else producer


def mirrored(
    producer: str,
    kind: str,
    into: type,
    id_field: str,
    becomes: Mapping[str, Any],
    *,
    field: str = "state",
    parent_field: str | None = None,
) -> tuple[Copying, ...]:
    """Follow another service's record where only its state matters: `becomes` says what each event, by its name, makes of it.

    A contract test compares the map with the producer's events and fold (tests/contract/test_mirrors.py).
    """
    return tuple(
        Copying(
            producer,
            msgspec.defstruct(event, [(id_field, str)]),
            partial(_become, field, value),
            kind,
            into,
            id_field,
            parent_field,
        )
        for event, value in becomes.items()
    )


def _become(field: str, value: Any, known: Any, event: object) -> Any:
    return replace(known, **{field: value})


@dataclass(frozen=True)
class Reacting:
    """A policy: give commands as SYS, `react(event, facts) -> [command, …]`, each to the record that its id field names.

    line          when given, it follows that line of copies, and finds what the line has copied by then
    """

    producer: str
    event: type
    react: Callable[[Any, Any], Iterable[Any]]
    facts: Callable[[Lookups, Any], Any] | None = None
    line: str | None = None

    @property
    def followed_as(self) -> str:
        """The name of the cursor that brings it."""
        return _followed_as(self.producer, self.line)


@dataclass(frozen=True)
class Forgetting:
    """Destroy, seal or unseal a person's keys once `event` is recorded; `person_field` of the event names the person.

    It is an effect like any other: a crash between the record and the destruction only delays the latter.
    """

    producer: str
    event: type
    person_field: str
    how: Literal["destroy", "seal", "unseal"] = "destroy"
