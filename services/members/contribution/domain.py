"""What is allowed with contributions, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.contribution.commands import MakeContribution
from services.members.contribution.events import ContributionEvent, ContributionMade
from services.members.register_rules import MustNotHappenAhead
from services.members.rules import DivisionMustExist, MemberMustBeInForce


@dataclass(frozen=True, slots=True)
class Facts:
    entered_on: date
    happened_on: date
    division_known: bool = True
    member_active: bool = True


def make_contribution(_: None, command: MakeContribution, facts: Facts) -> list[ContributionEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.member_active:
        raise MemberMustBeInForce
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise MustNotHappenAhead
    told = (command.division, command.kind, command.text, command.receiver, command.member, command.giver)
    return [ContributionMade(command.contribution_id, *told, command.amount_yuan, on)]
