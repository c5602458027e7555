"""The circumstances of a command: where the record stands that a rule text is cited of, what else matters."""

from dataclasses import dataclass, replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from services.topics.copies import KnownMeeting, KnownRuleText
from services.topics.outcome_copies import KnownOutcome
from services.topics.rule_citation.commands import CiteRule
from services.topics.rule_citation.domain import CitingRecord, Facts
from services.topics.rule_citation.state import RuleCitation


@dataclass(frozen=True, slots=True)
class CitingStanding:
    """Where a record of ours stands."""

    division: str
    organisation: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class SeenCitation:
    state: str
    rule_text: str
    edition: int


def place(known: RuleCitation, rule_citation_id: str) -> Place:
    return Place(division=known.cited.division, council=known.cited.organisation)


def place_of_new(lookups: Lookups, known: None, command: CiteRule) -> Place:
    record = citing(lookups, command)
    return Place(division=record.division, council=record.organisation)


def citing(lookups: Lookups, command: CiteRule) -> CitingRecord:
    """A meeting and an outcome stand where their topic does. Raises NewsMissing when there is no such record."""
    collection, record, topic = command.collection, command.record, command.record
    if collection == "meetings":
        meeting = lookups.copy(KnownMeeting, "meeting", record)
        collection, topic = "topics", meeting.topic_id if meeting else ""
    elif collection == "outcomes":
        outcome = lookups.copy(KnownOutcome, "outcome", record)
        collection, topic = "topics", outcome.topic_id if outcome else ""
    seen = lookups.one(CitingStanding, collection, topic) if topic else None
    if seen is None:
        raise NewsMissing(f"{command.collection} {record}", names="record")
    return CitingRecord(seen.division, seen.organisation, topic if collection == "topics" else seen.topic)


def facts(lookups: Lookups, known: RuleCitation | None, command: object) -> Facts:
    days = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    if not isinstance(command, CiteRule):
        return days
    cited = lookups.pinned_that_name(SeenCitation, "rule-citations", command.record)
    return replace(
        days,
        record=citing(lookups, command),
        text=lookups.needed_copy(KnownRuleText, "rule_text", command.rule_text),
        cited=tuple((one.rule_text, one.edition) for one in cited if one.state == "cited"),
    )
