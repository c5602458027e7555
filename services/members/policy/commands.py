"""What can be asked about a policy."""

from dataclasses import dataclass

UNITS = ("workdays", "days")


@dataclass(frozen=True, slots=True)
class AmendPolicy:
    policy_id: str
    days: int
