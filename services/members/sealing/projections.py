"""What can be read of a sealing: by administrators, auditors, and the person it is about."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.sealing.state import Sealing


@dataclass(frozen=True, slots=True)
class SealingShown:
    person: str
    ground: str
    reason: str
    requested_by: str | None


def row(sealing: Sealing, sealing_id: str) -> ReadRow:
    return ReadRow(
        division="",
        shown=SealingShown(sealing.person, sealing.ground, sealing.reason, sealing.requested.by),
        named=(sealing.person,),
    )
