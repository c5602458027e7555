"""The page of whoever gives tasks out or supervises: what is late, the longest first, and what he may do about it."""

import html
import re

import pytest

from gateway.pages.work import supervision
from gateway.pages.work.supervision import RUNNING
from services.outcomes.task import state
from tests.unit.ordinary_year.path import a_task, drafted, handled, replied, submitted, taken_up
from tests.unit.ordinary_year.year import OrdinaryYear, holder
from tests.unit.pages.browsing import Browser, hidden_fields

DUE = "2026-05-20"


@pytest.fixture
def late(year: OrdinaryYear) -> str:
    task, _outcome = a_task(year, due=DUE)
    year.until("2026-05-20", 23)
    return task


def titles(page: str) -> list[str]:
    return re.findall(r'<div class="what"><a href="/(tasks/[0-9a-f-]+)">', page)


def test_nothing_late_is_said_with_the_hour_as_of_which_that_is_so(year: OrdinaryYear, late: str) -> None:
    page = Browser(year, "supervision").page("/supervision")
    assert "没有超期的任务。" in page
    assert "截至 5月20日（周三） 23:00" in page
    assert titles(page) == []


def test_what_is_late_comes_longest_late_first_with_its_flags_in_words(year: OrdinaryYear, late: str) -> None:
    later, _outcome = a_task(year, drafted(year, title="接送点"), due="2026-08-20")
    year.until("2026-08-25")
    for who in ("dispatch", "supervision"):
        page = Browser(year, who).page("/supervision")
        assert titles(page) == [late, later], who
        for said in ("超期", "已催", "红牌", "晚 5 天", "police"):
            assert said in page, said


def test_a_late_one_is_urged_by_one_button_and_one_comes_back_to_the_same_line(year: OrdinaryYear, late: str) -> None:
    year.until("2026-05-22")
    office = Browser(year, "dispatch")
    form = hidden_fields(office.page("/supervision").partition(f'action="/{late}/urge"')[2])
    before = int(year.shown(late)["urged"])
    back = office.sends(f"/{late}/urge", form)
    assert back == f"/supervision?kind=late&done=urge&of={late.removeprefix('tasks/')}"
    assert year.shown(late)["urged"] == before + 1
    assert "办好了：催办。" in office.page(back)
    office.sends(f"/{late}/urge", form)
    assert year.shown(late)["urged"] == before + 1


def test_what_was_urged_is_supervised_with_level_and_reason_by_who_supervises(year: OrdinaryYear, late: str) -> None:
    year.until("2026-05-22")
    supervisor = Browser(year, "supervision")
    (address,) = re.findall(rf'href="(/{late}/supervise\?then=[^"]+)"', supervisor.page("/supervision"))
    asked = supervisor.page(address)
    for question in ('name="level"', 'name="reason"', 'name="then" value="supervision?kind=late"'):
        assert question in asked, question
    assert f'href="/{late}/supervise' not in Browser(year, "dispatch").page("/supervision")


def test_what_is_soon_due_returned_or_found_wanting_stands_in_its_own_line(year: OrdinaryYear) -> None:
    submission, code = submitted(year)
    task, _outcome = a_task(year, taken_up(year, submission), due=DUE)
    office = Browser(year, "dispatch")

    def lines() -> list[str]:
        kinds = ("late", "soon", "returned", "dissatisfied")
        return [kind for kind in kinds if titles(office.page(f"/supervision?kind={kind}")) == [task]]

    assert lines() == []
    year.do("police", task, "request_return", reason="属住建职责")
    assert lines() == ["returned"]
    assert f'href="/{task}/reassign?then=' in office.page("/supervision?kind=returned")
    year.do("dispatch", task, "deny_return", reason="属你单位职责")
    year.do("police", task, "start")
    year.until("2026-05-14")
    assert lines() == ["soon"]
    replied(year, task)
    assert lines() == []
    year.do(holder(code), task, "rate", rating="dissatisfied", reason="还是没有办")
    assert lines() == ["soon", "dissatisfied"]


def test_the_line_is_narrowed_by_lead_and_division_on_the_server(year: OrdinaryYear, late: str) -> None:
    year.until("2026-05-22")
    police, builders = year.organisations["police"], year.organisations["builders"]
    supervisor = Browser(year, "supervision")
    assert titles(supervisor.page(f"/supervision?lead={police}&division=620723101")) == [late]
    for elsewhere in (f"lead={builders}", "division=620723103"):
        page = supervisor.page(f"/supervision?{elsewhere}")
        assert titles(page) == [], elsewhere
        assert "去掉筛选再看" in page, elsewhere


def test_a_long_line_goes_on_to_its_next_page_with_what_it_was_narrowed_to(
    year: OrdinaryYear, late: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, _outcome = a_task(year, drafted(year, title="接送点"), due="2026-08-20")
    year.until("2026-08-25")
    monkeypatch.setattr(supervision, "A_PAGE", 1)
    supervisor = Browser(year, "supervision")
    first = supervisor.page(f"/supervision?lead={year.organisations['police']}")
    assert titles(first) == [late]
    (onward,) = re.findall(r'href="(/supervision\?[^"]*cursor=[^"]+)"', first)
    assert "lead=" in onward
    assert titles(supervisor.page(html.unescape(onward))) == [later]


def test_nobody_finds_there_what_he_could_not_urge(year: OrdinaryYear, late: str) -> None:
    year.until("2026-05-22")
    year.found("dispatch elsewhere", "dispatch_office", "620723103")
    year.appoint("neighbour", "DISP", "dispatch elsewhere")
    assert titles(Browser(year, "neighbour").page("/supervision")) == []
    assert "urge" in year.may("dispatch", late)
    refused = Browser(year, "police").page("/supervision", 403)
    assert "请先换身份" in refused


def test_a_task_that_was_answered_late_is_late_no_more(year: OrdinaryYear, late: str) -> None:
    handled(year, late)
    year.until("2026-05-22")
    replied(year, late)
    assert titles(Browser(year, "supervision").page("/supervision")) == []


def test_the_page_is_made_of_two_calls_and_knows_in_which_states_a_clock_runs(year: OrdinaryYear) -> None:
    asked = Browser(year, "supervision").asked_for("/supervision")
    assert asked == ["members.session", "outcomes.queued", "members.choices"]
    assert tuple(map(str, state.RUNNING)) == RUNNING
