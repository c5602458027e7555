"""What changes of the open dates of a proposal when the notice of a year comes."""

from collections.abc import Iterator

from services.topics.proposal.events import ProposalEvent
from services.topics.proposal.handled import Handled
from services.topics.proposal.handling import Times
from services.topics.proposal.handling_commands import ReckonProposalAgain
from services.topics.proposal.handling_events import ProposalReturnReckonedAgain, ProposalSupervisionReckonedAgain
from services.topics.proposal.ladder import Rung
from services.topics.proposal.state import Proposal, State
from services.topics.rules import NothingToReckon


def reckon_proposal_again(proposal: Proposal, command: ReckonProposalAgain, times: Times) -> list[ProposalEvent]:
    """Both days stay on record. Of steps that were taken already the day is no longer open."""
    handled = proposal.handled
    assert handled is not None
    returnable = proposal.state in (State.ASSIGNED, State.SIGNED)
    found = [
        *(_return(handled, command, times) if returnable else ()),
        *_supervision(handled, command, times),
    ]
    if not found:
        raise NothingToReckon
    return found


def _return(handled: Handled, command: ReckonProposalAgain, times: Times) -> Iterator[ProposalEvent]:
    new, old = times.returning, handled.return_until
    if new is None or old is None or times.now >= old:
        return
    if (new.ends_at, new.provisional) != (old, handled.return_provisional):
        yield ProposalReturnReckonedAgain(
            command.proposal_id, new.ends_at, new.cited, new.provisional, old, command.calendar
        )


def _supervision(handled: Handled, command: ReckonProposalAgain, times: Times) -> Iterator[ProposalEvent]:
    ladder = handled.ladder
    late = ladder.late
    if late is None or times.supervision is None or ladder.red:
        return
    yellow, red = times.supervision
    before = (late.yellow_at + ladder.moved, late.red_at + ladder.moved)
    taken = ladder.rung is Rung.YELLOW
    after = (before[0] if taken else yellow.ends_at + ladder.moved, red.ends_at + ladder.moved)
    provisional = yellow.provisional or red.provisional
    if (after, provisional) != (before, late.provisional):
        yield ProposalSupervisionReckonedAgain(command.proposal_id, *after, provisional, *before, command.calendar)
