"""What can be read of a nomination: by the committee's office and those above it, and by who nominated."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.nomination.state import Nomination


@dataclass(frozen=True, slots=True)
class NominationShown:
    person: str
    organisation: str
    term: str
    committee_division: str
    sector: str
    present_post: str | None
    grounds: str
    opinion: str | None
    organisations: tuple[str, ...]
    consulted_opinion: str | None
    document_number: str | None
    reason: str | None
    member: str | None


def of_person_and_term(person: str, term: str) -> str:
    """By what the nominations of one person for one term are found; the person himself does not read them by it."""
    return f"{person}@{term}"


def row(nomination: Nomination, nomination_id: str) -> ReadRow:
    made = nomination.made
    return ReadRow(
        division=made.committee_division,
        shown=NominationShown(
            made.person,
            made.organisation,
            made.term,
            made.committee_division,
            made.sector,
            made.present_post,
            made.grounds,
            nomination.opinion,
            nomination.organisations,
            nomination.heard,
            nomination.document_number,
            nomination.reason,
            nomination.member,
        ),
        organisation=made.organisation,
        named=(made.organisation, of_person_and_term(made.person, made.term)),
        audience="offices",
        search=made.sector,
    )
