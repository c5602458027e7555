"""What can have happened to a charge (包抓分工): which leader answers for which division."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ChargeCreated:
    """The leader answers for the division, from a day on. `first_quarter` is the first of which a duty is opened.

    `explanation` says why there is more than one leader, where there is.
    """

    charge_id: str
    leader: str
    division: str
    starts: date
    ends: date | None
    first_quarter: str
    explanation: str | None


@dataclass(frozen=True, slots=True)
class ChargeQuarterOpened:
    """A quarter began in which the leader has charge: `duty` is what follows for him."""

    charge_id: str
    leader: str
    division: str
    quarter: str
    duty: str


@dataclass(frozen=True, slots=True)
class ChargeEnded:
    """The leader no longer answers for the division; duties that were opened stay."""

    charge_id: str
    reason: str


ChargeEvent: TypeAlias = ChargeCreated | ChargeQuarterOpened | ChargeEnded
