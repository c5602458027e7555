"""What can be asked about a sealing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestSealing:
    sealing_id: str
    person: str
    ground: str
    reason: str
    actor_person: str | None
    actor_role: str


@dataclass(frozen=True, slots=True)
class ApproveSealing:
    sealing_id: str
    actor_person: str | None
    actor_role: str


@dataclass(frozen=True, slots=True)
class RefuseSealing:
    sealing_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestSealLifting:
    sealing_id: str
    reason: str
    actor_person: str | None
    actor_role: str


@dataclass(frozen=True, slots=True)
class ApproveSealLifting:
    sealing_id: str
    actor_person: str | None
    actor_role: str


@dataclass(frozen=True, slots=True)
class RefuseSealLifting:
    sealing_id: str
    reason: str
