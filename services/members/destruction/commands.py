"""What can be asked about a destruction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestDestruction:
    destruction_id: str
    person: str
    ground: str
    reason: str
    actor_person: str | None
    actor_role: str


@dataclass(frozen=True, slots=True)
class ApproveDestruction:
    destruction_id: str
    actor_person: str | None
    actor_role: str


@dataclass(frozen=True, slots=True)
class RefuseDestruction:
    destruction_id: str
    reason: str
