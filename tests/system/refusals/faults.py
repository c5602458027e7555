"""What can be wrong with a command, each with the refusal that it deserves and its place in the order of the contract."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tests.system.api import token
from tests.system.refusals.scene import Request, Scene

MIB = 1024 * 1024
TEXT_BYTES = 64 * 1024
Wrong: TypeAlias = Callable[[Request, Scene], None]


@dataclass(frozen=True)
class Fault:
    """`rank` is the place in the order; `part` what of the request it spoils: two spoilers of one part do not go together."""

    name: str
    rank: int
    status: int
    problem: str
    spoil: Wrong
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def no_token(request: Request, scene: Scene) -> None:
    request.headers.pop("Authorization")


def garbage_token(request: Request, scene: Scene) -> None:
    request.headers["Authorization"] = "Bearer garbage"


def expired_token(request: Request, scene: Scene) -> None:
    station = scene.organisations["station"]
    request.headers.update(token(scene.site, "STN", organisation=station, division="620723101", hours=-1))


def large_body(request: Request, scene: Scene) -> None:
    request.raw = request.bytes + b" " * MIB


def long_text(request: Request, scene: Scene) -> None:
    request.body["verdicts"] = [{"item": "consult-1", "verdict": "yes", "note": "x" * (TEXT_BYTES + 1)}]


def plain_text(request: Request, scene: Scene) -> None:
    request.headers["Content-Type"] = "text/plain"


def half_json(request: Request, scene: Scene) -> None:
    request.raw = request.bytes[:-1]


def array(request: Request, scene: Scene) -> None:
    request.raw = b"[" + request.bytes + b"]"


def no_such_record(request: Request, scene: Scene) -> None:
    request.topic = str(uuid.uuid4())


def unknown_field(request: Request, scene: Scene) -> None:
    request.body["nobody"] = "knows this"


def missing_field(request: Request, scene: Scene) -> None:
    request.body.pop("verdicts")


def wrong_type(request: Request, scene: Scene) -> None:
    request.body["verdicts"] = "yes"


def nul(request: Request, scene: Scene) -> None:
    request.body["verdicts"] = [{"item": "consult-1", "verdict": "yes", "note": "a\x00b"}]


def late_occurrence(request: Request, scene: Scene) -> None:
    request.body["occurred_at"] = "2190-01-01T00:00:00+08:00"


def used_key(request: Request, scene: Scene) -> None:
    request.headers["Idempotency-Key"] = scene.keys.get(request.headers.get("Authorization", ""), str(uuid.uuid4()))


def wrong_role(request: Request, scene: Scene) -> None:
    request.headers.update(scene.capacities["chair"])


def wrong_division(request: Request, scene: Scene) -> None:
    request.headers.update(scene.capacities["elsewhere"])


def wrong_state(request: Request, scene: Scene) -> None:
    request.topic = scene.reviewing


def stale_version(request: Request, scene: Scene) -> None:
    request.headers["If-Match"] = '"1"'


def no_version(request: Request, scene: Scene) -> None:
    request.headers["If-Match"] = 'W/"what"'


def broken_rule(request: Request, scene: Scene) -> None:
    request.body["verdicts"] = request.body["verdicts"][:-1]


FAULTS = (
    Fault("no token", 1, 401, "unauthenticated", no_token, ("token",)),
    Fault("garbage token", 1, 401, "unauthenticated", garbage_token, ("token",)),
    Fault("expired token", 1, 401, "unauthenticated", expired_token, ("token",)),
    Fault("large body", 2, 413, "too-large", large_body, ("size",)),
    Fault("long text", 2, 413, "too-large", long_text, ("size", "verdicts", "document")),
    Fault("plain text", 3, 415, "unsupported-media-type", plain_text, ("media",)),
    Fault("half JSON", 4, 400, "malformed", half_json, ("document",)),
    Fault("array", 4, 400, "malformed", array, ("document",)),
    Fault("no such record", 5, 404, "not-found", no_such_record, ("record",)),
    Fault("unknown field", 6, 422, "invalid", unknown_field, ("document", "extra")),
    Fault("missing field", 6, 422, "invalid", missing_field, ("document", "verdicts")),
    Fault("wrong type", 6, 422, "invalid", wrong_type, ("document", "verdicts")),
    Fault("NUL", 6, 422, "invalid", nul, ("document", "verdicts")),
    Fault("in the future", 6, 422, "invalid", late_occurrence, ("document", "extra")),
    Fault("used key", 7, 422, "idempotency-key-reused", used_key, ("key",)),
    Fault("wrong role", 8, 403, "not-permitted", wrong_role, ("caller",)),
    Fault("wrong division", 8, 403, "not-permitted", wrong_division, ("caller",)),
    Fault("wrong state", 9, 409, "not-allowed-in-state", wrong_state, ("record",)),
    Fault("stale version", 10, 412, "version-mismatch", stale_version, ("version",)),
    Fault("no version", 10, 412, "version-mismatch", no_version, ("version",)),
    Fault("broken rule", 11, 422, "rule-broken", broken_rule, ("verdicts",)),
)


def go_together(earlier: Fault, later: Fault) -> bool:
    """A body that is no JSON has no fields to be wrong; a record that is not there has no state and breaks no rule."""
    if earlier.rank >= later.rank or set(earlier.parts) & set(later.parts):
        return False
    if "document" in earlier.parts and earlier.rank == 4:
        return "verdicts" not in later.parts
    return not (earlier.name == "no such record" and later.name == "broken rule")


PAIRS = [(earlier, later) for earlier in FAULTS for later in FAULTS if go_together(earlier, later)]


def spoiled(scene: Scene, *faults: Fault) -> Request:
    """The right request with these faults in it. The last in the order goes in first, so that each finds its part."""
    request = scene.request()
    for fault in sorted(faults, key=lambda fault: -fault.rank):
        fault.spoil(request, scene)
    return request
