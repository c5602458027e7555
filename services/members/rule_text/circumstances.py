"""The circumstances of a command: where a rule text holds, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import files_named
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import division_of, organisation_active
from services.members.rule_text.commands import IssueRuleText, ReviseRuleText
from services.members.rule_text.domain import Facts
from services.members.rule_text.state import RuleText


def place(known: RuleText, rule_text_id: str) -> Place:
    return Place(division=known.issued.division)


def place_of_new(lookups: Lookups, known: None, command: IssueRuleText) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, known: RuleText | None, command: object) -> Facts:
    today = Facts(day_in_china(lookups.now))
    match command:
        case IssueRuleText():
            files_named(lookups, command.files)
            return replace(
                today,
                division_known=division_known(lookups, command.division),
                issuer_active=organisation_active(lookups, command.organisation),
                issuers_division=division_of(lookups, command.organisation),
            )
        case ReviseRuleText():
            files_named(lookups, command.files, known.files if known else ())
            return today
        case _:
            return today
