"""What can be asked of a contribution."""

from dataclasses import dataclass
from datetime import date

from services.members.contribution.events import KindOfContribution


@dataclass(frozen=True, slots=True)
class MakeContribution:
    contribution_id: str
    division: str
    kind: KindOfContribution
    text: str
    receiver: str
    member: str | None = None
    giver: str | None = None
    amount_yuan: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class WithdrawContribution:
    contribution_id: str
    reason: str
