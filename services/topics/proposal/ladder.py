"""How late a proposal is, as a task is: due soon, overdue, urged, then supervised yellow and red; each step once a due date."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import IntEnum

from services.topics.proposal.handling_commands import (
    DueCommand,
    NoteProposalDueSoon,
    NoteProposalOverdue,
    SuperviseProposal,
    UrgeProposal,
)
from services.topics.proposal.handling_events import ProposalOverdue, ProposalSupervisionReckonedAgain

CHINA = timezone(timedelta(hours=8))
YELLOW, RED = "yellow", "red"


class Rung(IntEnum):
    IN_TIME = 0
    DUE_SOON = 1
    OVERDUE = 2
    URGED = 3
    YELLOW = 4


def over(due: date) -> datetime:
    """When that day has passed in China."""
    return datetime(due.year, due.month, due.day, tzinfo=CHINA) + timedelta(days=1)


@dataclass(frozen=True)
class Ladder:
    """The step that it is on, the last being `red`. `late` has the days of supervision.

    `counted_from` is its assignment, moved on by the pauses since (None of one that was assigned before the time was
    told: that is never due soon); `moved` by how much they moved those days.
    """

    counted_from: datetime | None
    rung: Rung = Rung.IN_TIME
    late: ProposalOverdue | None = None
    red: bool = False
    moved: timedelta = timedelta()

    def due_soon_at(self, due: date) -> datetime | None:
        """At 80 % of the time between assignment and due date."""
        return self.counted_from + (over(due) - self.counted_from) * 4 / 5 if self.counted_from else None

    def next(self, proposal_id: str, due: date) -> list[tuple[datetime, DueCommand]]:
        """The next step only, so that they are taken in order."""
        if self.late is None:
            soon = self.due_soon_at(due)
            if self.rung is Rung.IN_TIME and soon and soon < over(due):
                return [(soon, NoteProposalDueSoon(proposal_id))]
            return [(over(due), NoteProposalOverdue(proposal_id))]
        if self.rung is Rung.OVERDUE:
            return [(over(due), UrgeProposal(proposal_id))]
        if self.red:
            return []
        if self.rung is Rung.URGED:
            reason = _reason(self.late.yellow_policy)
            return [(self.late.yellow_at + self.moved, SuperviseProposal(proposal_id, YELLOW, reason))]
        return [(self.late.red_at + self.moved, SuperviseProposal(proposal_id, RED, _reason(self.late.red_policy)))]

    def overdue(self, event: ProposalOverdue) -> "Ladder":
        return replace(self, rung=Rung.OVERDUE, late=event, moved=timedelta())

    def urged(self) -> "Ladder":
        return replace(self, rung=Rung.URGED) if self.rung is Rung.OVERDUE else self

    def supervised(self, level: str) -> "Ladder":
        """What a supervisor does by hand before the system would is not done again."""
        if level == RED:
            return replace(self, red=True)
        return replace(self, rung=Rung.YELLOW) if level == YELLOW and self.rung is Rung.URGED else self

    def reckoned_again(self, event: ProposalSupervisionReckonedAgain) -> "Ladder":
        """The new days have the pauses in them."""
        if self.late is None:
            return self
        late = replace(self.late, yellow_at=event.yellow_at, red_at=event.red_at, provisional=event.provisional)
        return replace(self, late=late, moved=timedelta())

    def paused_for(self, days: timedelta) -> "Ladder":
        """The clock stood still: every time that is still to come moves by the days of the pause."""
        counted_from = self.counted_from + days if self.counted_from else None
        return replace(self, counted_from=counted_from, moved=self.moved + days)

    def begun_anew(self) -> "Ladder":
        """For another due date of the same assignment."""
        return Ladder(self.counted_from)


def _reason(policy: str) -> str:
    return f"逾期未办，依 {policy} 督办 Overdue: supervised by {policy}"
