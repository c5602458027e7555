"""What can be asked of a rule text."""

from dataclasses import dataclass
from datetime import date

from services.members.rule_text.events import KindOfRule


@dataclass(frozen=True, slots=True)
class IssueRuleText:
    rule_text_id: str
    kind: KindOfRule
    division: str
    organisation: str
    title: str
    document_number: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    text: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviseRuleText:
    rule_text_id: str
    title: str | None = None
    document_number: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    text: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RepealRuleText:
    rule_text_id: str
    reason: str
