"""What can be read of the site's clock besides the time it shows."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.clock.state import SiteClock


@dataclass(frozen=True, slots=True)
class ClockShown:
    offset_days: int


def row(clock: SiteClock, clock_id: str) -> ReadRow:
    return ReadRow(division="", shown=ClockShown(clock.offset_days), audience="tokens")
