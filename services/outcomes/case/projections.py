"""What can be read of a case, and what the public does not read of it."""

from dataclasses import dataclass

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.case.events import CaseReturned, CaseRevised
from services.outcomes.case.state import Case, State


@dataclass(frozen=True, slots=True)
class CaseShown:
    title: str
    text: str
    organisation: str
    topic: str | None
    outcome: str | None
    tags: tuple[str, ...]
    reason: str | None


def row(case: Case, record_id: str) -> ReadRow:
    """Everybody reads what stands in the library; what was taken down is read where it is from."""
    drafted = case.drafted
    return ReadRow(
        division=drafted.division,
        shown=CaseShown(
            case.title, case.text, drafted.organisation, drafted.topic, drafted.outcome, case.tags, case.reason
        ),
        organisation=drafted.organisation,
        topic=drafted.topic,
        outcome=drafted.outcome,
        audience="public" if case.state is State.PUBLISHED else "place",
        search=" ".join((case.title, case.text, *case.tags)),
    )


KEPT_INSIDE = KeptInside(
    lambda state, shown: {"reason": None}, {CaseReturned: ("reason",), CaseRevised: ("title", "text", "tags")}
)
"""Why it was given back, and how it read on its way."""
