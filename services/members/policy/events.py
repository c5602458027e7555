"""What can have happened to a policy."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class PolicySet:
    """A limit in days holds from now on, as the next version; events that were counted by an older one cite that."""

    policy_id: str
    code: str
    unit: Literal["workdays", "days"]
    days: int
    version: int


PolicyEvent: TypeAlias = PolicySet
