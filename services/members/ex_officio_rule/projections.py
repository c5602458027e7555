"""What can be read of an ex-officio rule. Everybody with a token may: so it names offices, and no persons."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.ex_officio_rule.state import ExOfficioRule


@dataclass(frozen=True, slots=True)
class SeatShown:
    office: str
    membership: str
    acting: str | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class WithheldShown:
    office: str
    why: str


@dataclass(frozen=True, slots=True)
class ExOfficioRuleShown:
    organisation: str
    seat: str
    category: str | None
    role: str
    office_organisation: str
    deputy: bool
    acts_as: str | None
    filled: tuple[SeatShown, ...]
    withheld: tuple[WithheldShown, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class SeenRule:
    """A rule, as what happens around it sees it."""

    id: str
    state: str
    organisation: str
    seat: str
    role: str
    office_organisation: str
    deputy: bool
    acts_as: str | None


def row(rule: ExOfficioRule, ex_officio_rule_id: str) -> ReadRow:
    waiting = [one.person for one in rule.withheld.values()]
    return ReadRow(
        division=rule.division,
        shown=ExOfficioRuleShown(
            rule.organisation,
            rule.seat,
            rule.category,
            rule.role,
            rule.office_organisation,
            rule.deputy,
            rule.acts_as,
            tuple(SeatShown(one.office, one.membership, one.acting, one.ends) for one in rule.seats.values()),
            tuple(WithheldShown(one.office, one.why) for one in rule.withheld.values()),
            rule.reason,
        ),
        organisation=rule.organisation,
        named=tuple(dict.fromkeys([rule.organisation, rule.office_organisation, *waiting])),
        audience="tokens",
        search=f"{rule.seat} {rule.role}",
    )
