"""The times that a command about a proposal's handling is judged by, by the policies and calendars in force."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.policy import Period
from infra.kernel.lookups.following import has_ended
from infra.kernel.lookups.named import handler_named
from services.topics.proposal import handling_commands as asked
from services.topics.proposal.commands import AssignProposal, ReplyToProposal, TimedCommand, TrackProposal
from services.topics.proposal.events import ProposalAssigned
from services.topics.proposal.handled import Handled
from services.topics.proposal.handling import Deadline, Times
from services.topics.proposal.handling_commands import HandlingCommand
from services.topics.proposal.handling_events import ProposalOverdue, ProposalReassigned
from services.topics.proposal.ladder import over
from services.topics.proposal.state import Proposal, State

SUPERVISION = ("supervise_yellow", "supervise_red")
# Whether these come in time, or name a day to come, is judged when they are entered; and until its end is entered, a
# pause goes on for whoever handles it. What a lead is given begins with the entry too.
IN_TIME = (
    AssignProposal,
    ReplyToProposal,
    TrackProposal,
    asked.AskProposalCoHandlers,
    asked.RequestProposalReturn,
    asked.ReassignProposal,
    asked.RequestProposalExtension,
    asked.GrantProposalExtension,
    asked.ResumeProposal,
    asked.ReckonProposalAgain,
)


def times_of(lookups: Lookups, proposal: Proposal, command: TimedCommand | HandlingCommand) -> Times:
    judged_at = lookups.recorded_at if isinstance(command, IN_TIME) else lookups.now
    times = Times(judged_at, day_in_china(judged_at), entered_on=day_in_china(lookups.recorded_at))
    handled = proposal.handled
    match command:
        case AssignProposal():
            ended = handled is not None and has_ended(lookups, handled.lead)
            _handlers_named(lookups, proposal, command)
            return replace(times, returning=_for_returning(lookups), lead_ended=ended)
        case asked.ReassignProposal(lead=lead, due=day):
            handler_named(lookups, "lead", lead, proposal.drafted.division)
            due = _chosen(day) if day else _by_policy(lookups.ends("task_reply", judged_at))
            return replace(times, returning=_for_returning(lookups), due=due)
        case asked.RequestProposalReturn() | asked.RequestProposalExtension() if handled:
            since = handled.assigned_at or _given_at(lookups, proposal)
            window = _window(lookups, handled, since)
            return replace(times, returning=window, assigned_on=day_in_china(since))
        case asked.AskProposalCoHandlers(due=day):
            return replace(times, opinions=_chosen(day) if day else _for_opinions(lookups))
        case asked.NoteProposalOverdue() if handled:
            start = _late_from(proposal, handled, handled.due, lookups.recorded_at)
            yellow, red = (_by_policy(lookups.ends(code, start)) for code in SUPERVISION)
            return replace(times, supervision=(yellow, red))
        case asked.ReckonProposalAgain() if handled:
            again = _supervision_again(lookups, proposal, handled)
            return replace(times, returning=_return_again(lookups, proposal, handled), supervision=again)
        case _:
            return times


def _handlers_named(lookups: Lookups, proposal: Proposal, command: AssignProposal) -> None:
    handler_named(lookups, "lead", command.lead, proposal.drafted.division)
    for co_handler in command.co_handlers:
        handler_named(lookups, "co_handlers", co_handler, proposal.drafted.division)


def _for_returning(lookups: Lookups) -> Deadline:
    return _by_policy(lookups.ends("task_return", lookups.recorded_at))


def _for_opinions(lookups: Lookups) -> Deadline:
    period = lookups.ends("co_handlers_opinion", lookups.recorded_at)
    return Deadline(period.day, end_of_day(period.day), period.policy)


def _given_at(lookups: Lookups, proposal: Proposal) -> datetime:
    """When it was entered who leads it now."""
    given = [lookups.entered(_stream(proposal), event) for event in (ProposalAssigned, ProposalReassigned)]
    return max(entered for times in given for entered in times.values())


def _window(lookups: Lookups, handled: Handled, since: datetime) -> Deadline:
    """The one that was told; of what was assigned before any was told, the one that the policy gives from then."""
    until = handled.return_until
    if until is None:
        return _by_policy(lookups.ends("task_return", since))
    return Deadline(day_in_china(until - timedelta(microseconds=1)), until, handled.return_policy)


def _late_from(proposal: Proposal, handled: Handled, due: date, noted_at: datetime) -> datetime:
    """Counted from the due date; of one that was replied to and came back after it, from then: nobody worked on it.

    What its reply promised is worked on from when it is tracked.
    """
    late_from = over(due) - timedelta(microseconds=1)
    if proposal.reply is None:
        return late_from
    since = handled.ladder.counted_from if proposal.state is State.TRACKING else noted_at
    return max(late_from, since or late_from)


def _return_again(lookups: Lookups, proposal: Proposal, handled: Handled) -> Deadline | None:
    """By the calendar that holds now; what was promised is not over before today is."""
    if handled.return_until is None or handled.return_policy is None:
        return None
    period = lookups.ends_by(handled.return_policy, _given_at(lookups, proposal))
    if period is None:
        return None
    today = end_of_day(day_in_china(lookups.recorded_at))
    return replace(_by_policy(period), ends_at=max(period.ends_at, min(today, handled.return_until)))


def _supervision_again(lookups: Lookups, proposal: Proposal, handled: Handled) -> tuple[Deadline, Deadline] | None:
    late = handled.ladder.late
    if late is None:
        return None
    noted_at = max(lookups.entered(_stream(proposal), ProposalOverdue).values())
    start = _late_from(proposal, handled, late.due, noted_at)
    yellow, red = lookups.ends_by(late.yellow_policy, start), lookups.ends_by(late.red_policy, start)
    return (_by_policy(yellow), _by_policy(red)) if yellow and red else None


def _stream(proposal: Proposal) -> str:
    return f"proposal-{proposal.proposal_id}"


def _chosen(day: date) -> Deadline:
    return Deadline(day, end_of_day(day), None)


def _by_policy(period: Period) -> Deadline:
    return Deadline(period.day, period.ends_at, period.policy, period.provisional)
