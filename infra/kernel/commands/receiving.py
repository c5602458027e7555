"""First step of a command: what was received, from outside or from within, and who has it carried out."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import CommandCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotFound
from infra.kernel.commands.folding import Lifecycles, parent_id_of, record_id_of
from infra.kernel.contract.lifecycle import Lifecycle, Transition


class Received(Struct, frozen=True):
    """One command: to which record it goes, what it says, whose it is, and what it was caused by.

    From outside it comes as a `body`; a reaction, a due time and the operator bring it `ready`. `command_id` is known
    beforehand where an event caused the command: a repetition has the same. `occurred_at` is when a ready command's cause happened.
    """

    lifecycle: Lifecycle
    command: str
    record_id: str
    parent_id: str | None
    creates: bool
    actor: Actor
    key: str
    body: dict[str, Any]
    ready: Any = None
    if_match: int | None = None
    correlation_id: str = ""
    causation_id: str | None = None
    command_id: str | None = None
    occurred_at: datetime | None = None

    @property
    def stream(self) -> str:
        return self.lifecycle.stream_of(self.record_id, self.parent_id)

    @property
    def said(self) -> list[Any]:
        """What makes it the same request when it comes again."""
        record_id = None if self.creates else self.record_id
        return [self.lifecycle.collection, record_id, self.parent_id, self.command, self.body]

    @property
    def rows(self) -> tuple[Transition, ...]:
        return self.lifecycle.rows[self.command]


def receive(lifecycles: Lifecycles, call: CommandCall, actor: Actor) -> Received:
    """A command from outside. Raises NotFound when there is none of that name there."""
    lifecycle, creates = lifecycles.by_collection.get(call.collection), call.record_id is None
    if lifecycle is None or call.command not in lifecycle.rows or creates is not _creates(lifecycle, call.command):
        raise NotFound(f"没有这个命令 There is no command {call.command} here")
    return Received(
        lifecycle,
        call.command,
        call.record_id or new_id(),
        call.parent_id,
        creates,
        actor,
        call.key,
        call.body,
        if_match=call.if_match,
        correlation_id=call.correlation_id,
    )


def receive_ready(
    lifecycles: Lifecycles,
    command: Any,
    actor: Actor,
    key: str,
    correlation_id: str,
    causation_id: str | None,
    occurred_at: datetime | None,
) -> Received:
    """A command that is there already, from a reaction, a due time or the operator."""
    lifecycle, name = lifecycles.of_command(command)
    return Received(
        lifecycle,
        name,
        record_id_of(lifecycle, command),
        parent_id_of(lifecycle, command),
        _creates(lifecycle, name),
        actor,
        key,
        body={},
        ready=command,
        correlation_id=correlation_id,
        causation_id=causation_id,
        command_id=key if causation_id else None,
        occurred_at=occurred_at,
    )


def _creates(lifecycle: Lifecycle, command: str) -> bool:
    return lifecycle.creation is not None and lifecycle.creation.command == command
