"""The calendar is a versioned policy (ruling 4): a year's notice moves the open dates that were counted without it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.clock import CHINA, end_of_day
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import RuleBroken
from infra.kernel.base.workdays import YearNotice, is_workday, workdays_after
from infra.kernel.testing import given
from services.meetings.meeting.events import (
    MeetingPlanned,
    MeetingScheduled,
    MinutesCirculated,
)
from services.meetings.meeting.lifecycle import MEETING
from services.members.calendar.circumstances import id_of_new
from services.members.calendar.commands import CreateCalendar
from services.members.calendar.domain import create_calendar
from services.members.calendar.events import CalendarNoticeEntered, Holiday
from services.members.calendar.lifecycle import CALENDAR
from services.members.calendar.state import evolve
from services.members.calendar_rules import (
    CalendarOfTheYearIsThere,
    DayIsBothOffAndWorked,
    DaysMustBeOfTheYear,
    HolidayIsTooLong,
    HolidayMustNotEndBeforeItBegins,
    WorkdayMustBeAWeekendDay,
)
from services.members.policy.lifecycle import POLICY
from services.outcomes.task.events import TaskAssigned
from services.outcomes.task.lifecycle import TASK
from services.topics.topic.commands import ReckonNoticeAgain
from services.topics.topic.events import TopicApproved, TopicDrafted, TopicNoticed
from services.topics.topic.lifecycle import TOPIC
from tests.unit.whole_suite import TOWN, WholeSuite

ADMINISTRATION = Actor("administrator", ("ADM",))
NEW_YEARS_EVE = datetime(2026, 12, 30, 12, tzinfo=CHINA)
"""A Wednesday; the notice of 2027 is not known to the package yet."""
FRIDAY_TO_SUNDAY = {"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}
NOTICE = {"document_number": "国办发明电〔2026〕9号", "days_off": [FRIDAY_TO_SUNDAY], "workdays": []}
LONGER = {"name": "元旦", "first": "2027-01-01", "last": "2027-01-05"}


def suite(at: datetime = NEW_YEARS_EVE) -> WholeSuite:
    made = WholeSuite()
    made.clock.now = at.astimezone(UTC)
    return made


def entered(of: WholeSuite, **said: object) -> str:
    body = {"year": 2027, **NOTICE, **said}
    answer = of.of(CALENDAR).do("create", ("calendars", None), body, ADMINISTRATION)
    of.settle()
    return str(answer["id"])


def posted(of: WholeSuite, until: str | None = None) -> str:
    topic, council = new_id(), of.organisations["council"]
    drafted = TopicDrafted(topic, "路灯", "不亮", TOWN, council, "society", ("住户",), "照明")
    of.told("topics", drafted, TopicApproved(topic, "沙党发〔2026〕9号"))
    body = {"until": until} if until else {}
    of.of(TOPIC).do("post_notice", ("topics", topic), body, of.actor("CHAIR", "council"))
    return topic


def planned_meeting(of: WholeSuite, meeting: str) -> MeetingPlanned:
    council = of.organisations["council"]
    return MeetingPlanned(meeting, "topic", 1, "council", "onsite", None, "议事室", ("住户",), TOWN, council, "路灯")


def last_of(of: WholeSuite, service: str, stream: str) -> tuple[str, dict[str, Any]]:
    """Its type, and what it says; times in UTC."""
    event = list(of.services[service].at_work.store.stream(stream))[-1]
    said: dict[str, Any] = msgspec.json.decode(event.payload)
    return event.type, {name: in_utc(value) for name, value in said.items()}


def in_utc(value: Any) -> Any:
    if isinstance(value, list):
        return [in_utc(one) if isinstance(one, str) else {n: in_utc(v) for n, v in one.items()} for one in value]
    if not isinstance(value, str) or "T" not in value or len(value) < 20:
        return value
    return datetime.fromisoformat(value).astimezone(UTC).isoformat().replace("+00:00", "Z")


def test_ruling_4_the_notice_of_a_year_moves_the_days_of_a_posted_topic_and_both_stay_on_record() -> None:
    of = suite()
    topic = posted(of)
    before = last_of(of, "topics", f"topic-{topic}")[1]
    assert (before["notice_until"], before["provisional"]) == ("2027-01-07", True)
    entered(of, days_off=[LONGER])
    name, told = last_of(of, "topics", f"topic-{topic}")
    assert name == "TopicNoticeReckonedAgain"
    assert (told["former_until"], told["notice_until"], told["provisional"]) == ("2027-01-07", "2027-01-11", False)
    assert (told["policy"], told["calendar"]) == ("topic_notice@1", "2027@1")
    of.clock.now = end_of_day(date(2027, 1, 7)) + timedelta(hours=1)
    of.of(TOPIC).due_times.run()
    assert last_of(of, "topics", f"topic-{topic}")[0] == "TopicNoticeReckonedAgain"
    of.clock.now = end_of_day(date(2027, 1, 11))
    of.of(TOPIC).due_times.run()
    assert last_of(of, "topics", f"topic-{topic}")[0] == "TopicNoticeEnded"


def test_a_notice_that_confirms_the_days_only_says_that_they_are_no_longer_provisional() -> None:
    of = suite()
    topic = posted(of)
    entered(of)
    told = last_of(of, "topics", f"topic-{topic}")[1]
    assert (told["former_until"], told["notice_until"], told["provisional"]) == ("2027-01-07", "2027-01-07", False)


def test_ruling_4_an_amendment_of_the_calendar_is_a_new_edition_and_reckons_again() -> None:
    of = suite()
    topic = posted(of)
    calendar = entered(of)
    body = {**NOTICE, "days_off": [LONGER], "reason": "录入有误"}
    of.of(CALENDAR).do("amend", ("calendars", calendar), body, ADMINISTRATION)
    of.settle()
    told = last_of(of, "topics", f"topic-{topic}")[1]
    assert (told["former_until"], told["notice_until"], told["calendar"]) == ("2027-01-07", "2027-01-11", "2027@2")


def test_a_day_that_somebody_named_is_never_brought_forward() -> None:
    of = suite()
    topic = posted(of, until="2027-02-26")
    entered(of, days_off=[LONGER])
    told = last_of(of, "topics", f"topic-{topic}")[1]
    assert (told["notice_until"], told["provisional"]) == ("2027-02-26", False)


def test_a_notice_of_an_earlier_version_is_only_lengthened() -> None:
    """It does not say whether somebody named its day."""
    of = suite()
    topic, until = new_id(), date(2027, 3, 31)
    drafted = TopicDrafted(topic, "路灯", "不亮", TOWN, of.organisations["council"], "society", ("住户",), "照明")
    posted_then = TopicNoticed(topic, until, end_of_day(until), "topic_notice@1", provisional=True)
    of.told("topics", drafted, posted_then)
    of.settle()
    entered(of)
    told = last_of(of, "topics", f"topic-{topic}")[1]
    assert (told["notice_until"], told["provisional"]) == ("2027-03-31", False)


def test_days_are_counted_by_the_version_of_the_policy_that_was_cited() -> None:
    of = suite()
    topic = posted(of)
    policies = of.of(POLICY).store.log(-1, 500)
    policy = next(e.stream.removeprefix("policy-") for e in policies if '"topic_notice"' in str(e.payload))
    of.of(POLICY).do("amend", ("policies", policy), {"days": 10}, ADMINISTRATION)
    of.settle()
    entered(of, days_off=[LONGER])
    told = last_of(of, "topics", f"topic-{topic}")[1]
    assert (told["notice_until"], told["policy"]) == ("2027-01-11", "topic_notice@1")


def test_a_calendar_that_changes_nothing_writes_nothing() -> None:
    of = suite(datetime(2026, 12, 2, 12, tzinfo=CHINA))
    topic = posted(of)
    entered(of)
    assert last_of(of, "topics", f"topic-{topic}")[0] == "TopicNoticed"
    with pytest.raises(RuleBroken):
        of.of(TOPIC).handler.give(ReckonNoticeAgain(topic, "2027@1"), *_system())


def _system() -> tuple[Actor, str, str, str]:
    return SYSTEM, new_id(), "", new_id()


def test_the_return_window_of_a_task_follows_the_calendar() -> None:
    of = suite()
    task, until = new_id(), datetime(2027, 1, 7, 16, tzinfo=UTC)
    police, roads = of.organisations["police"], of.organisations["builders"]
    of.told("outcomes", TaskAssigned(
        task, "outcome", "topic", "设减速带", police, (roads,), date(2027, 5, 31), "task_reply@1", None, 800, None,
        TOWN, of.organisations["council"], until, "task_return@1", True, of.clock(),
    ))  # fmt: skip
    of.settle()
    entered(of, days_off=[LONGER])
    name, told = last_of(of, "outcomes", f"task-{task}")
    assert name == "TaskReturnReckonedAgain"
    assert (told["former_until"], told["return_until"]) == ("2027-01-07T16:00:00Z", "2027-01-11T16:00:00Z")


def test_the_days_of_supervision_follow_the_calendar() -> None:
    of = suite(datetime(2026, 12, 28, 12, tzinfo=CHINA))
    task, until = new_id(), datetime(2026, 12, 29, 16, tzinfo=UTC)
    police = of.organisations["police"]
    of.told("outcomes", TaskAssigned(
        task, "outcome", "topic", "设减速带", police, (), date(2026, 12, 30), "task_reply@1", None, 800, None,
        TOWN, of.organisations["council"], until, "task_return@1", True, of.clock(),
    ))  # fmt: skip
    of.clock.now = end_of_day(date(2026, 12, 30)).astimezone(UTC)
    of.settle()
    while of.of(TASK).due_times.run():
        pass
    of.settle()
    entered(of, days_off=[LONGER])
    name, told = last_of(of, "outcomes", f"task-{task}")
    assert name == "TaskSupervisionReckonedAgain"
    assert (told["former_yellow_at"], told["yellow_at"]) == ("2027-01-07T16:00:00Z", "2027-01-11T16:00:00Z")
    of.clock.now = datetime(2027, 1, 11, 16, tzinfo=UTC)
    while of.of(TASK).due_times.run():
        pass
    assert last_of(of, "outcomes", f"task-{task}")[1]["level"] == "yellow"


def test_the_review_of_minutes_follows_the_calendar() -> None:
    of = suite()
    meeting, until = new_id(), datetime(2027, 1, 5, 16, tzinfo=UTC)
    planned = planned_meeting(of, meeting)
    of.told("meetings", planned)
    of.told("meetings", MinutesCirculated(meeting, "topic", (), until, "minutes_review@1", provisional=True))
    of.settle()
    entered(of, days_off=[LONGER])
    name, told = last_of(of, "meetings", f"meeting-{meeting}")
    assert name == "MinutesReviewReckonedAgain"
    assert (told["former_until"], told["review_until"]) == ("2027-01-05T16:00:00Z", "2027-01-07T16:00:00Z")


def test_the_lead_time_of_notices_follows_the_calendar() -> None:
    of = suite()
    meeting = new_id()
    planned = planned_meeting(of, meeting)
    starts = datetime(2027, 1, 20, 1, tzinfo=UTC)
    of.told("meetings", planned, MeetingScheduled(meeting, "topic", starts, starts + timedelta(hours=2), None, ()))
    of.settle()
    chair, liaison = of.actor("CHAIR", "council"), of.actor("LIA", "council")
    at = of.of(MEETING)
    guest = {"kind": "fixed", "duty": "speaker", "name": "王安"}
    at.do("invite", ("participants", None), guest, liaison, parent=meeting)
    at.do("send_notices", ("meetings", meeting), {"text": "请参加"}, chair)
    of.settle()
    entered(of, days_off=[LONGER])
    name, told = last_of(of, "meetings", f"meeting-{meeting}")
    assert name == "MeetingLeadTimesReckonedAgain"
    moved: dict[str, str] = told["lead_times"][0]
    assert (moved["former_until"], moved["until"]) == ("2027-01-05T16:00:00Z", "2027-01-07T16:00:00Z")


ENTERED = YearNotice(2027, 1, (date(2026, 12, 31), date(2027, 1, 1)), (date(2027, 1, 2),))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 2), True),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2027, 10, 1), True),
    ],
)
def test_what_an_administrator_entered_holds_for_the_whole_year(day: date, worked: bool) -> None:
    assert is_workday(day, [ENTERED]) == (worked, False)


def test_an_entered_notice_holds_instead_of_one_that_ships() -> None:
    amended = replace(ENTERED, year=2026, days_off=(date(2026, 3, 3),), workdays=())
    assert is_workday(date(2026, 3, 3)) == (True, False)
    assert is_workday(date(2026, 3, 3), [amended]) == (False, False)
    noon = datetime(2026, 3, 2, 12, tzinfo=CHINA)
    assert workdays_after(noon, 1, [amended]) == (end_of_day(date(2026, 3, 4)), False)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"days_off": (Holiday("元旦", date(2027, 1, 3), date(2027, 1, 1)),)}, HolidayMustNotEndBeforeItBegins),
        ({"days_off": (Holiday("元旦", date(2028, 1, 1), date(2028, 1, 1)),)}, DaysMustBeOfTheYear),
        ({"days_off": (Holiday("长假", date(2027, 1, 1), date(2027, 2, 1)),)}, HolidayIsTooLong),
        ({"workdays": (date(2027, 1, 2),)}, DayIsBothOffAndWorked),
        ({"workdays": (date(2027, 1, 5),)}, WorkdayMustBeAWeekendDay),
    ],
)
def test_days_that_make_no_sense_are_refused(said: dict[str, Any], rule: type[Exception]) -> None:
    asked = CreateCalendar("2027", 2027, "文号", (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3)),))
    given(CALENDAR).when(replace(asked, **said)).refused(rule)


def test_there_is_one_calendar_a_year() -> None:
    asked = CreateCalendar("2027", 2027, "文号", (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3)),))
    there = CalendarNoticeEntered("2027", 2027, "文号", tuple(asked.days_off), (), 1)
    with pytest.raises(CalendarOfTheYearIsThere):
        create_calendar(evolve(None, there), asked, None)
    assert id_of_new(asked) == id_of_new(replace(asked, document_number="另一文号"))
