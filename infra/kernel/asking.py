"""One command on its way to its decision: whose it is, to which record it goes, and the command object made of it."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import msgspec

from infra.kernel.calls import CommandCall
from infra.kernel.checks import parsed
from infra.kernel.folding import Lifecycles, parent_id_of, record_id_of
from infra.kernel.identity import caller_name
from infra.kernel.ids import new_code, new_id
from infra.kernel.lifecycle import Lifecycle
from infra.kernel.personal import PersonalKeys
from infra.kernel.places import Actor
from infra.kernel.problems import Invalid, NotFound, NotPermitted
from infra.kernel.wire import is_uuid

MOST_KEY = 255


@dataclass(frozen=True, slots=True)
class Ask:
    """One command on its way: whose, to which record, with what, and what it was caused by.

    `command_id` is known beforehand where an event caused the command: a repetition has the same.
    """

    lifecycle: Lifecycle
    command: str
    record_id: str
    parent_id: str | None
    fields: dict[str, Any]
    actor: Actor
    caller: str
    key: str
    fingerprint: str
    occurred_at: datetime | None = None
    if_match: int | None = None
    creates: bool = False
    correlation_id: str = ""
    causation_id: str | None = None
    command_id: str | None = None
    ready: Any = None
    patient: bool = True

    @property
    def stream(self) -> str:
        return self.lifecycle.stream_of(self.record_id, self.parent_id)


def addressed(lifecycles: Lifecycles, call: CommandCall) -> Lifecycle:
    """The lifecycle that has the command. Raises NotFound."""
    lifecycle = lifecycles.by_collection.get(call.collection)
    creates = call.record_id is None
    if lifecycle is None or call.command not in lifecycle.rows or creates is not _is_creation(lifecycle, call.command):
        raise NotFound(f"没有这个命令 There is no command {call.command} here")
    return lifecycle


def from_outside(lifecycle: Lifecycle, call: CommandCall, actor: Actor, personal: PersonalKeys, now: datetime) -> Ask:
    """A call, its fields checked. Raises NotPermitted for what only the system does, and Invalid."""
    if all(row.by == ("SYS",) for row in lifecycle.rows[call.command]):
        raise NotPermitted("这一步由系统完成 Only the system does this", rule="SYS is never in a token")
    values, occurred_at = parsed(lifecycle.rows[call.command][0], call.body, now)
    _check_key(call.key, actor)
    said = msgspec.json.encode(
        [call.collection, call.record_id, call.parent_id, call.command, call.body], order="sorted"
    )
    return Ask(
        lifecycle,
        call.command,
        call.record_id or new_id(),
        call.parent_id,
        values,
        actor,
        caller_name(actor, call.key),
        call.key,
        personal.fingerprint(said.decode()),
        occurred_at,
        call.if_match,
        call.record_id is None,
        call.correlation_id,
    )


def _check_key(key: str, actor: Actor) -> None:
    """What any database can keep; where there is nothing else to tell a caller by, what nobody else thinks of."""
    nameless = not actor.has_token and actor.tracking is None and actor.participant is None
    if nameless and not is_uuid(key):
        wrong = "须为 UUID must be a UUID"
    elif not (1 <= len(key) <= MOST_KEY and key.isprintable()):
        wrong = f"须为 1 至 {MOST_KEY} 个可见字符 must be 1 to {MOST_KEY} printable characters"
    else:
        return
    raise Invalid(f"Idempotency-Key {wrong}", errors={"Idempotency-Key": [wrong]})


def ready_made(
    lifecycles: Lifecycles,
    command: Any,
    actor: Actor,
    key: str,
    correlation_id: str,
    causation_id: str | None,
    occurred_at: datetime | None = None,
) -> Ask:
    """A command that is there already, from a reaction, a due time or the operator."""
    lifecycle, name = lifecycles.of_command(command)
    return Ask(
        lifecycle,
        name,
        record_id_of(lifecycle, command),
        parent_id_of(lifecycle, command),
        {},
        actor,
        caller_name(actor, key),
        key,
        fingerprint="",
        occurred_at=occurred_at,
        creates=_is_creation(lifecycle, name),
        correlation_id=correlation_id,
        causation_id=causation_id,
        command_id=key if causation_id else None,
        ready=command,
        patient=False,
    )


def built(ask: Ask, takes: type, tracked_person: str | None) -> Any:
    """The command object: ids, its fields, and what the shell knows and the command wants to be told."""
    values = {**ask.fields, ask.lifecycle.id_field: ask.record_id}
    if ask.lifecycle.parent_field:
        values[ask.lifecycle.parent_field] = ask.parent_id
    told = {
        "actor_person": ask.actor.person,
        "actor_organisation": ask.actor.organisation,
        "actor_role": "",
        "tracking_subject": tracked_person,
    }
    wanted = {field.name for field in fields(takes)}
    if "code" in wanted:
        told["code"] = new_code()
    return takes(**{name: value for name, value in told.items() if name in wanted}, **values)


def told_the_role(command: Any, ask: Ask, role: str) -> Any:
    """The command with the role in which it is given, if it asks for it; known only after the checks."""
    if ask.ready is None and any(field.name == "actor_role" for field in fields(command)):
        return replace(command, actor_role=role)
    return command


def _is_creation(lifecycle: Lifecycle, command: str) -> bool:
    return lifecycle.creation is not None and lifecycle.creation.command == command
