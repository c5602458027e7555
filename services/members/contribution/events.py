"""What can have happened to a contribution (有智出智、有钱出钱、有力出力; 捐赠): what a member or a body gave to whom."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

KindOfContribution: TypeAlias = Literal["knowledge", "money", "effort", "goods"]


@dataclass(frozen=True, slots=True)
class ContributionMade:
    """`member` or `giver`, a body in words, gave it; `amount_yuan` is what it was worth, which of money is known."""

    contribution_id: str
    division: str
    kind: KindOfContribution
    text: str
    receiver: str
    member: str | None
    giver: str | None
    amount_yuan: int | None
    on: date


@dataclass(frozen=True, slots=True)
class ContributionWithdrawn:
    """It was entered by mistake, or did not come."""

    contribution_id: str
    reason: str


ContributionEvent: TypeAlias = ContributionMade | ContributionWithdrawn
