"""What members does upon its own events."""

from services.members.charge.events import ChargeQuarterOpened
from services.members.duty.commands import ScheduleDuty


def on_charge_quarter_opened(event: ChargeQuarterOpened, facts: None) -> list[ScheduleDuty]:
    """Where the office has scheduled that duty by hand before, it stays as it is."""
    return [ScheduleDuty(event.duty, event.leader, event.division, event.quarter)]
