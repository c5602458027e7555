"""What can be read of a rule text: every edition that there was."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.members.rule_text.events import KindOfRule
from services.members.rule_text.state import RuleEdition, RuleText


@dataclass(frozen=True, slots=True)
class RuleTextShown:
    """`title` and `edition` are the newest one's."""

    kind: KindOfRule
    organisation: str
    title: str
    edition: int
    editions: tuple[RuleEdition, ...]
    repealed_on: date | None
    reason: str | None


def row(known: RuleText, rule_text_id: str) -> ReadRow:
    newest, issued = known.newest, known.issued
    return ReadRow(
        division=issued.division,
        shown=RuleTextShown(
            issued.kind,
            issued.organisation,
            newest.title,
            newest.edition,
            known.editions,
            known.repealed_on,
            known.reason,
        ),
        organisation=issued.organisation,
        audience="tokens",
        search=" ".join((newest.title, *(one.document_number or "" for one in known.editions))),
        files=tuple(map(NamedFile, known.files)),
    )
