"""What is allowed with the citation of a rule text, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.topics.copies import KnownRuleEdition, KnownRuleText
from services.topics.document_rules import NamedDayMustHaveCome
from services.topics.reference_rules import (
    EditionIsCitedOnce,
    EditionMustExist,
    EditionMustHaveBeenInForce,
    RuleTextMustHoldThere,
)
from services.topics.rule_citation.commands import CiteRule
from services.topics.rule_citation.events import RuleCitationEvent, RuleCited


@dataclass(frozen=True, slots=True)
class CitingRecord:
    """Where the record stands that a rule text is cited of."""

    division: str
    organisation: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`cited` are the rule texts that the record cites already, each with its edition. Of a withdrawal nothing is needed."""

    today: date
    happened_on: date
    record: CitingRecord | None = None
    text: KnownRuleText | None = None
    cited: tuple[tuple[str, int], ...] = ()


def cite_rule(_: None, command: CiteRule, facts: Facts) -> list[RuleCitationEvent]:
    assert facts.record is not None
    assert facts.text is not None
    record, text, on = facts.record, facts.text, command.on or facts.happened_on
    if on > facts.today:
        raise NamedDayMustHaveCome(on.isoformat())
    if not record.division.startswith(text.division):
        raise RuleTextMustHoldThere(text.division)
    edition = edition_of(text, command.edition, on)
    if (command.rule_text, edition.edition) in facts.cited:
        raise EditionIsCitedOnce(str(edition.edition))
    where = (command.collection, command.record, record.division, record.organisation, record.topic)
    what = (command.rule_text, edition.edition, edition.title, edition.document_number)
    return [RuleCited(command.rule_citation_id, *where, *what, on)]


def edition_of(text: KnownRuleText, wanted: int | None, on: date) -> KnownRuleEdition:
    """The edition that is named, else the newest that was in force on the day."""
    named = [one for one in text.editions if wanted in (None, one.edition)]
    if not named:
        raise EditionMustExist(str(len(text.editions)))
    if text.repealed_on is not None and on >= text.repealed_on:
        raise EditionMustHaveBeenInForce(on.isoformat())
    in_force = [one for one in named if one.valid_from <= on <= (one.valid_until or on)]
    if not in_force:
        raise EditionMustHaveBeenInForce(on.isoformat())
    return in_force[-1]
