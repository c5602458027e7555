"""Third step of a command: its fields checked, the command object made of them, and whose its key is."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from marshmallow import Schema, ValidationError
from msgspec import Struct, structs

from infra.kernel.access.identity import caller_name
from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_code
from infra.kernel.base.problems import Invalid, NotPermitted
from infra.kernel.commands.addressing import Addressed, again
from infra.kernel.commands.folding import FoldedStreams
from infra.kernel.commands.receiving import Received
from infra.kernel.contract.lifecycle import field_names
from infra.kernel.contract.wire import OCCURRED_AT, Common, WithFiles, is_uuid
from infra.kernel.lookups.sql_lookups import SqlLookups
from infra.kernel.storage.personal import PersonalKeys

MEND = "请按 errors 更正后重发 Mend the fields named in errors and send again"
MOST_KEY = 255


class Parsed(Struct, frozen=True):
    """The command as an object, when it happened, if that was said, and whose idempotency key it has for which request.

    `files` came with it, where its decision is not told of them.
    """

    addressed: Addressed
    command: Any
    occurred_at: datetime | None
    fingerprint: str
    caller: str = ""
    password: str | None = None
    files: tuple[str, ...] = ()

    @property
    def received(self) -> Received:
        return self.addressed.received


def parse(addressed: Addressed, personal: PersonalKeys, now: datetime) -> Parsed:
    """Raises NotPermitted for what only the system does, and Invalid with the errors of each field."""
    received = addressed.received
    if received.ready is not None:
        return Parsed(addressed, received.ready, None, fingerprint="")
    if all(row.by == ("SYS",) for row in received.rows):
        raise NotPermitted("这一步由系统完成 Only the system does this", rule="SYS is never in a token")
    values, occurred_at = _fields(received.rows[0].schema, received.body, now)
    field = received.rows[0].hashed
    password = values.get(field) if field else None
    # Whoever has the fingerprints and their key would try passwords on them by the million.
    said = received.said if field is None else structs.replace(received, body=_without(received.body, field)).said
    fingerprint = personal.fingerprint(msgspec.json.encode(said, order="sorted").decode())
    files = values.pop("files", ()) if _takes_files(received.rows[0].schema) else ()
    command = _built(received, values, personal)
    return Parsed(addressed, command, occurred_at, fingerprint, password=password, files=files)


def _without(body: dict[str, Any], field: str | None) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != field}


@cache
def _takes_files(schema: type[Schema]) -> bool:
    return issubclass(schema, WithFiles)


def _fields(schema: type[Schema], body: dict[str, Any], now: datetime) -> tuple[dict[str, Any], datetime | None]:
    own = {name: value for name, value in body.items() if name != OCCURRED_AT}
    errors: dict[str, Any] = {}
    values: dict[str, Any] = {}
    occurred_at: datetime | None = None
    try:
        values = _schema(schema).load(own)
    except ValidationError as error:
        errors.update(error.messages_dict)
    if OCCURRED_AT in body:
        occurred_at = _occurred_at(body, now, errors)
    if errors:
        raise Invalid(MEND, errors=errors)
    return values, occurred_at


@cache
def _schema(kind: type[Schema]) -> Schema:
    """Made once for each command: making one takes as long as reading with it, and it keeps nothing of what it read."""
    return kind()


def _occurred_at(body: dict[str, Any], now: datetime, errors: dict[str, Any]) -> datetime | None:
    try:
        said: datetime = Common().load({OCCURRED_AT: body[OCCURRED_AT]})[OCCURRED_AT]
    except ValidationError as error:
        errors.update(error.messages_dict)
        return None
    if said > now:
        errors[OCCURRED_AT] = ["不能晚于现在 must not be in the future"]
    return said


def under_its_own_id(parsed: Parsed, streams: FoldedStreams) -> Parsed:
    """A new record whose id follows from what is said of it: whoever says the same at once writes to the same stream."""
    received, lifecycle = parsed.received, parsed.received.lifecycle
    if not received.creates or received.ready is not None or lifecycle.id_of_new is None:
        return parsed
    record_id = lifecycle.id_of_new(parsed.command)
    addressed = structs.replace(parsed.addressed, received=structs.replace(received, record_id=record_id))
    command = replace(parsed.command, **{lifecycle.id_field: record_id})
    return structs.replace(parsed, addressed=again(addressed, streams), command=command)


def identified(parsed: Parsed, lookups: SqlLookups) -> Parsed:
    """With its caller, as far as is known now: a code names one only where it opens something. Raises Invalid."""
    received = parsed.received
    actor = received.actor if received.actor.has_token else _with_codes_that_open(parsed, lookups)
    if received.ready is None:
        _check_key(received.key, actor)
    return structs.replace(parsed, caller=caller_name(actor, received.key))


def _with_codes_that_open(parsed: Parsed, lookups: SqlLookups) -> Actor:
    actor, lifecycle = parsed.received.actor, parsed.received.lifecycle
    tracking, participant = actor.tracking, actor.participant
    if tracking is not None and not lookups.opens(tracking):
        state, elsewhere = parsed.addressed.folded.state, lifecycle.tracking
        if parsed.received.creates or elsewhere is None or not elsewhere(lookups, state, tracking):
            tracking = None
    if participant is not None and not lookups.opens(participant):
        participant = None
    return replace(actor, tracking=tracking, participant=participant)


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


def _built(received: Received, values: dict[str, Any], personal: PersonalKeys) -> Any:
    """Ids, its fields, and what of the caller the command wants to be told."""
    takes: Any = received.rows[0].takes
    lifecycle = received.lifecycle
    own = {**values, lifecycle.id_field: received.record_id}
    if lifecycle.parent_field:
        own[lifecycle.parent_field] = received.parent_id
    wanted = field_names(takes)
    told: dict[str, Any] = {
        "actor_person": received.actor.person,
        "actor_organisation": received.actor.organisation,
        "actor_participant": received.actor.participant,
        "actor_role": "",
        "tracking_subject": None,
    }
    if "code" in wanted:
        told["code"] = new_code()
    if "name_key" in wanted:
        # Of a command that says no name: what a name would have that reads as the password does.
        told["name_key"] = personal.name_key(values.get("name") or values["password"])
    return takes(**{name: value for name, value in told.items() if name in wanted}, **own)
