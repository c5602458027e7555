"""The rules of contact duties: one leader, one division, one quarter as it runs in China."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from infra.kernel.access.places import Actor, KnownOrganisation
from infra.kernel.access.rules_of_place import RULES, Standing
from infra.kernel.testing import given
from services.members.copies import KnownTopic
from services.members.duty.circumstances import id_of_duty
from services.members.duty.commands import (
    MissDuty,
    RecordVisit,
    RecordVisitLate,
    ScheduleDuty,
    SendBackDuty,
    VerifyDuty,
)
from services.members.duty.domain import Facts, schedule_duty
from services.members.duty.events import (
    DutyMissed,
    DutyRecordedLate,
    DutyScheduled,
    DutySentBack,
    DutyVerified,
    DutyVisitRecorded,
)
from services.members.duty.lifecycle import DUTY
from services.members.duty.projections import DutyShown, row
from services.members.duty.schemas import COMMANDS
from services.members.duty.state import Duty, State, due, end_of, last_day, next_quarter, quarter_of, start_of
from services.members.rules import (
    DivisionMustExist,
    DutyIsVerifiedBySomebodyElse,
    LeaderMustBeInOffice,
    OneDutyALeaderDivisionAndQuarter,
    QuarterMustNotBeOver,
    TopicMustBeOfThisPlace,
    VisitIsRecordedWithinTheQuarter,
    VisitMustBePast,
    VisitMustLieInTheQuarter,
    VisitMustNotLieBeforeTheQuarter,
)
from tests.directory import LiteralDirectory

TOWN, SECOND = "620723101", timedelta(seconds=1)
# 0:00 in China is 16:00 of the day before in UTC.
BEGINS, OVER = datetime(2026, 6, 30, 16, tzinfo=UTC), datetime(2026, 9, 30, 16, tzinfo=UTC)
AUGUST, OCTOBER = datetime(2026, 8, 12, 2, tzinfo=UTC), datetime(2026, 10, 9, 2, tzinfo=UTC)
SCHEDULED = DutyScheduled("duty", "ana", TOWN, "2026-Q3")
VISITED = DutyVisitRecorded("duty", AUGUST, "减速带尚缺两处 𠮷", ())
MISSED, LATE = DutyMissed("duty"), DutyRecordedLate("duty", AUGUST, "防汛", "在外学习")
SCHEDULE = ScheduleDuty("duty", "ana", TOWN, "2026-Q3", actor_role="OFF")
RECORD = RecordVisit("duty", AUGUST, "减速带尚缺两处 𠮷")
RECORD_LATE = RecordVisitLate("duty", AUGUST, "防汛", "在外学习")
IN_AUGUST, IN_OCTOBER = Facts(AUGUST + timedelta(days=1)), Facts(OCTOBER)


def folded(*events: object) -> Duty:
    state: Duty = given(DUTY, *events).state
    return state


def shown_of(*events: object) -> DutyShown:
    shown = row(folded(*events), "duty").shown
    assert isinstance(shown, DutyShown)
    return shown


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), "2026-Q1"),
        (date(2026, 3, 31), "2026-Q1"),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2026, 9, 30), "2026-Q3"),
        (date(2026, 12, 31), "2026-Q4"),
    ],
)
def test_a_quarter_is_three_months(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


def test_a_quarter_begins_and_ends_at_midnight_in_china_also_at_the_years_end() -> None:
    assert (start_of("2026-Q3"), end_of("2026-Q3"), last_day("2026-Q3")) == (BEGINS, OVER, date(2026, 9, 30))
    assert end_of("2026-Q4") == start_of("2027-Q1") == datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert (next_quarter("2026-Q4"), last_day("2026-Q4")) == ("2027-Q1", date(2026, 12, 31))
    assert end_of("2199-Q4").year == 2200


def test_a_duty_is_scheduled_as_told() -> None:
    given(DUTY).when(SCHEDULE, IN_AUGUST).then(SCHEDULED)


def test_the_leader_must_hold_the_office() -> None:
    given(DUTY).when(SCHEDULE, replace(IN_AUGUST, leader_in_office=False)).refused(LeaderMustBeInOffice)
    assert LeaderMustBeInOffice.names == "leader"


def test_the_division_must_exist() -> None:
    given(DUTY).when(SCHEDULE, replace(IN_AUGUST, division_known=False)).refused(DivisionMustExist)


def test_there_is_one_duty_of_a_leader_a_division_and_a_quarter() -> None:
    with pytest.raises(OneDutyALeaderDivisionAndQuarter):
        schedule_duty(folded(SCHEDULED), SCHEDULE, IN_AUGUST)
    ids = {
        id_of_duty(*three) for three in (("ana", TOWN, "2026-Q3"), ("ben", TOWN, "2026-Q3"), ("ana", TOWN, "2026-Q4"))
    }
    assert len(ids) == 3
    assert id_of_duty("ana", TOWN, "2026-Q3") in ids


def test_nobody_schedules_for_a_quarter_that_is_over_when_it_is_entered() -> None:
    given(DUTY).when(SCHEDULE, Facts(OVER - SECOND)).then(SCHEDULED)
    given(DUTY).when(SCHEDULE, Facts(OVER)).refused(QuarterMustNotBeOver)


def test_the_system_opens_what_a_charge_brought_also_after_the_clock_has_gone_far() -> None:
    given(DUTY).when(replace(SCHEDULE, actor_role="SYS"), Facts(OVER)).then(SCHEDULED)


@pytest.mark.parametrize(
    "quarter", ["2026Q3", "2026-Q5", "2026-Q0", "Q3-2026", "2026-q3", "２０２６-Q3", "2026-Q3\n", "9999-Q4", "", 3]
)
def test_a_quarter_of_another_form_is_refused_and_the_form_is_named(quarter: object) -> None:
    said = {"leader": "019a0000-0000-7000-8000-000000000000", "division": TOWN, "quarter": quarter}
    errors = COMMANDS["schedule"]().validate(said)
    assert list(errors) == ["quarter"]
    if isinstance(quarter, str) and quarter:
        assert "2026-Q3" in errors["quarter"][0]


def test_a_visit_within_the_quarter_is_recorded_as_told() -> None:
    given(DUTY, SCHEDULED).when(RECORD, IN_AUGUST).then(VISITED)
    shown = shown_of(SCHEDULED, VISITED)
    assert (shown.leader, shown.quarter, shown.visited_at, shown.findings, shown.late) == (
        "ana", "2026-Q3", AUGUST, "减速带尚缺两处 𠮷", False,
    )  # fmt: skip


def test_a_visit_lies_in_the_quarter_its_first_moment_included() -> None:
    for visited_at in (BEGINS, OVER - SECOND):
        said = replace(RECORD, visited_at=visited_at)
        given(DUTY, SCHEDULED).when(said, Facts(OVER - SECOND)).then(replace(VISITED, visited_at=visited_at))
    before = replace(RECORD, visited_at=BEGINS - SECOND)
    given(DUTY, SCHEDULED).when(before, IN_AUGUST).refused(VisitMustLieInTheQuarter)


def test_a_visit_is_past_when_it_is_entered() -> None:
    ahead = Facts(AUGUST - SECOND)
    given(DUTY, SCHEDULED).when(RECORD, ahead).refused(VisitMustBePast)
    given(DUTY, SCHEDULED, MISSED).when(replace(RECORD_LATE, visited_at=OCTOBER + SECOND), IN_OCTOBER).refused(
        VisitMustBePast
    )


def test_a_duty_of_a_later_quarter_takes_no_visit_yet() -> None:
    later = replace(SCHEDULED, quarter="2026-Q4")
    given(DUTY, later).when(RECORD, IN_AUGUST).refused(VisitMustLieInTheQuarter)


def test_what_is_entered_after_the_quarter_is_late_however_it_is_dated() -> None:
    given(DUTY, SCHEDULED).when(RECORD, Facts(OVER)).refused(VisitIsRecordedWithinTheQuarter)


@pytest.mark.parametrize(("division", "fits"), [("620723", True), (TOWN, True), ("620723102", False), ("6207", True)])
def test_topics_are_of_the_division_or_of_one_above_or_below(division: str, fits: bool) -> None:
    facts = replace(IN_AUGUST, topics=(KnownTopic("topic", division),))
    said = given(DUTY, SCHEDULED).when(replace(RECORD, topics=("topic", "topic")), facts)
    if fits:
        said.then(replace(VISITED, topics=("topic",)))
    else:
        said.refused(TopicMustBeOfThisPlace)
    assert TopicMustBeOfThisPlace.names == "topics"


def test_a_duty_is_missed_when_its_quarter_is_over_in_china() -> None:
    assert due(folded(SCHEDULED)) == [(OVER, MissDuty("duty"))]
    given(DUTY, SCHEDULED).when(MissDuty("duty"), IN_OCTOBER).then(MISSED)
    year_end = replace(SCHEDULED, quarter="2026-Q4")
    assert due(folded(year_end)) == [(datetime(2026, 12, 31, 16, tzinfo=UTC), MissDuty("duty"))]


@pytest.mark.parametrize("after", [(VISITED,), (MISSED,), (MISSED, LATE), (VISITED, DutyVerified("duty"))])
def test_nothing_is_due_of_a_duty_that_was_done_or_missed(after: tuple[object, ...]) -> None:
    assert due(folded(SCHEDULED, *after)) == []


def test_what_is_sent_back_is_open_again_until_the_quarter_is_over() -> None:
    sent_back = DutySentBack("duty", "写清走访了哪几个村")
    given(DUTY, SCHEDULED, VISITED).when(SendBackDuty("duty", "写清走访了哪几个村"), IN_AUGUST).then(sent_back)
    duty = folded(SCHEDULED, VISITED, sent_back)
    assert (duty.state, duty.reason, due(duty)) == (State.SCHEDULED, sent_back.reason, [(OVER, MissDuty("duty"))])


def test_a_missed_duty_is_recorded_late_and_counts_as_late() -> None:
    given(DUTY, SCHEDULED, MISSED).when(RECORD_LATE, IN_OCTOBER).then(LATE)
    shown = shown_of(SCHEDULED, MISSED, LATE)
    assert (shown.visited_at, shown.findings, shown.late, shown.reason) == (AUGUST, "防汛", True, "在外学习")


def test_a_visit_may_be_made_up_for_after_the_quarter_but_not_before_it() -> None:
    made_up = replace(RECORD_LATE, visited_at=OCTOBER)
    given(DUTY, SCHEDULED, MISSED).when(made_up, IN_OCTOBER).then(replace(LATE, visited_at=OCTOBER))
    early = replace(RECORD_LATE, visited_at=BEGINS - SECOND)
    given(DUTY, SCHEDULED, MISSED).when(early, IN_OCTOBER).refused(VisitMustNotLieBeforeTheQuarter)


def test_no_leader_verifies_a_duty_of_his_own() -> None:
    given(DUTY, SCHEDULED, VISITED).when(VerifyDuty("duty", actor_person="ana"), IN_AUGUST).refused(
        DutyIsVerifiedBySomebodyElse
    )
    for somebody in ("ben", None):
        given(DUTY, SCHEDULED, VISITED).when(VerifyDuty("duty", somebody), IN_AUGUST).then(DutyVerified("duty"))


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((MISSED,), RECORD),
        ((VISITED,), RECORD),
        ((), RECORD_LATE),
        ((VISITED,), RECORD_LATE),
        ((), VerifyDuty("duty")),
        ((MISSED,), VerifyDuty("duty")),
        ((), SendBackDuty("duty", "!")),
        ((VISITED, DutyVerified("duty")), SendBackDuty("duty", "!")),
        ((VISITED,), MissDuty("duty")),
    ],
)
def test_a_command_does_not_come_from_other_states(past: tuple[object, ...], command: object) -> None:
    with pytest.raises(AssertionError, match="no row takes"):
        given(DUTY, SCHEDULED, *past).when(command, IN_AUGUST).then()


OFFICES = (
    KnownOrganisation("office", "县政协", "cppcc_office", "620723"),
    KnownOrganisation("elsewhere", "邻县政协", "cppcc_office", "620724"),
)


def standing(actor: Actor) -> Standing:
    return Standing(actor, LiteralDirectory(OFFICES), date(2026, 8, 3))


def test_the_visit_is_the_named_leaders_to_record_and_the_nearest_offices() -> None:
    place = DUTY.place(folded(SCHEDULED), "duty")
    leads = {person: standing(Actor(person, ("LEAD",))) for person in ("ana", "ben")}
    office = {one.id: standing(Actor(None, ("OFF",), one.id, one.division)) for one in OFFICES}
    assert (RULES["LEAD"].holds(leads["ana"], place), RULES["LEAD"].holds(leads["ben"], place)) == (True, False)
    assert (RULES["OFF"].holds(office["office"], place), RULES["OFF"].holds(office["elsewhere"], place)) == (
        True,
        False,
    )
