"""What topics keep of other services' news."""

from functools import reduce

from services.topics.known import meetings, outcomes, tasks
from services.topics.known.divisions import DivisionsLoaded, KnownDivision, on_divisions_loaded
from services.topics.known.outcomes import KnownOutcome, OutcomeState
from services.topics.known.tasks import KnownTask, TaskState

PLANNED = meetings.on_meeting_planned(None, meetings.MeetingPlanned("m1", "gate", 1, ("parents",)))


def test_one_load_brings_many_divisions() -> None:
    county = KnownDivision("620723", "临泽县", "county", "6207")
    assert on_divisions_loaded(DivisionsLoaded("load", (county,))) == [("620723", "6207", county)]


def test_a_group_is_heard_when_somebody_with_a_voice_checked_in() -> None:
    arrivals = [
        meetings.ParticipantCheckedIn("m1", "observer", "drivers"),
        meetings.ParticipantCheckedIn("m1", "invited", "parents"),
        meetings.ParticipantCheckedIn("m1", "invited", "parents"),
        meetings.ParticipantCheckedIn("m1", "fixed"),
    ]
    assert reduce(meetings.on_participant_checked_in, arrivals, PLANNED).heard == ("parents",)


def test_a_superseded_item_is_agreed_no_longer() -> None:
    agreed = meetings.on_consensus_item_agreed(PLANNED, meetings.ConsensusItemAgreed("m1", "humps"))
    assert agreed.agreed == ("humps",)
    gone = meetings.on_consensus_item_superseded(agreed, meetings.ConsensusItemSuperseded("m1", "humps"))
    assert gone.agreed == ()


def test_a_meeting_is_open_until_it_ends_or_is_cancelled() -> None:
    assert PLANNED.state == "open"
    assert meetings.on_meeting_ended(PLANNED, meetings.MeetingEnded("m1")).state == "ended"
    assert meetings.on_meeting_cancelled(PLANNED, meetings.MeetingCancelled("m1")).state == "cancelled"


def test_an_outcome_keeps_the_words_in_which_it_was_told() -> None:
    drafted = outcomes.on_outcome_drafted(None, outcomes.OutcomeDrafted("order", "gate", "Order"))
    told = outcomes.on_outcome_fed_back(drafted, outcomes.OutcomeFedBack("order", "humps were built"))
    closed = outcomes.outcome_becomes(OutcomeState.CLOSED)(told, outcomes.OutcomeClosed("order", "gate"))
    assert closed == KnownOutcome("order", "gate", "Order", OutcomeState.CLOSED, "humps were built")


def test_a_task_waits_for_its_last_co_handler() -> None:
    assigned = tasks.on_task_assigned(None, tasks.TaskAssigned("humps", "gate", "Humps"))
    asked = tasks.on_task_co_handlers_asked(assigned, tasks.TaskCoHandlersAsked("humps", ("police", "school")))
    one = tasks.on_task_co_opinion_given(asked, tasks.TaskCoOpinionGiven("humps", "police"))
    assert (one.state, one.silent) == (TaskState.CO_WAITING, ("school",))
    both = tasks.on_task_co_opinion_given(one, tasks.TaskCoOpinionGiven("humps", "school"))
    assert both == KnownTask("humps", "gate", "Humps", TaskState.HANDLING)
