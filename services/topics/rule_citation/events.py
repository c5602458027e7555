"""What can have happened to the citation of a rule text: under which edition a record ran."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

CitingCollection: TypeAlias = Literal["topics", "plans", "briefs", "proposals", "meetings", "outcomes"]


@dataclass(frozen=True, slots=True)
class RuleCited:
    """`title` and `document_number` are the edition's: so what it ran under is read without looking further."""

    rule_citation_id: str
    collection: CitingCollection
    record: str
    division: str
    organisation: str
    topic: str | None
    rule_text: str
    edition: int
    title: str
    document_number: str | None
    on: date


@dataclass(frozen=True, slots=True)
class RuleCitationWithdrawn:
    """It was cited by mistake."""

    rule_citation_id: str
    reason: str


RuleCitationEvent: TypeAlias = RuleCited | RuleCitationWithdrawn
