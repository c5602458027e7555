"""What is allowed with the site's clock, and what changes."""

from services.members.clock.commands import AdvanceClock
from services.members.clock.events import ClockAdvanced, ClockEvent
from services.members.clock.state import SiteClock
from services.members.rules import ClockMustNotGoTooFar

MOST_DAYS = 36500


def advance_clock(clock: SiteClock, command: AdvanceClock, facts: None) -> list[ClockEvent]:
    offset_days = clock.offset_days + command.days
    if offset_days > MOST_DAYS:
        raise ClockMustNotGoTooFar
    return [ClockAdvanced(command.clock_id, command.days, offset_days)]
