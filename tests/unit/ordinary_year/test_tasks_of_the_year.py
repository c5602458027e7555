"""Situations of tasks: a department is dissolved, days fall into a festival or pass, a task comes back, nobody is satisfied."""

from datetime import datetime
from typing import Any

import pytest

from infra.kernel.base.clock import CHINA
from infra.kernel.base.problems import NotPermitted, RuleBroken
from tests.unit.ordinary_year.path import a_task, brought, handled, replied, submitted, taken_up
from tests.unit.ordinary_year.year import ADMINISTRATION, OrdinaryYear, holder
from tests.unit.whole_suite import COUNTY

NOTICE = {
    "year": 2027,
    "document_number": "国办发明电〔2026〕9号",
    "days_off": [{"name": "春节", "first": "2027-02-05", "last": "2027-02-12"}],
    "workdays": ["2027-01-31", "2027-02-20"],
}


def test_a_department_dissolved_in_mid_task_leaves_it_to_its_successor_or_to_be_reassigned(year: OrdinaryYear) -> None:
    submission, code = submitted(year)
    task, _outcome = a_task(year, taken_up(year, submission))
    handled(year, task)
    due = year.shown(task)["due"]
    year.do(ADMINISTRATION, f"organisations/{year.organisations['police']}", "end",
            successor=year.organisations["builders"], reason="机构改革")  # fmt: skip
    assert (year.shown(task)["lead"], year.shown(task)["due"]) == (year.organisations["builders"], due)
    assert (year.state(task), year.page(code)["tasks"][0]["lead_name"]) == ("handling", "builders")
    with pytest.raises(NotPermitted):
        year.do("police", task, "request_extension", due="2026-12-31", reason="来不及")
    year.do(ADMINISTRATION, f"organisations/{year.organisations['builders']}", "end", no_successor=True, reason="撤销")
    assert (year.shown(task)["lead_ended"], year.past(task)[-1]) == (True, "TaskLeftWithoutLead")
    year.found("roads", "department", COUNTY)
    year.appoint("roads", "HND", "roads")
    year.do("dispatch", task, "reassign", lead=year.organisations["roads"], reason="原单位撤销")
    handled(year, task, "roads")
    replied(year, task, "roads")
    assert (year.state(task), year.shown(task)["lead_ended"]) == ("rating_open", False)
    assert year.shown(task)["former_leads"] == [year.organisations["police"], year.organisations["builders"]]


def test_a_due_date_in_spring_festival_is_supervised_after_it_as_the_years_notice_says(year: OrdinaryYear) -> None:
    """The day itself is kept: somebody named it. The working days after it are provisional until the notice is known."""
    year.until("2026-11-02")
    task, _outcome = a_task(year, due="2027-02-08")
    handled(year, task)
    year.until("2027-02-08", 23)
    assert (year.shown(task)["overdue"], year.shown(task)["policy"]) == (False, None)
    year.until("2027-02-09", 1)
    late = said(year, task, "TaskOverdue")
    assert (year.shown(task)["overdue"], late["due"], late["provisional"]) == (True, "2027-02-08", True)
    assert day_of(late["yellow_at"]) == "2027-02-16"
    year.do(ADMINISTRATION, "calendars", "create", **NOTICE)
    again = said(year, task, "TaskSupervisionReckonedAgain")
    assert (day_of(again["yellow_at"]), again["provisional"]) == ("2027-02-20", False)
    year.until("2027-02-16")
    assert year.shown(task)["supervised"] is None
    year.until("2027-02-20", 1)
    assert year.shown(task)["supervised"] == "yellow"


def test_a_notice_of_the_year_moves_the_days_of_a_topic_that_is_up(year: OrdinaryYear) -> None:
    year.until("2027-02-01")
    submission, code = submitted(year)
    topic = brought(year, taken_up(year, submission), "noticed")
    assert (year.shown(topic)["notice_until"], year.shown(topic)["notice_provisional"]) == ("2027-02-10", True)
    year.do(ADMINISTRATION, "calendars", "create", **NOTICE)
    assert (year.shown(topic)["notice_until"], year.shown(topic)["notice_provisional"]) == ("2027-02-16", False)
    assert year.page(code)["linked_topic"]["notice_until"] == "2027-02-16"
    year.until("2027-02-11")
    assert year.state(topic) == "noticed"
    year.until("2027-02-17")
    assert year.state(topic) == "preparing"


def test_an_extension_after_the_date_is_refused_unless_its_paper_came_in_time(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year, due="2026-05-20")
    handled(year, task)
    year.until("2026-05-22")
    assert (year.shown(task)["overdue"], year.state(task)) == (True, "handling")
    wanted = {"due": "2026-06-30", "reason": "雨季停工"}
    with pytest.raises(RuleBroken):
        year.do("police", task, "request_extension", **wanted)
    with pytest.raises(RuleBroken):
        year.do("dispatch", task, "request_extension", received_at="2026-05-21", **wanted)
    year.do("dispatch", task, "request_extension", received_at="2026-05-20", **wanted)
    year.do("dispatch", task, "grant_extension", reason="书面申请按期收到")
    shown = year.shown(task)
    assert (shown["due"], shown["original_due"], shown["overdue"]) == ("2026-06-30", "2026-05-20", False)
    assert said(year, task, "TaskExtended")["old_due"] == "2026-05-20"
    assert year.listed("tasks", overdue=True) == []


def test_a_task_is_returned_and_reassigned_and_its_reply_is_sent_back(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year)
    first_due = year.shown(task)["due"]
    year.do("police", task, "request_return", reason="属住建职责")
    year.pass_days(2)
    year.do("dispatch", task, "reassign", lead=year.organisations["builders"], reason="改派住建")
    shown = year.shown(task)
    assert (shown["state"], shown["former_leads"]) == ("assigned", [year.organisations["police"]])
    assert shown["due"] > first_due
    with pytest.raises(NotPermitted):
        year.do("police", task, "sign_for")
    handled(year, task, "builders")
    reply = {"class": "A", "text": "已转有关部门", "contact_record": "无"}
    year.do("builders", task, "draft_reply", **reply)
    year.do("builders", task, "submit_reply")
    year.do("office", task, "send_back_reply", reason="没有写明怎么办")
    assert (year.state(task), "draft_reply" in year.may("builders", task)) == ("reply_drafted", True)
    replied(year, task, "builders", "减速带已设")
    assert (year.state(task), year.shown(task)["reply"]) == ("rating_open", "减速带已设")


def test_dissatisfied_three_times_a_task_is_closed_as_such_and_supervised(year: OrdinaryYear) -> None:
    submission, code = submitted(year)
    task, outcome = a_task(year, taken_up(year, submission))
    handled(year, task)
    for time in (1, 2, 3):
        replied(year, task, text=f"第{time}次答复")
        assert year.page(code)["tasks"][0]["reply"] == f"第{time}次答复"
        year.do(holder(code), task, "rate", rating="dissatisfied", reason="还是没有办")
        if time < 3:
            assert (year.state(task), year.state(outcome)) == ("rework", "in_progress")
            year.do("police", task, "restart")
    assert year.past(task)[-1] == "TaskDoneDissatisfied"
    page = year.page(code)["tasks"][0]
    assert (page["state_label"], page["supervised"], page["allowed_commands"]) == ("办结", "ordinary", [])
    assert [one["rating"] for one in year.shown(task)["ratings"]] == ["dissatisfied"] * 3
    assert "reopen" in year.may("supervision", task)


def said(year: OrdinaryYear, where: str, event: str) -> dict[str, Any]:
    """What the last event of that name says."""
    payload: dict[str, Any] = [one["payload"] for one in year.history(where) if one["type"] == event][-1]
    return payload


def day_of(moment: str) -> str:
    return str(datetime.fromisoformat(moment).astimezone(CHINA).date())
