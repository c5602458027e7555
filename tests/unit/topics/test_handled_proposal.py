"""A proposal is handled like a task: signed for, returned, extended, paused, and when it is late urged and supervised."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.testing import Scenario, given
from services.topics import document_rules, rules
from services.topics.proposal import handling_commands as asked
from services.topics.proposal import handling_events as happened
from services.topics.proposal.events import (
    ProposalEvent,
    ProposalReplySentBack,
    ProposalResolved,
    ProposalReworkDemanded,
)
from services.topics.proposal.handling import Deadline, Times
from services.topics.proposal.ladder import over
from services.topics.proposal.lifecycle import PROPOSAL
from services.topics.proposal.projections import ProposalShown, row
from services.topics.proposal.state import HANDLED, RUNNING, TAKES_OTHERS_IN, due
from services.topics.proposal.succession_events import ProposalTakenOver
from tests.unit.topics.test_proposal import (
    ASSIGNED,
    DUE,
    IN_ASSIGNED,
    IN_FILED,
    NEXT_JUNE,
    NOON,
    PROMISED,
    REPLIED,
    RETURN_UNTIL,
    TODAY,
    TRACKED,
    WRITTEN,
)

OVER = over(DUE)
SOON_AT = NOON + (OVER - NOON) * 4 / 5
YELLOW_AT, RED_AT = datetime(2026, 10, 14, 16, tzinfo=UTC), datetime(2026, 10, 28, 16, tzinfo=UTC)
SUPERVISION = (
    Deadline(date(2026, 10, 14), YELLOW_AT, "supervise_yellow@1"),
    Deadline(date(2026, 10, 28), RED_AT, "supervise_red@1"),
)
WINDOW = Deadline(date(2026, 3, 26), RETURN_UNTIL, "task_return@1")
BY_POLICY = Deadline(date(2026, 6, 17), datetime(2026, 6, 17, 4, tzinfo=UTC), "task_reply@1")
NOVEMBER = date(2026, 11, 30)

SIGNED = happened.ProposalSigned("p")
DUE_SOON = happened.ProposalDueSoon("p", DUE)
OVERDUE = happened.ProposalOverdue("p", DUE, YELLOW_AT, "supervise_yellow@1", RED_AT, "supervise_red@1", False)
URGED = happened.ProposalUrged("p")
YELLOW = happened.ProposalSupervised("p", "yellow", "逾期")
RED = happened.ProposalSupervised("p", "red", "逾期")
LATE = (SIGNED, DUE_SOON, OVERDUE, URGED)
RETURNED = happened.ProposalReturnRequested("p", "不属本单位", None)
OPINIONS = Deadline(date(2026, 4, 3), over(date(2026, 4, 3)), "co_handlers_opinion@1")
ASKED = happened.ProposalCoHandlersAsked(
    "p", "能否分批放学？", ("roads", "schools"), OPINIONS.day, OPINIONS.ends_at, OPINIONS.policy
)
BY_ROADS = happened.ProposalCoOpinionGiven("p", "roads", "可以")
IN_SIGNED = given(PROPOSAL, *IN_ASSIGNED.past, SIGNED)


def after(*events: ProposalEvent) -> Scenario:
    return given(PROPOSAL, *IN_ASSIGNED.past, *events)


def falls_due(*events: ProposalEvent) -> list[tuple[datetime, Any]]:
    return due(after(*events).state)


def at(moment: datetime) -> Times:
    return Times(moment, moment.date(), returning=WINDOW, supervision=SUPERVISION, entered_on=moment.date())


def shown(scenario: Scenario) -> ProposalShown:
    said = row(scenario.state, "p").shown
    assert isinstance(said, ProposalShown)
    return said


def level(told: list[tuple[datetime, Any]]) -> tuple[datetime, str]:
    ((moment, command),) = told
    assert isinstance(command, asked.SuperviseProposal)
    return moment, command.level


# 临期 超期 催办 督办


def test_the_steps_of_a_late_proposal_fall_due_in_order_each_once() -> None:
    assert falls_due() == falls_due(SIGNED) == [(SOON_AT, asked.NoteProposalDueSoon("p"))]
    assert falls_due(DUE_SOON) == [(OVER, asked.NoteProposalOverdue("p"))]
    assert falls_due(DUE_SOON, OVERDUE) == [(OVER, asked.UrgeProposal("p"))]
    assert level(falls_due(*LATE)) == (YELLOW_AT, "yellow")
    assert level(falls_due(*LATE, YELLOW)) == (RED_AT, "red")
    assert falls_due(*LATE, YELLOW, RED) == []


def test_nothing_is_due_before_it_is_assigned_nor_once_it_was_replied_to() -> None:
    assert due(IN_FILED.state) == []
    assert falls_due(*LATE, REPLIED) == []


def test_it_is_due_soon_at_80_percent_of_its_time_and_overdue_when_its_day_has_passed() -> None:
    soon, overdue = asked.NoteProposalDueSoon("p"), asked.NoteProposalOverdue("p")
    IN_SIGNED.when(soon, at(SOON_AT - timedelta(seconds=1))).refused(document_rules.NotThatLateYet)
    IN_SIGNED.when(soon, at(SOON_AT)).then(DUE_SOON)
    IN_SIGNED.when(overdue, at(OVER - timedelta(seconds=1))).refused(document_rules.NotThatLateYet)
    IN_SIGNED.when(overdue, at(OVER)).then(OVERDUE)
    after(*LATE).when(soon, at(OVER)).refused(document_rules.NotThatLateYet)
    after(*LATE).when(overdue, at(OVER)).refused(document_rules.NotThatLateYet)


def test_due_soon_and_overdue_are_shown_and_lists_find_what_is_overdue() -> None:
    assert [(shown(one).due_soon, shown(one).overdue) for one in (IN_SIGNED, after(DUE_SOON), after(*LATE))] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    for scenario, overdue in ((IN_SIGNED, False), (after(DUE_SOON), False), (after(DUE_SOON, OVERDUE), True)):
        handling = row(scenario.state, "p").handling
        assert handling is not None
        assert handling.overdue is overdue
    assert shown(after(*LATE, REPLIED)).overdue  # it was replied to late


def test_urging_and_supervising_fit_whenever_its_clock_runs_and_are_counted_and_shown() -> None:
    for command in ("urge", "supervise"):
        assert [row.from_states for row in PROPOSAL.rows[command]] == [RUNNING]
    assert (shown(after(*LATE, URGED)).urged, shown(after(*LATE, YELLOW, RED)).supervised) == (2, "red")


def test_what_a_supervisor_did_by_hand_before_is_not_done_again() -> None:
    assert falls_due(*LATE, RED) == []
    assert level(falls_due(*LATE, YELLOW, YELLOW)) == (RED_AT, "red")
    assert falls_due(DUE_SOON, URGED) == [(OVER, asked.NoteProposalOverdue("p"))]


def test_one_that_was_assigned_before_the_time_was_told_is_never_due_soon_but_overdue() -> None:
    before = replace(ASSIGNED, assigned_at=None, return_until=None, return_policy=None)
    past = given(PROPOSAL, *IN_FILED.past, before)
    assert due(past.state) == [(OVER, asked.NoteProposalOverdue("p"))]
    past.when(asked.NoteProposalDueSoon("p"), at(OVER)).refused(document_rules.NotThatLateYet)


def test_a_reply_that_was_sent_back_is_awaited_again_and_its_clock_goes_on() -> None:
    again = (*LATE, REPLIED, ProposalReplySentBack("p", "不具体"))
    assert level(falls_due(*again)) == (YELLOW_AT, "yellow")


def test_the_clock_runs_while_a_reply_is_reviewed_and_while_it_is_written_again() -> None:
    for again in ((WRITTEN,), (WRITTEN, REPLIED, ProposalReworkDemanded("p", 1, "慢"))):
        assert level(falls_due(*LATE, *again)) == (YELLOW_AT, "yellow")
    reworked = after(WRITTEN, REPLIED, ProposalReworkDemanded("p", 1, "慢"))
    reworked.when(asked.SignForProposal("p")).then(SIGNED)
    assert after(*LATE, WRITTEN).state.state == "reply_review"


def test_what_a_reply_promised_has_the_same_steps_by_its_own_day_each_once() -> None:
    over_in_june = over(NEXT_JUNE)
    soon = NOON + (over_in_june - NOON) * 4 / 5
    promised = (*LATE, YELLOW, PROMISED, TRACKED)
    assert falls_due(*promised) == [(soon, asked.NoteProposalDueSoon("p"))]
    assert (shown(after(*promised)).overdue, shown(after(*promised)).supervised) == (False, "yellow")
    overdue = replace(OVERDUE, due=NEXT_JUNE)
    after(*promised).when(asked.NoteProposalOverdue("p"), at(over_in_june)).then(overdue)
    late = (*promised, overdue, URGED)
    again = (*late, ProposalResolved("p", "已建成"), replace(TRACKED, reason="未建成"))
    assert falls_due(*late[:-1], ProposalResolved("p", "已建成")) == []
    assert level(falls_due(*late)) == level(falls_due(*again)) == (YELLOW_AT, "yellow")


# 会办


def asks(*events: ProposalEvent) -> Scenario:
    return given(PROPOSAL, *IN_FILED.past, replace(ASSIGNED, co_handlers=("roads", "schools")), SIGNED, *events)


def test_the_lead_asks_its_co_handlers_and_goes_on_when_each_has_answered() -> None:
    times = replace(at(NOON), opinions=OPINIONS)
    ask = asked.AskProposalCoHandlers("p", "能否分批放学？")
    asks().when(ask, times).then(ASKED)
    asks().when(replace(ask, due=TODAY), times).refused(rules.NamedDayMustLieAhead)
    alone = given(PROPOSAL, *IN_FILED.past, replace(ASSIGNED, co_handlers=()), SIGNED)
    alone.when(ask, times).refused(document_rules.ThereAreNoCoHandlers)
    waiting = asks(ASKED)
    assert (waiting.state.state, shown(waiting).awaited) == ("co_waiting", ("roads", "schools"))
    waiting.when(asked.GiveProposalOpinion("p", "可以", "roads")).then(BY_ROADS)
    for nobody in ("police", "banks", None):
        opinion = asked.GiveProposalOpinion("p", "可以", nobody)
        waiting.when(opinion).refused(document_rules.NoOpinionIsAwaited)
    twice = asked.GiveProposalOpinion("p", "再说", "roads")
    asks(ASKED, BY_ROADS).when(twice).refused(document_rules.NoOpinionIsAwaited)
    assert asks(ASKED, BY_ROADS).state.state == "co_waiting"
    answered = asks(ASKED, BY_ROADS, replace(BY_ROADS, organisation="schools"))
    assert (answered.state.state, [one.organisation for one in shown(answered).opinions]) == (
        "signed",
        ["roads", "schools"],
    )
    assert PROPOSAL.rows["reply"][0].from_states == ("assigned", "signed", "rework")  # not while they are waited for


def test_co_handlers_that_are_silent_until_their_day_are_waited_for_no_longer() -> None:
    waiting, time_out = asks(ASKED, BY_ROADS), asked.TimeOutProposalCoHandlers("p")
    assert due(waiting.state)[0] == (OPINIONS.ends_at, time_out)
    waiting.when(time_out, at(OPINIONS.ends_at - timedelta(seconds=1))).refused(document_rules.OpinionsMayStillCome)
    silent = happened.ProposalCoHandlersTimedOut("p", ("schools",))
    waiting.when(time_out, at(OPINIONS.ends_at)).then(silent)
    after_it = asks(ASKED, BY_ROADS, silent)
    assert (after_it.state.state, shown(after_it).awaited) == ("signed", ())
    assert falls_due(SIGNED) == due(after_it.state)


def test_a_successor_is_waited_for_in_the_place_of_who_ended_and_once() -> None:
    def waited(old: str, new: str) -> tuple[str, tuple[str, ...]]:
        scenario = asks(ASKED, BY_ROADS, ProposalTakenOver("p", old, new))
        return scenario.state.state, shown(scenario).awaited

    assert waited("schools", "district schools") == ("co_waiting", ("district schools",))
    assert waited("schools", "roads") == waited("schools", "police") == waited("police", "schools") == ("signed", ())


# 延期


def test_the_lead_asks_for_an_extension_before_the_date_has_passed_and_for_a_later_day() -> None:
    extend = asked.RequestProposalExtension("p", NOVEMBER, "雨季")
    requested = happened.ProposalExtensionRequested("p", NOVEMBER, "雨季", None)
    for scenario in (IN_ASSIGNED, IN_SIGNED):
        scenario.when(extend, at(NOON)).then(requested)
    IN_SIGNED.when(extend, at(OVER)).refused(document_rules.ProposalExpired)
    IN_SIGNED.when(replace(extend, due=DUE), at(NOON)).refused(document_rules.ExtensionMustBeLater)
    IN_SIGNED.when(replace(extend, due=TODAY), at(NOON)).refused(rules.NamedDayMustLieAhead)
    assert (shown(after(requested)).requested_due, shown(after(requested)).due) == (NOVEMBER, DUE)


def test_an_extension_is_granted_with_both_dates_visible_and_its_steps_begin_anew() -> None:
    requested = happened.ProposalExtensionRequested("p", NOVEMBER, "雨季", None)
    granted = happened.ProposalExtended("p", DUE, NOVEMBER, "同意")
    after(requested).when(asked.GrantProposalExtension("p", "同意"), at(NOON)).then(granted)
    shorter = asked.GrantProposalExtension("p", "同意", date(2026, 10, 31))
    after(requested).when(shorter, at(NOON)).then(replace(granted, due=date(2026, 10, 31)))
    after(requested).when(replace(shorter, due=DUE), at(NOON)).refused(document_rules.ExtensionMustBeLater)
    after(requested).when(replace(shorter, due=TODAY), at(NOON)).refused(rules.NamedDayMustLieAhead)
    extended = after(*LATE, requested, granted)
    assert extended.state.state == "signed"
    said = shown(extended)
    assert (said.original_due, said.due, said.requested_due, said.overdue) == (DUE, NOVEMBER, None, False)
    assert due(extended.state) == [(NOON + (over(NOVEMBER) - NOON) * 4 / 5, asked.NoteProposalDueSoon("p"))]


def test_an_extension_that_is_refused_leaves_the_date_and_says_why() -> None:
    requested = happened.ProposalExtensionRequested("p", NOVEMBER, "雨季", None)
    denied = happened.ProposalExtensionDenied("p", "已够时间")
    after(requested).when(asked.DenyProposalExtension("p", "已够时间")).then(denied)
    said = shown(after(requested, denied))
    assert (said.due, said.requested_due) == (DUE, None)


# 退办


def test_the_lead_returns_it_with_a_reason_within_the_days_of_the_policy() -> None:
    give_back = asked.RequestProposalReturn("p", "不属本单位")
    for scenario in (IN_ASSIGNED, IN_SIGNED):
        scenario.when(give_back, at(RETURN_UNTIL)).then(RETURNED)
        late = at(RETURN_UNTIL + timedelta(seconds=1))
        scenario.when(give_back, late).refused(document_rules.ProposalReturnWindowPassed)


def test_another_lead_gets_a_window_and_a_date_of_its_own_and_the_old_one_stays_named() -> None:
    times = replace(at(NOON), due=BY_POLICY)
    reassigned = happened.ProposalReassigned(
        "p", "schools", "police", "属教育局", BY_POLICY.day, "task_reply@1", NOON, RETURN_UNTIL, "task_return@1", False
    )
    past = after(RETURNED)
    past.when(asked.ReassignProposal("p", "schools", "属教育局"), times).then(reassigned)
    chosen = replace(times, due=Deadline(NOVEMBER, over(NOVEMBER), None))
    by_hand = replace(reassigned, due=NOVEMBER, policy=None)
    past.when(asked.ReassignProposal("p", "schools", "属教育局", NOVEMBER), chosen).then(by_hand)
    for lead, rule in (
        ("police", document_rules.ProposalLeadUnchanged),
        ("roads", document_rules.LeadIsNoCoHandler),
    ):
        past.when(asked.ReassignProposal("p", lead, "r"), times).refused(rule)
    past.when(asked.ReassignProposal("p", "schools", "r", TODAY), chosen).refused(rules.NamedDayMustLieAhead)
    given_on = after(RETURNED, reassigned)
    said = shown(given_on)
    assert (given_on.state.state, said.lead, said.former_leads, said.due) == (
        "assigned",
        "schools",
        ("police",),
        BY_POLICY.day,
    )
    assert row(given_on.state, "p").named[:3] == ("schools", "roads", "police")


def test_a_lead_whose_return_is_refused_has_signed_for_it() -> None:
    denied = happened.ProposalReturnDenied("p", "属本单位")
    after(RETURNED).when(asked.DenyProposalReturn("p", "属本单位")).then(denied)
    assert after(RETURNED, denied).state.state == "signed"


def test_what_came_on_paper_in_time_is_entered_by_the_office_with_the_day_on_which_it_came() -> None:
    late = replace(at(RETURN_UNTIL + timedelta(days=3)), assigned_on=TODAY)
    on_paper = asked.RequestProposalReturn("p", "不属本单位", date(2026, 3, 26), "OFF")
    IN_SIGNED.when(on_paper, late).then(replace(RETURNED, received_at=date(2026, 3, 26)))
    for received, role, rule in (
        (date(2026, 3, 27), "DISP", document_rules.ProposalReturnWindowPassed),
        (None, "DISP", document_rules.SayWhenItCame),
        (date(2026, 3, 26), "HND", document_rules.TheLeadEntersItItself),
        (TODAY - timedelta(days=1), "OFF", document_rules.ItCameWhileTheLeadHadIt),
        (late.today + timedelta(days=1), "OFF", document_rules.ItCameWhileTheLeadHadIt),
    ):
        IN_SIGNED.when(replace(on_paper, received_at=received, actor_role=role), late).refused(rule)
    after_it = replace(at(OVER + timedelta(days=2)), assigned_on=TODAY)
    extension = asked.RequestProposalExtension("p", NOVEMBER, "雨季", DUE, "DISP")
    IN_SIGNED.when(extension, after_it).then(happened.ProposalExtensionRequested("p", NOVEMBER, "雨季", DUE))


# 暂停


def test_nothing_falls_due_while_the_clock_stands_still_and_everything_moves_by_the_pause() -> None:
    paused = happened.ProposalPaused("p", TODAY, "等待规划", None)
    IN_SIGNED.when(asked.PauseProposal("p", "等待规划"), at(NOON)).then(paused)
    assert falls_due(SIGNED, paused) == []
    moved = timedelta(days=10)
    resumed = happened.ProposalResumed("p", DUE, DUE + moved)
    after(SIGNED, paused).when(asked.ResumeProposal("p"), at(NOON + moved)).then(resumed)
    assert falls_due(SIGNED, paused, resumed) == [(SOON_AT + moved, asked.NoteProposalDueSoon("p"))]
    assert level(falls_due(*LATE, paused, resumed)) == (YELLOW_AT + moved, "yellow")
    assert (shown(after(SIGNED, paused, resumed)).original_due, shown(after(SIGNED, paused)).paused_on) == (DUE, TODAY)


def test_a_pause_until_a_day_is_ended_by_the_system_when_that_day_is_over() -> None:
    until = date(2026, 5, 15)
    paused = happened.ProposalPaused("p", TODAY, "等待规划", until)
    IN_SIGNED.when(asked.PauseProposal("p", "等待规划", until), at(NOON)).then(paused)
    IN_SIGNED.when(asked.PauseProposal("p", "r", TODAY), at(NOON)).refused(rules.NamedDayMustLieAhead)
    late_entry = replace(at(NOON), entered_on=until)
    IN_SIGNED.when(asked.PauseProposal("p", "r", until), late_entry).refused(rules.NamedDayMustLieAhead)
    assert falls_due(SIGNED, paused) == [(over(until), asked.ResumeProposal("p"))]
    resumed = happened.ProposalResumed("p", DUE, DUE + timedelta(days=(until - TODAY).days + 1))
    after(SIGNED, paused).when(asked.ResumeProposal("p"), at(over(until) + timedelta(days=9))).then(resumed)


# 放假通知


def test_the_notice_of_a_year_reckons_the_open_dates_again_and_both_stay_on_record() -> None:
    later = Deadline(date(2026, 3, 27), RETURN_UNTIL + timedelta(days=1), "task_return@1")
    supervision = tuple(replace(one, ends_at=one.ends_at + timedelta(days=1)) for one in SUPERVISION)
    times = Times(NOON, TODAY, returning=later, supervision=(supervision[0], supervision[1]))
    again = asked.ReckonProposalAgain("p", "2026@2")
    window = happened.ProposalReturnReckonedAgain("p", later.ends_at, "task_return@1", False, RETURN_UNTIL, "2026@2")
    IN_ASSIGNED.when(again, times).then(window)
    assert shown(after(window)).return_until == later.ends_at
    moved = happened.ProposalSupervisionReckonedAgain(
        "p", supervision[0].ends_at, supervision[1].ends_at, False, YELLOW_AT, RED_AT, "2026@2"
    )
    long_after = replace(times, now=OVER)
    after(*LATE).when(again, long_after).then(moved)
    assert level(falls_due(*LATE, moved)) == (YELLOW_AT + timedelta(days=1), "yellow")
    after(*LATE, YELLOW).when(again, long_after).then(replace(moved, yellow_at=YELLOW_AT))
    after(*LATE, YELLOW, RED).when(again, long_after).refused(rules.NothingToReckon)
    IN_ASSIGNED.when(again, at(NOON)).refused(rules.NothingToReckon)
    after(RETURNED).when(again, times).refused(rules.NothingToReckon)


@pytest.mark.parametrize(("command", "fits"), [("take_in", TAKES_OTHERS_IN), ("assign", ("filed", *HANDLED))])
def test_until_it_is_replied_to_others_are_merged_into_it_and_an_ended_lead_is_replaced_as_long_as_it_handles_it(
    command: str, fits: tuple[str, ...]
) -> None:
    states = {state for one in PROPOSAL.rows[command] for state in one.from_states}
    assert states == {*fits}
    assert {*HANDLED} - {*TAKES_OTHERS_IN} == {"reply_review", "rework", "tracking"}
