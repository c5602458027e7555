"""What can be read of a destruction: by administrators, auditors, and the person it is about."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.destruction.state import Destruction


@dataclass(frozen=True, slots=True)
class DestructionShown:
    person: str
    ground: str
    reason: str
    requested_by: str | None


def row(destruction: Destruction, destruction_id: str) -> ReadRow:
    return ReadRow(
        division="",
        shown=DestructionShown(destruction.person, destruction.ground, destruction.reason, destruction.requested.by),
        named=(destruction.person,),
    )
