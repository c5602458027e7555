"""What topics keep of other services' news."""

from functools import reduce

from services.topics import copies, outcome_copies
from services.topics.copies import DivisionsLoaded, KnownDivision, on_divisions_loaded
from services.topics.outcome_copies import KnownOutcome, KnownTask
from services.topics.service import COPIES
from tests.unit.following import after

PLANNED = copies.on_meeting_planned(None, copies.MeetingPlanned("m1", "gate", 1, ("parents",)))


def test_one_load_brings_many_divisions() -> None:
    county = KnownDivision("620723", "临泽县", "county", "6207")
    assert on_divisions_loaded(DivisionsLoaded("load", (county,))) == [("620723", "6207", county)]


def test_a_group_is_heard_when_somebody_with_a_voice_checked_in() -> None:
    arrivals = [
        copies.ParticipantCheckedIn("m1", "observer", "drivers"),
        copies.ParticipantCheckedIn("m1", "invited", "parents"),
        copies.ParticipantCheckedIn("m1", "invited", "parents"),
        copies.ParticipantCheckedIn("m1", "fixed"),
    ]
    assert reduce(copies.on_participant_checked_in, arrivals, PLANNED).heard == ("parents",)


def test_a_group_is_not_heard_when_its_last_check_in_was_withdrawn() -> None:
    heard = copies.on_participant_checked_in(PLANNED, copies.ParticipantCheckedIn("m1", "invited", "parents"))
    assert copies.on_check_in_withdrawn(heard, copies.CheckInWithdrawn("m1", None)) == heard
    assert copies.on_check_in_withdrawn(heard, copies.CheckInWithdrawn("m1", "parents")).heard == ()


def test_a_superseded_item_is_agreed_no_longer() -> None:
    agreed = copies.on_consensus_item_agreed(PLANNED, copies.ConsensusItemAgreed("m1", "humps"))
    assert agreed.agreed == ("humps",)
    gone = copies.on_consensus_item_superseded(agreed, copies.ConsensusItemSuperseded("m1", "humps"))
    assert gone.agreed == ()


def test_a_meeting_is_open_until_it_ends_or_is_cancelled() -> None:
    assert PLANNED.state == "open"
    assert after(COPIES, PLANNED, "MeetingEnded", meeting_id="m1").state == "ended"
    assert after(COPIES, PLANNED, "MeetingCancelled", meeting_id="m1").state == "cancelled"


def test_an_outcome_keeps_the_words_in_which_it_was_told() -> None:
    drafted = outcome_copies.on_outcome_drafted(None, outcome_copies.OutcomeDrafted("order", "gate", "Order"))
    told = outcome_copies.on_outcome_fed_back(drafted, outcome_copies.OutcomeFedBack("order", "humps were built"))
    closed = after(COPIES, told, "OutcomeClosed", outcome_id="order")
    assert closed == KnownOutcome("order", "gate", "Order", "closed", "humps were built")
    called_off = outcome_copies.on_outcome_closed(drafted, outcome_copies.OutcomeClosed("order", "no road any more"))
    assert (called_off.state, called_off.feedback) == ("closed", "no road any more")
    assert (
        outcome_copies.on_outcome_revised(drafted, outcome_copies.OutcomeRevised("order", "Road order")).title
        == "Road order"
    )


def test_a_task_waits_for_its_last_co_handler() -> None:
    assigned = outcome_copies.on_task_assigned(None, outcome_copies.TaskAssigned("humps", "gate", "Humps"))
    asked = outcome_copies.on_task_co_handlers_asked(
        assigned, outcome_copies.TaskCoHandlersAsked("humps", ("police", "school"))
    )
    one = outcome_copies.on_task_co_opinion_given(asked, outcome_copies.TaskCoOpinionGiven("humps", "police"))
    assert (one.state, one.silent) == ("co_waiting", ("school",))
    both = outcome_copies.on_task_co_opinion_given(one, outcome_copies.TaskCoOpinionGiven("humps", "school"))
    assert both == KnownTask("humps", "gate", "Humps", "handling")
