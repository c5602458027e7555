"""Writes docs/events.md from the services' own tables: `python -m operations.tools.event_catalogue > docs/events.md`."""

import inspect
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import get_args

import click

from infra.kernel.contract.codec import EventType
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.reactions import Copying, Forgetting, Reacting
from infra.kernel.running.definition import ServiceDefinition
from operations.suite.services import EVERY_EVENT, SERVICES, definition_of

HEAD = """# Events
What can be recorded, by service and lifecycle. Written by `python -m operations.tools.event_catalogue > docs/events.md`
from the services' tables (`lifecycle.py`, `service.py`); a test fails when this page is stale.

Every event also has the envelope of `infra/kernel/contract/envelope.py`: who, in which role, for which organisation, when,
by which command.
A stored event is never changed: a new shape is a new version, and the old one is lifted when it is read.
Of a record of any kind there can also be `FilesAttached`: the files that came with a command (docs/adr/0023-files.md),
and `FilesCleared`: those of them that are no longer internal.
`name?` may be left out. **Copied by** keeps a local copy of what the event tells; **reacted to by** gives commands as SYS.
**Taken as every event** is by whoever takes them all, so that no table names one: {takers}.
"""
COLUMNS = (
    "| event | v | fields | what happened | copied by | reacted to by | taken as every event |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


def catalogue() -> str:
    """The whole page."""
    definitions = [definition_of(name) for name in SERVICES]
    takers = ", ".join(f"{name} ({what})" for name, what in EVERY_EVENT.items())
    head = HEAD.format(takers=takers)
    return "\n".join([head, *(line for definition in definitions for line in _service(definition, definitions))]) + "\n"


def _service(definition: ServiceDefinition, everyone: list[ServiceDefinition]) -> Iterator[str]:
    yield f"## {definition.name}\n"
    for lifecycle in definition.lifecycles:
        yield f"### {lifecycle.name} {lifecycle.label}"
        yield f"Stream `{lifecycle.stream or lifecycle.name}-ID`, collection `{lifecycle.collection}`.\n"
        yield COLUMNS
        yield from (_row(definition.name, lifecycle, kind, everyone) for kind in lifecycle.events)
        yield ""


def _row(producer: str, lifecycle: Lifecycle, kind: EventType, everyone: list[ServiceDefinition]) -> str:
    copied = [one.name for one in everyone if _named(one.all_copies, producer, kind.name)]
    reacted = [one.name for one in everyone if _named(one.reactions, producer, kind.name)]
    reacted += [f"{one.name} (destroys the key)" for one in everyone if _named(one.forgettings, producer, kind.name)]
    told = ", ".join(_field(field) for field in fields(kind.cls) if field.name != lifecycle.id_field)
    takers = (" ".join(copied), ", ".join(reacted), " ".join(EVERY_EVENT))
    cells = (f"`{kind.name}`", str(kind.version), told, _meaning(kind.cls), *takers)
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"


def _named(rows: tuple[Copying | Reacting | Forgetting, ...], producer: str, name: str) -> bool:
    return any(row.producer == producer and row.event.__name__ == name for row in rows)


def _field(field: "Field[object]") -> str:
    optional = (
        field.default is not MISSING or field.default_factory is not MISSING or type(None) in get_args(field.type)
    )
    return f"`{field.name}{'?' if optional else ''}`"


def _meaning(event: type) -> str:
    """The first sentence of its docstring; a dataclass without one has its signature there, which says nothing new."""
    said = inspect.getdoc(event) or ""
    if said.startswith(f"{event.__name__}("):
        return ""
    return " ".join(said.split("\n\n", maxsplit=1)[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    click.echo(catalogue(), nl=False)
