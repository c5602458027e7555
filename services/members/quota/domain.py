"""What is allowed with quotas, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.body_rules import EachCategoryOnce, QuotaIsForACouncilOfThePlace, QuotaIsSetAlready
from services.members.quota.commands import AmendQuota, CreateQuota
from services.members.quota.events import QuotaAmended, QuotaCreated, QuotaEvent, QuotaItem
from services.members.quota.state import COUNCILS, Quota
from services.members.rules import DivisionMustExist, OrganisationMustBeActive


@dataclass(frozen=True, slots=True)
class SeenCouncil:
    state: str
    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`set_already` is whether there is one for the same place or body."""

    division_known: bool = True
    council: SeenCouncil | None = None
    set_already: bool = False


def create_quota(_: None, command: CreateQuota, facts: Facts) -> list[QuotaEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if command.organisation is not None:
        check_council(command.division, facts.council)
    if facts.set_already:
        raise QuotaIsSetAlready
    return [QuotaCreated(command.quota_id, command.division, command.organisation, each_once(command.items))]


def amend_quota(_: Quota, command: AmendQuota, facts: Facts) -> list[QuotaEvent]:
    return [QuotaAmended(command.quota_id, each_once(command.items))]


def check_council(division: str, council: SeenCouncil | None) -> None:
    if council is None or council.state != "active":
        raise OrganisationMustBeActive
    if council.kind not in COUNCILS or council.division != division:
        raise QuotaIsForACouncilOfThePlace


def each_once(items: Sequence[QuotaItem]) -> tuple[QuotaItem, ...]:
    if len({item.category for item in items}) != len(items):
        raise EachCategoryOnce
    return tuple(items)
