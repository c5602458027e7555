"""What can be read of a commendation, and what the public does not read of it."""

from dataclasses import dataclass

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow
from services.members.commendation.events import Achievement, CommendationVerified, Date
from services.members.commendation.state import Commendation, State

PUBLIC = (State.NOTICED, State.NOTICE_OVER, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class CommendationShown:
    member: str
    organisation: str
    title: str
    grounds: str
    achievements: tuple[Achievement, ...]
    evidence: str | None
    notice_until: Date | None
    document_number: str | None
    reason: str | None


def row(commendation: Commendation, commendation_id: str) -> ReadRow:
    """The member himself reads it from the beginning, everybody from the notice on, as long as it stands."""
    nominated = commendation.nominated
    return ReadRow(
        division=nominated.division,
        shown=CommendationShown(
            member=nominated.member,
            organisation=nominated.organisation,
            title=nominated.title,
            grounds=nominated.grounds,
            achievements=nominated.achievements,
            evidence=commendation.evidence,
            notice_until=commendation.notice_until,
            document_number=commendation.document_number,
            reason=commendation.reason,
        ),
        organisation=nominated.organisation,
        named=(nominated.person,),
        audience="public" if commendation.state in PUBLIC else "place",
        search=f"{nominated.title} {nominated.grounds}",
    )


KEPT_INSIDE = KeptInside(lambda state, shown: {"evidence": None}, {CommendationVerified: ("evidence",)})
"""By what it was seen: papers of others."""
