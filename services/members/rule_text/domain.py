"""What is allowed with a rule text, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.list_rules import (
    EditionMustNotEndBeforeItBegins,
    EditionsFollowOneAnother,
    IssuerStandsAtOrAbove,
    RuleTextHasTextOrFile,
)
from services.members.rule_text import commands as asked
from services.members.rule_text import events as happened
from services.members.rule_text.events import RuleTextEvent
from services.members.rule_text.state import RuleText
from services.members.rules import DivisionMustExist, OrganisationMustBeActive


@dataclass(frozen=True, slots=True)
class Facts:
    """`issuers_division` is that of the organisation that issues it."""

    today: date
    division_known: bool = True
    issuer_active: bool = True
    issuers_division: str = ""


def issue_rule_text(_: None, command: asked.IssueRuleText, facts: Facts) -> list[RuleTextEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.issuer_active:
        raise OrganisationMustBeActive
    if not command.division.startswith(facts.issuers_division):
        raise IssuerStandsAtOrAbove(facts.issuers_division)
    begins = _checked(command, facts)
    told = (command.kind, command.division, command.organisation, command.title, command.document_number)
    words = (command.valid_until, command.text, command.files)
    return [happened.RuleTextIssued(command.rule_text_id, *told, begins, *words)]


def revise_rule_text(known: RuleText, command: asked.ReviseRuleText, facts: Facts) -> list[RuleTextEvent]:
    begins, former = _checked(command, facts), known.newest
    if begins < former.valid_from:
        raise EditionsFollowOneAnother(former.valid_from.isoformat())
    told = (command.title or former.title, command.document_number, begins)
    words = (command.valid_until, command.text, command.files)
    return [happened.RuleTextRevised(command.rule_text_id, former.edition + 1, *told, *words)]


def repeal_rule_text(known: RuleText, command: asked.RepealRuleText, facts: Facts) -> list[RuleTextEvent]:
    return [happened.RuleTextRepealed(command.rule_text_id, facts.today, command.reason)]


def _checked(command: asked.IssueRuleText | asked.ReviseRuleText, facts: Facts) -> date:
    """From when on the edition holds: from today, when nobody says."""
    begins = command.valid_from or facts.today
    if command.valid_until is not None and command.valid_until < begins:
        raise EditionMustNotEndBeforeItBegins(begins.isoformat())
    if not command.files and not (command.text or "").strip():
        raise RuleTextHasTextOrFile
    return begins
