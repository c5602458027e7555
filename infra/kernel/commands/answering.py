"""Last step of a command: what the caller is told, how it is kept for a repetition, and opened again for one."""

from typing import Any

import msgspec
from msgspec import Struct

from infra.kernel.base.problems import KeyReused
from infra.kernel.commands.deciding import Decision
from infra.kernel.commands.folding import Folded
from infra.kernel.contract.envelope import Envelope
from infra.kernel.contract.lifecycle import Secret
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.store import StoredAnswer


class Answered(Struct, frozen=True):
    """What the caller is told once; `secret` are the codes in it, by member."""

    told: dict[str, Any]
    secret: dict[str, str]


def answer(decision: Decision, after: Folded, envelopes: list[Envelope]) -> Answered:
    """The record's state right after this command, the events, and what the table's row adds."""
    received, lifecycle = decision.received, decision.received.lifecycle
    extras = decision.transition.extras(decision.events, decision.command) if decision.transition.extras else {}
    secret = {name: value.text for name, value in extras.items() if isinstance(value, Secret)}
    told = {
        "id": received.record_id,
        "state": str(lifecycle.record_state(after.state, received.record_id).state),
        "version": after.version_of(lifecycle, received.record_id),
        "created": received.creates,
        "events": [{"id": e.event_id, "type": e.type, "version": e.version} for e in envelopes],
    }
    return Answered({**told, **extras, **secret}, secret)


def kept(answer: Answered, decision: Decision, personal: PersonalKeys) -> str:
    """The answer as it is stored: a secret code in it only under a person's key, which is kept first."""
    stream, encrypted = decision.received.stream, {}
    if answer.secret:
        encryption = decision.encryption or personal.encryption_for(decision.received.record_id)
        encryption.keep()
        encrypted = {name: encryption.encrypt(code, stream, f"answer.{name}") for name, code in answer.secret.items()}
    return msgspec.json.encode({**answer.told, **encrypted, "stream": stream}).decode()


def repeated(
    row: StoredAnswer, fingerprint: str, personal: PersonalKeys, password: str | None = None
) -> dict[str, Any]:
    """The answer that was given before. Raises KeyReused when the key was for another request."""
    told, _, password_id = row.fingerprint.partition(":")
    if told != fingerprint or (password_id and not personal.passwords.matches(password_id, password or "")):
        raise KeyReused("此幂等键已用于另一请求，请换新键 This key was used for another request; take a new one")
    stored: dict[str, Any] = msgspec.json.decode(row.answer)
    return {name: personal.decrypted(value, stored["stream"]) for name, value in stored.items() if name != "stream"}
