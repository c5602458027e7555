"""The month of whoever has tasks: each on its day, what is late on top, working days as the calendars in force say."""

import re

from tests.unit.ordinary_year.path import a_task, handled, replied
from tests.unit.ordinary_year.year import ADMINISTRATION, OrdinaryYear
from tests.unit.pages.browsing import Browser


def on(page: str, day: str) -> str:
    """What the page says of one day."""
    a_day = r'<li class="[^"]*"><p class="day">'
    found = re.search(rf'{a_day}<time datetime="{day}">.*?(?={a_day}|</ol>)', page, re.DOTALL)
    assert found is not None, day
    return found[0]


def test_a_task_stands_on_its_day_and_is_one_link_away_from_what_waits(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year, due="2026-05-20")
    clerk = Browser(year, "police")
    assert 'href="/tasks/calendar"' in clerk.page("/work")
    page = clerk.page("/tasks/calendar?month=2026-05")
    assert "这个月有 1 件到期" in page
    assert f'<a href="/{task}">设减速带</a>' in on(page, "2026-05-20")
    assert f'href="/{task}"' not in on(page, "2026-05-19")
    assert "已晚" not in page


def test_what_is_late_stands_on_top_whichever_month_is_looked_at(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year, due="2026-05-20")
    year.until("2026-05-25")
    for month in ("2026-04", "2026-05", "2026-06"):
        page = Browser(year, "police").page(f"/tasks/calendar?month={month}")
        top = page.partition('<ol class="month')[0]
        assert "晚 5 天" in top, month
        assert f'href="/{task}"' in top, month
    assert "▲ 已晚" in on(Browser(year, "police").page("/tasks/calendar?month=2026-05"), "2026-05-20")


def test_a_month_without_tasks_says_what_will_stand_there_and_leads_on(year: OrdinaryYear) -> None:
    year.until("2026-05-25")
    page = Browser(year, "police").page("/tasks/calendar")
    for said in ("任务月历：2026年5月", "会按期限排在那一天", 'href="/tasks/calendar?month=2026-04"', "month=2026-06"):
        assert said in page, said
    assert "2026年5月" in Browser(year, "police").page("/tasks/calendar?month=2026-13")


def test_whose_task_it_is_not_finds_none_of_it(year: OrdinaryYear) -> None:
    a_task(year, due="2026-05-20")
    assert "没有到期的任务" in Browser(year, "builders").page("/tasks/calendar?month=2026-05")


def test_what_is_answered_keeps_no_day(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year, due="2026-05-20")
    handled(year, task)
    replied(year, task)
    year.until("2026-05-25")
    assert "设减速带" not in Browser(year, "police").page("/tasks/calendar?month=2026-05")


def test_what_is_tracked_is_due_on_the_day_of_its_next_report_and_late_nowhere(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year, due="2026-05-20")
    handled(year, task)
    year.do("police", task, "draft_reply", **{"class": "B"}, text="列入计划", contact_record="已电话")
    year.do("police", task, "submit_reply")
    year.do("dispatch", task, "release_reply")
    assert "晚" not in Browser(year, "police").page(f"/{task}")
    year.until("2026-06-25")
    assert year.state(task) == "tracking"
    report = str(year.shown(task)["report_by"])[:10]
    clerk = Browser(year, "police")
    for address in ("/work", f"/{task}", "/tasks/calendar"):
        assert not re.search(r"晚 \d+ 天|件已晚", clerk.page(address)), address
    assert "报进展" in clerk.page(f"/tasks/calendar?month={report[:7]}")


def test_days_off_and_worked_in_exchange_are_those_of_the_notice_that_was_entered(year: OrdinaryYear) -> None:
    address = "/tasks/calendar?month=2027-02"
    before = Browser(year, "police").page(address)
    assert "按法律推算" in before
    assert "放假" in on(before, "2027-02-05")
    notice = {
        "year": 2027,
        "document_number": "国办发明电〔2026〕9号",
        "days_off": [{"name": "春节", "first": "2027-02-05", "last": "2027-02-12"}],
        "workdays": ["2027-02-20"],
    }
    year.do(ADMINISTRATION, "calendars", "create", **notice)
    page = Browser(year, "police").page(address)
    assert "按法律推算" not in page
    assert "春节" in on(page, "2027-02-12")
    assert " off" in on(page, "2027-02-12")
    assert "调休上班" in on(page, "2027-02-20")
    assert " off" not in on(page, "2027-02-20")


def test_a_month_is_made_of_two_calls(year: OrdinaryYear) -> None:
    assert Browser(year, "police").asked_for("/tasks/calendar") == [
        "members.session",
        "members.queued",
        "outcomes.queued",
    ]
