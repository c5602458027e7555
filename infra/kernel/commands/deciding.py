"""Fifth step of a command: what it must know besides is looked up, personal fields are encrypted, the rules decide."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from msgspec import Struct

from infra.kernel.access.capacities import BY_CODE
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, RuleBroken
from infra.kernel.commands.clearing import cleared
from infra.kernel.commands.ended import must_name_nothing_ended
from infra.kernel.commands.folding import Folded
from infra.kernel.commands.permitting import Permitted
from infra.kernel.commands.receiving import Received
from infra.kernel.contract.attached import FilesAttached, OfAnyRecord
from infra.kernel.contract.clearing import clears
from infra.kernel.contract.lifecycle import Transition, field_names
from infra.kernel.lookups.named import files_named, must_be_in_force
from infra.kernel.storage.personal import Encryption, PersonalKeys
from infra.kernel.storage.store import Pin, RollPin


class NewPassword(Struct, frozen=True):
    """A password that a command sets, and the number under which its hash will be kept; the event names only that."""

    password_id: str
    person: str
    password: str


class Decision(Struct, frozen=True):
    """What was decided, before it is written."""

    received: Received
    caller: str
    fingerprint: str
    folded: Folded
    transition: Transition
    role: str
    occurred_at: datetime | None
    command: Any
    encryption: Encryption | None
    events: list[Any]
    pins: list[Pin | RollPin]
    password: NewPassword | None = None
    of_files: OfAnyRecord | None = None


def decide(permitted: Permitted, occurred_at: datetime | None, personal: PersonalKeys) -> Decision:
    """Raises Invalid for what is named and not there, RuleBroken, and NewsMissing when something that it needs has not arrived yet."""
    parsed, received = permitted.parsed, permitted.parsed.received
    lifecycle, folded = received.lifecycle, parsed.addressed.folded
    command = _told(permitted)
    if permitted.transition.decide is clears:
        return _of_files(permitted, occurred_at, cleared(permitted))
    if received.ready is None:
        must_be_in_force(permitted.lookups, command)
        must_name_nothing_ended(permitted)
    try:
        facts = lifecycle.facts(permitted.lookups, folded.state, command)
        encrypted, encryption = _encrypted(permitted, command, personal)
        encrypted, password = _numbered(permitted, encrypted)
        events = permitted.transition.decide(folded.state, encrypted, facts)
    except lifecycle.rule_broken as broken:
        raise _refusal(broken) from broken
    return Decision(
        received,
        parsed.caller,
        parsed.fingerprint,
        folded,
        permitted.transition,
        permitted.role,
        occurred_at,
        encrypted,
        encryption,
        events,
        permitted.lookups.pins,
        password,
        _attached(permitted, encryption),
    )


def _of_files(permitted: Permitted, occurred_at: datetime | None, event: OfAnyRecord) -> Decision:
    parsed = permitted.parsed
    return Decision(
        parsed.received,
        parsed.caller,
        parsed.fingerprint,
        parsed.addressed.folded,
        permitted.transition,
        permitted.role,
        occurred_at,
        parsed.command,
        None,
        [],
        [],
        of_files=event,
    )


def _attached(permitted: Permitted, encryption: Encryption | None) -> FilesAttached | None:
    """The files that came with the command and that its record has not yet. Raises Invalid for one that is not there."""
    parsed, received = permitted.parsed, permitted.parsed.received
    if not parsed.files:
        return None
    key = received.lifecycle.collection, received.record_id
    already = {file.digest for file in parsed.addressed.folded.came_with(received.lifecycle, received.record_id)}
    files_named(permitted.lookups, parsed.files, already)
    new = tuple(digest for digest in parsed.files if digest not in already)
    return FilesAttached(*key, new, received.parent_id, encryption is not None) if new else None


def _told(permitted: Permitted) -> Any:
    """The command with the role in which it is given and the person behind a code, where it asks for them."""
    parsed, received = permitted.parsed, permitted.parsed.received
    wanted = field_names(parsed.command.__class__) & {"actor_role", "tracking_subject"}
    if received.ready is not None or not wanted:
        return parsed.command
    person, tracking = None, received.actor.tracking
    if tracking and permitted.role == BY_CODE and received.lifecycle.tracked_person:
        person = received.lifecycle.tracked_person(permitted.lookups, parsed.addressed.folded.state, tracking)
    told = {"actor_role": permitted.role, "tracking_subject": person}
    return replace(parsed.command, **{name: told[name] for name in wanted})


def _encrypted(permitted: Permitted, command: Any, personal: PersonalKeys) -> tuple[Any, Encryption | None]:
    """The command as it is decided on: its personal fields under their person's key."""
    received, state = permitted.parsed.received, permitted.parsed.addressed.folded.state
    lifecycle = received.lifecycle
    named = [name for name in permitted.transition.personal if isinstance(getattr(command, name), str)]
    person = lifecycle.subject(state, command) if named and lifecycle.subject else None
    if person is None:
        return command, None
    encryption = personal.encryption_for(person)
    texts = {
        name: encryption.encrypt(getattr(command, name), received.stream, f"{lifecycle.name}.{name}") for name in named
    }
    return replace(command, **texts), encryption


def _numbered(permitted: Permitted, command: Any) -> tuple[Any, NewPassword | None]:
    """The command with a number in the place of its password."""
    field, subject = permitted.transition.hashed, permitted.parsed.received.lifecycle.subject
    if field is None or getattr(command, field) is None or subject is None:
        return command, None
    person = str(subject(permitted.parsed.addressed.folded.state, command))
    password = NewPassword(new_id(), person, getattr(command, field))
    return replace(command, **{field: password.password_id}), password


def _refusal(broken: Exception) -> Invalid | RuleBroken:
    """A field that names what is not there is invalid; any other rule is a condition."""
    sentence = (type(broken).__doc__ or "").strip()
    said = " ".join([sentence, "; ".join(str(argument) for argument in broken.args)]).strip()
    field, rule = getattr(broken, "names", None), type(broken).__name__
    return Invalid(said, errors={field: [said]}, rule=rule) if field else RuleBroken(said, rule=rule)
