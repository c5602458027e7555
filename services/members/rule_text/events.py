"""What can have happened to a rule text (制度文件): opinions, handbooks, rules and measures, in editions."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

KindOfRule: TypeAlias = Literal["opinion", "handbook", "rule", "measure"]


@dataclass(frozen=True, slots=True)
class RuleTextIssued:
    """Its first edition. `organisation` issued it; it holds in its division and below."""

    rule_text_id: str
    kind: KindOfRule
    division: str
    organisation: str
    title: str
    document_number: str | None
    valid_from: date
    valid_until: date | None
    text: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleTextRevised:
    """A further edition, whole, with its own days; the earlier ones stay readable."""

    rule_text_id: str
    edition: int
    title: str
    document_number: str | None
    valid_from: date
    valid_until: date | None
    text: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleTextRepealed:
    """It holds no longer from that day on."""

    rule_text_id: str
    on: date
    reason: str


RuleTextEvent: TypeAlias = RuleTextIssued | RuleTextRevised | RuleTextRepealed
