"""What can be asked of the citation of a rule text."""

from dataclasses import dataclass
from datetime import date

from services.topics.rule_citation.events import CitingCollection


@dataclass(frozen=True, slots=True)
class CiteRule:
    """`edition` left out is the one that was in force on the day."""

    rule_citation_id: str
    collection: CitingCollection
    record: str
    rule_text: str
    edition: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class WithdrawRuleCitation:
    rule_citation_id: str
    reason: str
