"""What can be read of the citation of a rule text: where the record stands that cites it."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.topics.rule_citation.events import CitingCollection
from services.topics.rule_citation.state import RuleCitation


@dataclass(frozen=True, slots=True)
class RuleCitationShown:
    collection: CitingCollection
    record: str
    topic: str | None
    organisation: str
    rule_text: str
    edition: int
    title: str
    document_number: str | None
    on: date
    reason: str | None


def row(known: RuleCitation, rule_citation_id: str) -> ReadRow:
    """It names its record: so that of one record no edition is cited twice, whoever writes at once."""
    cited = known.cited
    return ReadRow(
        division=cited.division,
        shown=RuleCitationShown(
            cited.collection,
            cited.record,
            cited.topic,
            cited.organisation,
            cited.rule_text,
            cited.edition,
            cited.title,
            cited.document_number,
            cited.on,
            known.reason,
        ),
        organisation=cited.organisation,
        topic=cited.topic,
        named=(cited.record,),
        search=cited.title,
    )
