"""The rules of the outcome."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from marshmallow import ValidationError

from infra.kernel.contract.codec import Codec, EventType, UnknownEventType
from infra.kernel.contract.envelope import PartialEnvelope
from infra.kernel.testing import Scenario, given
from services.outcomes import rules
from services.outcomes.copies import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.covenant.commands import ReviseCovenant
from services.outcomes.covenant.domain import Facts as CovenantFacts
from services.outcomes.covenant.events import Clause, CovenantDrafted
from services.outcomes.covenant.lifecycle import COVENANT
from services.outcomes.outcome.commands import (
    ApproveOutcome,
    CloseOutcome,
    ConvertOutcome,
    DecomposeOutcome,
    DispatchOutcome,
    DraftOutcome,
    NoteAllCancelled,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    PubliciseOutcome,
    ResubmitOutcome,
    ReviseOutcome,
    SendBackOutcome,
    TellOutcome,
    TrackOutcome,
    WantedTask,
)
from services.outcomes.outcome.domain import Background, BodyAbove, Facts, TaskStanding, TaskTerms
from services.outcomes.outcome.events import (
    OutcomeAllCancelled,
    OutcomeAllReplied,
    OutcomeApproved,
    OutcomeClosed,
    OutcomeConverted,
    OutcomeDeclined,
    OutcomeDecomposed,
    OutcomeDispatched,
    OutcomeDrafted,
    OutcomeFedBack,
    OutcomeProgressNoted,
    OutcomePublicised,
    OutcomeReturned,
    OutcomeRevised,
    OutcomeReworkStarted,
    OutcomeSentBack,
    OutcomeStarted,
    OutcomeSubmitted,
    OutcomeTracked,
    OutcomeVerificationStarted,
    PlannedTask,
)
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.outcome.projections import OutcomeShown, row
from services.outcomes.outcome.schemas import Approve, Revise
from services.outcomes.outcome.state import due
from services.outcomes.task.events import TaskAssigned, TaskReopened

NOON = datetime(2026, 5, 6, 4, tzinfo=UTC)
RETURN_UNTIL = datetime(2026, 5, 13, 16, tzinfo=UTC)
CLOSES_AT = NOON + timedelta(days=20)
IN_90_DAYS = date(2026, 8, 4)
TERMS = TaskTerms(date(2026, 5, 6), IN_90_DAYS, "task_reply@1", RETURN_UNTIL, "task_return@1", True)

TOPIC = KnownTopic("school-gate", "620723101", "council", concluded=True)
MEETING = KnownMeeting("second-meeting", "school-gate", minutes_signed=True)
HUMPS = KnownItem("humps", "school-gate", agreed=True)
PARKING = KnownItem("parking", "school-gate", agreed=False)

DRAFT = DraftOutcome("outcome", "school-gate", "second-meeting", ("humps",), "校门口交通整治", "设减速带")
DRAFTED = OutcomeDrafted(
    "outcome", "school-gate", "second-meeting", ("humps",), "校门口交通整治", "设减速带", "620723101", "council"
)
SUBMITTED = OutcomeSubmitted("outcome", "school-gate")
APPROVED = OutcomeApproved("outcome", "school-gate", "沙党发〔2026〕9号")
LAY_HUMPS = PlannedTask("lay-humps", "设减速带", "police", ("roads",), IN_90_DAYS, "task_reply@1", None, None, None)
PAINT = PlannedTask("paint", "划线", "roads", (), date(2026, 7, 1), None, "划人行横道", 800, 12000)
DECOMPOSED = OutcomeDecomposed("outcome", "school-gate", (LAY_HUMPS, PAINT))
DISPATCHED = OutcomeDispatched("outcome", "school-gate", ("lay-humps", "paint"))
STARTED = OutcomeStarted("outcome", "school-gate")
ALL_REPLIED = OutcomeAllReplied("outcome", "school-gate")
VERIFYING = OutcomeVerificationStarted("outcome", "school-gate")
FED_BACK = OutcomeFedBack("outcome", "school-gate", "减速带已装好")
PUBLICISED = OutcomePublicised("outcome", "school-gate", "公示", CLOSES_AT)
TRACKED = OutcomeTracked("outcome", "school-gate")

APPROVAL = (DRAFTED, SUBMITTED, APPROVED)
UNDER_WAY = (*APPROVAL, DECOMPOSED, DISPATCHED, STARTED)
CALLED_BACK = (*UNDER_WAY, ALL_REPLIED, VERIFYING)
IN_PUBLIC = (*CALLED_BACK, FED_BACK, PUBLICISED)


def background(
    topic: KnownTopic = TOPIC, meeting: KnownMeeting = MEETING, items: tuple[KnownItem, ...] = (HUMPS, PARKING)
) -> Facts:
    return Facts(NOON, background=Background(topic, meeting, items))


def standing(*tasks: tuple[str, str | None], now: datetime = NOON) -> Facts:
    """Tasks `lay-humps` and `paint` in these states and classes."""
    named = zip(("lay-humps", "paint"), tasks, strict=False)
    return Facts(now, tasks=tuple(TaskStanding(task_id, state, letter) for task_id, (state, letter) in named))


def in_public() -> Scenario:
    return given(OUTCOME, *IN_PUBLIC)


def test_an_outcome_stands_where_its_topic_does() -> None:
    given(OUTCOME).when(DRAFT, background()).then(DRAFTED)


def test_an_outcome_is_drafted_only_for_a_concluded_topic() -> None:
    open_topic = KnownTopic("school-gate", "620723101", "council", concluded=False)
    given(OUTCOME).when(DRAFT, background(topic=open_topic)).refused(rules.TopicNotConcluded)


def test_the_meeting_must_belong_to_the_topic() -> None:
    elsewhere = KnownMeeting("second-meeting", "street-lamps", minutes_signed=True)
    given(OUTCOME).when(DRAFT, background(meeting=elsewhere)).refused(rules.MeetingOfAnotherTopic)


def test_after_an_adopted_result_the_meeting_may_be_one_of_the_topic_that_reached_it() -> None:
    there = KnownMeeting("second-meeting", "county-gate", minutes_signed=True)
    agreed_there = (KnownItem("humps", "county-gate", agreed=True),)
    for adopted in (("county-gate",), ("passed-on", "county-gate")):
        known = Facts(NOON, background=Background(TOPIC, there, agreed_there, adopted))
        given(OUTCOME).when(DRAFT, known).then(DRAFTED)
    own = Facts(NOON, background=Background(TOPIC, MEETING, (HUMPS,), ("county-gate",)))
    given(OUTCOME).when(DRAFT, own).then(DRAFTED)


def test_the_minutes_must_be_signed() -> None:
    unsigned = KnownMeeting("second-meeting", "school-gate", minutes_signed=False)
    given(OUTCOME).when(DRAFT, background(meeting=unsigned)).refused(rules.MinutesNotSigned)


@pytest.mark.parametrize("item", ["parking", "no-such-item"])
def test_every_item_must_be_agreed_and_of_the_topic(item: str) -> None:
    wants_it_too = DraftOutcome("outcome", "school-gate", "second-meeting", ("humps", item), "题", "文")
    given(OUTCOME).when(wants_it_too, background()).refused(rules.ItemNotAgreed)


def test_an_item_that_is_named_twice_is_one_item() -> None:
    twice = replace(DRAFT, items=("humps", "humps"))
    given(OUTCOME).when(twice, background()).then(DRAFTED)


def test_a_date_that_was_chosen_by_hand_is_newer_than_programs_that_want_a_policy() -> None:
    """They take it for an event of a newer version and answer 503, instead of one that cannot be read."""
    (today,) = (kind for kind in OUTCOME.events if kind.cls is OutcomeDecomposed)
    by_hand = OutcomeDecomposed("outcome", "school-gate", (PAINT,))
    kind, version, payload = Codec([today]).encode(by_hand)
    told = PartialEnvelope("outcome-outcome", kind, version, "", payload)
    assert Codec([today]).decode(told) == by_hand
    with pytest.raises(UnknownEventType):
        Codec([EventType(OutcomeDecomposed)]).decode(told)


def test_the_party_organisation_approves_with_a_document_number() -> None:
    given(OUTCOME, DRAFTED, SUBMITTED).when(ApproveOutcome("outcome", "沙党发〔2026〕9号"), Facts(NOON)).then(APPROVED)


def test_a_declined_outcome_may_be_submitted_again() -> None:
    declined = OutcomeDeclined("outcome", "school-gate", "经费不足")
    given(OUTCOME, DRAFTED, SUBMITTED, declined).when(ResubmitOutcome("outcome"), Facts(NOON)).then_state(
        "under_review"
    )


IN_REVIEW = given(OUTCOME, DRAFTED, SUBMITTED)


def became(converted: OutcomeConverted) -> dict[str, str | None]:
    shown = row(given(OUTCOME, *IN_REVIEW.past, converted).state, "outcome").shown
    assert isinstance(shown, OutcomeShown)
    made = {"brief": shown.brief, "proposal": shown.proposal, "covenant": shown.covenant}
    return {name: one for name, one in {**made, "upper_topic": shown.upper_topic}.items() if one is not None}


@pytest.mark.parametrize("into", ["brief", "proposal"])
def test_an_outcome_becomes_a_brief_or_a_proposal_in_its_own_words_where_no_others_are_said(into: str) -> None:
    converted = OutcomeConverted("outcome", "school-gate", into, "上报", DRAFTED.title, "另拟", "fresh", None, None)
    asked = ConvertOutcome("outcome", into, "上报", "fresh", text="另拟")
    IN_REVIEW.when(asked, Facts(NOON)).then(converted)
    assert became(converted) == {into: "fresh"}


def test_an_outcome_becomes_a_covenant_drafted_in_the_same_decision_to_be_revised_into_clauses() -> None:
    converted = OutcomeConverted(
        "outcome", "school-gate", "covenant", "宜入公约", "停车公约", DRAFTED.text, "fresh", None, None
    )
    clauses = (Clause("obligation", DRAFTED.text),)
    place = (DRAFTED.division, DRAFTED.organisation)
    drafted = CovenantDrafted("fresh", "outcome", "school-gate", *place, "停车公约", clauses)
    IN_REVIEW.when(ConvertOutcome("outcome", "covenant", "宜入公约", "fresh", "停车公约"), Facts(NOON)).then(
        converted, drafted
    )
    assert became(converted) == {"covenant": "fresh"}
    revised = ReviseCovenant("fresh", clauses=(*clauses, Clause("sanction", "乱停者公示")))
    given(COVENANT, drafted).when(revised, CovenantFacts(NOON.date())).then_state("drafted")


def test_an_outcome_becomes_a_topic_of_the_level_above_where_somebody_takes_it_up() -> None:
    asked = ConvertOutcome("outcome", "upper_topic", "须县级统筹", "fresh")
    converted = OutcomeConverted(
        "outcome", "school-gate", "upper_topic", "须县级统筹", DRAFTED.title, DRAFTED.text, "fresh", "620723", "county"
    )
    IN_REVIEW.when(asked, Facts(NOON, above=BodyAbove("620723", "county"))).then(converted)
    IN_REVIEW.when(asked, Facts(NOON)).refused(rules.NobodyAboveTakesItUp)
    assert became(converted) == {"upper_topic": "fresh"}


def test_due_date_and_policy_default_to_the_policy_in_force() -> None:
    humps = WantedTask("lay-humps", "设减速带", "police", ("roads",))
    paint = WantedTask("paint", "划线", "roads", (), date(2026, 7, 1), None, "划人行横道", 800, 12000)
    asked = DecomposeOutcome("outcome", (humps, paint))
    given(OUTCOME, *APPROVAL).when(asked, Facts(NOON, terms=TERMS)).then(DECOMPOSED)


def test_ruling_3_a_due_date_chosen_by_hand_does_not_cite_the_standing_policy_and_lies_ahead() -> None:
    def asked(day: date) -> DecomposeOutcome:
        return DecomposeOutcome("outcome", (WantedTask("paint", "划线", "roads", (), day),))

    tomorrow, facts = date(2026, 5, 7), Facts(NOON, terms=TERMS)
    planned = PlannedTask("paint", "划线", "roads", (), tomorrow, None, None, None, None)
    decomposed = OutcomeDecomposed("outcome", "school-gate", (planned,))
    given(OUTCOME, *APPROVAL).when(asked(tomorrow), facts).then(decomposed)
    given(OUTCOME, *APPROVAL).when(asked(date(2026, 5, 6)), facts).refused(rules.NamedDayMustLieAhead)


def test_a_due_date_chosen_by_hand_and_a_policy_are_not_both_named() -> None:
    wanted = WantedTask("paint", "划线", "roads", (), date(2026, 7, 1), "县政府办")
    asked = DecomposeOutcome("outcome", (wanted,))
    given(OUTCOME, *APPROVAL).when(asked, Facts(NOON, terms=TERMS)).refused(rules.ChosenDateCitesNoPolicy)


REVISED = OutcomeRevised(
    "outcome", "school-gate", ("humps",), "校门口整治", "设减速带", ("humps",), "校门口交通整治", "设减速带"
)
RETURNED = OutcomeReturned("outcome", "school-gate", "标题太长")


@pytest.mark.parametrize("before", [(DRAFTED,), (DRAFTED, SUBMITTED, RETURNED)], ids=["drafted", "returned"])
def test_ruling_24_an_outcome_is_revised_while_drafted_or_returned_and_both_values_are_kept(
    before: tuple[object, ...],
) -> None:
    past = given(OUTCOME, *before)
    past.when(ReviseOutcome("outcome", title="校门口整治"), Facts(NOON)).then(REVISED)
    after = given(OUTCOME, *before, REVISED).state
    assert (after.state, after.title, after.text) == (past.state.state, "校门口整治", "设减速带")
    assert set(OUTCOME.rows["revise"][0].by) == {"CHAIR", "LIA", "REC"}


def test_a_revised_outcome_names_only_what_was_agreed() -> None:
    known = Facts(NOON, items=(HUMPS, PARKING))
    given(OUTCOME, DRAFTED).when(ReviseOutcome("outcome", ("parking",)), known).refused(rules.ItemNotAgreed)
    twice = replace(REVISED, title="校门口交通整治")
    given(OUTCOME, DRAFTED).when(ReviseOutcome("outcome", ("humps", "humps")), known).then(twice)


@pytest.mark.parametrize("said", [{}, {"title": " "}, {"items": []}], ids=str)
def test_a_revision_says_what_changes(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Revise().load(said)


def test_ruling_24_decomposing_again_replaces_the_tasks_that_were_planned() -> None:
    again = DecomposeOutcome("outcome", (WantedTask("lay-humps", "设减速带", "police", ("roads",)),))
    decomposed = OutcomeDecomposed("outcome", "school-gate", (LAY_HUMPS,))
    past = given(OUTCOME, *APPROVAL, DECOMPOSED)
    past.when(again, Facts(NOON, terms=TERMS)).then(decomposed)
    assert given(OUTCOME, *APPROVAL, DECOMPOSED, decomposed).state.tasks == (LAY_HUMPS,)


ALL_CANCELLED = OutcomeAllCancelled("outcome", "school-gate")
NONE_LEFT = (("cancelled", None), ("cancelled", None))


def test_ruling_24_an_outcome_whose_every_task_is_cancelled_goes_back_to_approved() -> None:
    past = given(OUTCOME, *UNDER_WAY)
    past.when(NoteAllCancelled("outcome"), standing(("cancelled", None), ("done", "A"))).refused(rules.TasksStillStand)
    past.when(NoteAllCancelled("outcome"), standing(*NONE_LEFT)).then(ALL_CANCELLED)
    past.when(NoteAllReplied("outcome"), standing(*NONE_LEFT)).refused(rules.RepliesOutstanding)
    assert given(OUTCOME, *UNDER_WAY, ALL_CANCELLED).state.state == "approved"


def test_ruling_24_an_approved_outcome_is_decomposed_again_or_closed_by_the_party_with_a_reason() -> None:
    past = given(OUTCOME, *UNDER_WAY, ALL_CANCELLED)
    again = DecomposeOutcome("outcome", (WantedTask("lay-humps", "设减速带", "police", ("roads",)),))
    past.when(again, Facts(NOON, terms=TERMS)).then_state("decomposed")
    past.when(CloseOutcome("outcome", reason=" "), standing(*NONE_LEFT)).refused(rules.ClosingNeedsAReason)
    closed = OutcomeClosed("outcome", "school-gate", None, "另案解决")
    past.when(CloseOutcome("outcome", reason="另案解决", actor_role="PARTY"), standing(*NONE_LEFT)).then(closed)
    assert [row.by for row in OUTCOME.rows["close"] if "approved" in row.from_states] == [("PARTY",)]


def test_the_lead_is_not_among_its_co_handlers() -> None:
    asked = DecomposeOutcome("outcome", (WantedTask("paint", "划线", "roads", ("police", "roads")),))
    given(OUTCOME, *APPROVAL).when(asked, Facts(NOON, terms=TERMS)).refused(rules.LeadIsCoHandler)


def test_a_co_handler_is_named_once() -> None:
    asked = DecomposeOutcome("outcome", (WantedTask("paint", "划线", "roads", ("police", "police")),))
    given(OUTCOME, *APPROVAL).when(asked, Facts(NOON, terms=TERMS)).refused(rules.CoHandlerNamedTwice)


@pytest.mark.parametrize("past", [(DRAFTED,), (DRAFTED, SUBMITTED), APPROVAL], ids=len)
def test_nothing_is_dispatched_that_was_not_approved_with_a_number_and_then_split(past: tuple[object, ...]) -> None:
    with pytest.raises(AssertionError, match="no row takes DispatchOutcome"):
        given(OUTCOME, *past).when(DispatchOutcome("outcome"), Facts(NOON, terms=TERMS)).then()
    assert list(Approve().validate({"document_number": " "})) == ["document_number"]


def test_dispatch_assigns_every_task_in_the_same_decision() -> None:
    assigned = [
        TaskAssigned(
            task.task_id, "outcome", "school-gate", task.title, task.lead, task.co_handlers, task.due, task.policy,
            task.measure, task.beneficiaries, task.funds_yuan, "620723101", "council", RETURN_UNTIL, "task_return@1", True, NOON,
        )
        for task in (LAY_HUMPS, PAINT)
    ]  # fmt: skip
    past = given(OUTCOME, *APPROVAL, DECOMPOSED)
    past.when(DispatchOutcome("outcome"), Facts(NOON, terms=TERMS)).then(DISPATCHED, *assigned)


@pytest.mark.parametrize("states", [("rating_open", "tracking"), ("done", "cancelled")])
def test_all_replied_when_every_task_that_is_not_cancelled_replied(states: tuple[str, str]) -> None:
    tasks = standing(*((state, "A") for state in states))
    given(OUTCOME, *UNDER_WAY).when(NoteAllReplied("outcome"), tasks).then(ALL_REPLIED)


@pytest.mark.parametrize("state", ["assigned", "handling", "reply_review", "rework", "paused"])
def test_not_all_replied_while_one_task_is_being_handled(state: str) -> None:
    tasks = standing(("done", "A"), (state, None))
    given(OUTCOME, *UNDER_WAY).when(NoteAllReplied("outcome"), tasks).refused(rules.RepliesOutstanding)


def test_rework_takes_the_outcome_back_to_in_progress() -> None:
    asked = given(OUTCOME, *CALLED_BACK).when(NoteRework("outcome"), standing(("rework", "A"), ("done", "A")))
    asked.then(OutcomeReworkStarted("outcome", "school-gate"))
    asked.then_state("in_progress")


def test_late_news_of_rework_does_nothing_once_the_task_replied_again() -> None:
    asked = given(OUTCOME, *CALLED_BACK).when(NoteRework("outcome"), standing(("rating_open", "A"), ("done", "A")))
    asked.refused(rules.EveryTaskReplied)


def test_tasks_sent_back_are_reopened_in_the_same_decision() -> None:
    asked = SendBackOutcome("outcome", ("paint", "paint"), "线已磨掉")
    given(OUTCOME, *CALLED_BACK).when(asked, standing(("done", "A"), ("tracking", "B"))).then(
        OutcomeSentBack("outcome", "school-gate", ("paint",), "线已磨掉"),
        TaskReopened("paint", "outcome", "school-gate", "线已磨掉"),
    )


def test_only_tasks_of_this_outcome_are_sent_back() -> None:
    asked = SendBackOutcome("outcome", ("street-lamp",), "线已磨掉")
    given(OUTCOME, *CALLED_BACK).when(asked, standing(("done", "A"))).refused(rules.TaskOfAnotherOutcome)


def test_only_tasks_that_replied_are_sent_back() -> None:
    asked = SendBackOutcome("outcome", ("lay-humps",), "线已磨掉")
    given(OUTCOME, *CALLED_BACK).when(asked, standing(("cancelled", None))).refused(rules.TaskNotReplied)


def test_an_outcome_is_20_days_in_public_before_the_system_closes_it() -> None:
    given(OUTCOME, *CALLED_BACK, FED_BACK).when(PubliciseOutcome("outcome", "公示"), Facts(NOON)).then(PUBLICISED)
    assert due(in_public().state) == [(CLOSES_AT, TellOutcome("outcome")), (CLOSES_AT, CloseOutcome("outcome"))]
    done = standing(("done", "A"), ("cancelled", None))
    in_public().when(CloseOutcome("outcome"), done).refused(rules.StillBeingPublicised)


def test_the_system_closes_it_when_its_days_in_public_are_over() -> None:
    done = standing(("done", "A"), ("cancelled", None), now=CLOSES_AT)
    in_public().when(CloseOutcome("outcome"), done).then(OutcomeClosed("outcome", "school-gate", None, None))


def test_the_office_may_close_it_at_any_time() -> None:
    done = standing(("done", "A"), ("done", "A"))
    in_public().when(CloseOutcome("outcome", actor_role="OFF"), done).then_state("closed")


def test_it_is_closed_only_when_every_task_is_done_or_cancelled() -> None:
    open_task = standing(("done", "A"), ("rating_open", "A"))
    in_public().when(CloseOutcome("outcome", actor_role="OFF"), open_task).refused(rules.TasksUnfinished)


@pytest.mark.parametrize("explanation", [None, " "])
def test_class_c_must_be_explained(explanation: str | None) -> None:
    kept_for_reference = standing(("done", "A"), ("done", "C"))
    asked = CloseOutcome("outcome", explanation, "OFF")
    in_public().when(asked, kept_for_reference).refused(rules.ClassCNotExplained)


def test_class_c_explained_may_be_closed() -> None:
    kept_for_reference = standing(("done", "A"), ("done", "C"))
    asked = CloseOutcome("outcome", "待国道改线", "OFF")
    in_public().when(asked, kept_for_reference).then(OutcomeClosed("outcome", "school-gate", "待国道改线", None))


def test_an_outcome_with_a_task_of_class_b_is_tracked() -> None:
    in_public().when(TrackOutcome("outcome"), standing(("done", "A"), ("tracking", "B"))).then(TRACKED)


def test_it_is_not_tracked_while_a_rating_is_open() -> None:
    tasks = standing(("rating_open", "A"), ("tracking", "B"))
    in_public().when(TrackOutcome("outcome"), tasks).refused(rules.RatingOpen)


def test_without_class_b_there_is_nothing_to_track() -> None:
    in_public().when(TrackOutcome("outcome"), standing(("done", "A"))).refused(rules.NothingToTrack)


def test_a_tracked_outcome_goes_on_when_a_task_reports_again() -> None:
    asked = given(OUTCOME, *IN_PUBLIC, TRACKED).when(NoteProgress("outcome"), standing(("reply_drafted", "B")))
    asked.then(OutcomeProgressNoted("outcome", "school-gate"))


def test_the_office_closes_a_tracked_outcome_and_the_system_waits_for_its_tasks() -> None:
    tracked = given(OUTCOME, *IN_PUBLIC, TRACKED)
    tracked.when(CloseOutcome("outcome", actor_role="OFF"), standing(("tracking", "B"))).then_state("closed")
    tracked.when(CloseOutcome("outcome"), standing(("tracking", "B"))).refused(rules.TasksUnfinished)
    tracked.when(CloseOutcome("outcome"), standing(("done", "B"))).then_state("closed")


def test_an_outcome_is_public_from_the_day_it_was_made_public() -> None:
    assert OUTCOME.row(given(OUTCOME, *CALLED_BACK, FED_BACK).state, "outcome").audience == "place"
    assert OUTCOME.row(in_public().state, "outcome").audience == "public"
