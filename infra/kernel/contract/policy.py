"""A limit in days that the site has set, and when its days are over."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["workdays", "days"]


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """A limit in days with the version of the policy that sets it, so that events can cite it.

    `unit` is None in copies that were made before units were kept in them; `earlier` has the days of older versions
    that this service has heard of since it keeps them, by their number.
    """

    code: str
    days: int
    version: int
    unit: Unit | None = None
    earlier: dict[int, int] = field(default_factory=dict)

    @property
    def cited(self) -> str:
        return f"{self.code}@{self.version}"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a policy gives, counted from some moment.

    day          the last of them, in China
    ends_at      when they are over: with working days 24:00 in China, with days the hour at which they began
    policy       the policy as events cite it, `rating@1`
    provisional  whether a year without a published calendar was counted
    """

    day: date
    ends_at: datetime
    policy: str
    provisional: bool
