"""An outcome is decomposed in one table of lines: checked by the server, nothing typed is lost, given out in one press, once."""

import re

import pytest

from infra.kernel.base.problems import NotPermitted
from tests.unit.ordinary_year.path import approved_outcome, brought, drafted, held
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields


@pytest.fixture
def outcome(year: OrdinaryYear) -> str:
    topic = brought(year, drafted(year))
    return approved_outcome(year, topic, *held(year, topic))


@pytest.fixture
def address(outcome: str) -> str:
    return f"/{outcome}/decompose"


def line(number: int, **cells: str) -> dict[str, str]:
    return {f"tasks-{number}-{name}": value for name, value in cells.items()}


def good(year: OrdinaryYear) -> dict[str, str]:
    humps = line(0, title="设减速带", lead=year.organisations["police"], due="2026-12-01", measure="两条，有标线")
    return {**humps, **line(1, title="划停车位", lead=year.organisations["builders"])}


def test_the_table_begins_with_what_was_agreed_and_with_nobody_to_do_it(year: OrdinaryYear, address: str) -> None:
    page = Browser(year, "dispatch").page(address)
    assert '<textarea id="tasks-0-title" name="tasks-0-title" rows="2">设减速带</textarea>' in page
    assert "设减速带。</blockquote>" in page
    assert "selected" not in page, "who does it is for somebody to say"
    assert 'value="give"' not in page, "it is checked before it is given out"


def test_a_line_more_is_a_button_and_keeps_what_was_typed(year: OrdinaryYear, address: str) -> None:
    office = Browser(year, "dispatch")
    form = {**hidden_fields(office.page(address)), **line(0, title="设三条减速带", measure="有标线"), "do": "more"}
    page = office.sends(address, form, 200)
    for said in ("设三条减速带</textarea>", "有标线</textarea>", 'name="tasks-1-title"'):
        assert said in page, said


def test_what_is_wrong_stands_beside_its_cell_and_everything_else_is_kept(year: OrdinaryYear, address: str) -> None:
    office, police = Browser(year, "dispatch"), year.organisations["police"]
    wrong = {
        **line(0, title="设减速带", lead=police, co_handlers=police, due="2020-01-01"),
        **line(1, measure="有标线", beneficiaries="很多"),
        **line(2, title="", lead=""),
    }
    page = office.sends(address, {**hidden_fields(office.page(address)), **wrong, "do": "check"}, 422)
    said = dict(re.findall(r'<p class="why" id="w-tasks-([\w-]+)">([^<]+)</p>', page))
    assert said == {
        "0-co_handlers": "主办单位不用再列为会办。",
        "0-due": "期限要晚于今天。",
        "1-title": "写明要做什么。",
        "1-lead": "选一个主办单位。",
        "1-beneficiaries": said["1-beneficiaries"],
    }
    for kept in ('value="2020-01-01"', "有标线</textarea>", 'value="很多"', f'value="{police}" selected'):
        assert kept in page, kept
    assert "command" not in office.services.asked


def test_checked_lines_are_given_out_with_one_press_and_a_second_one_gives_nothing_more(
    year: OrdinaryYear, outcome: str, address: str
) -> None:
    office = Browser(year, "dispatch")
    checked = office.sends(address, {**hidden_fields(office.page(address)), **good(year), "do": "check"}, 200)
    assert "没有发现问题。" in checked
    assert year.state(outcome) == "approved"
    form = {**hidden_fields(checked), **good(year), "do": "give"}
    assert office.sends(address, form) == f"/{outcome}?done=dispatch"
    assert year.state(outcome) in ("dispatched", "in_progress")
    tasks = {one["title"]: one for one in year.listed("tasks")}
    assert set(tasks) == {"设减速带", "划停车位"}
    assert (tasks["设减速带"]["due"], tasks["设减速带"]["measure"]) == ("2026-12-01", "两条，有标线")
    assert tasks["划停车位"]["policy"] is not None
    assert office.sends(address, form) == f"/{outcome}?done=dispatch"
    assert len(year.listed("tasks")) == 2


def test_lines_that_are_recorded_and_not_given_out_are_told_and_the_next_press_gives_out_alone(
    year: OrdinaryYear, outcome: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Browser(year, "dispatch")
    form = {**hidden_fields(office.page(address)), **good(year), "do": "give"}
    call = office.services.call

    def refuses_to_dispatch(service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, object]:
        if getattr(payload, "command", "") == "dispatch":
            raise NotPermitted("现在不能交办 not now")
        return call(service, method, payload, timeout)

    monkeypatch.setattr(office.services, "call", refuses_to_dispatch)
    told = office.sends(address, form, 403)
    for said in ("2 行已经记下，还没有交办", "现在不能交办", "划停车位</textarea>"):
        assert said in told, said
    assert year.state(outcome) == "decomposed"
    monkeypatch.undo()
    assert office.sends(address, {**hidden_fields(told), **good(year), "do": "give"}) == f"/{outcome}?done=dispatch"
    assert year.past(outcome).count("OutcomeDecomposed") == 1
    assert len(year.listed("tasks")) == 2


def test_the_office_records_the_lines_and_leaves_giving_out_to_whose_it_is(
    year: OrdinaryYear, outcome: str, address: str
) -> None:
    office = Browser(year, "office")
    form = {**hidden_fields(office.page(address)), **good(year), "do": "give"}
    assert office.sends(address, form) == f"/{outcome}?done=decompose"
    assert year.state(outcome) == "decomposed"
    again = Browser(year, "dispatch").page(address)
    assert "划停车位</textarea>" in again
    assert f'value="{year.organisations["builders"]}" selected' in again


def test_who_may_not_decompose_is_told_who_may(year: OrdinaryYear, address: str) -> None:
    assert "请先换身份" in Browser(year, "liaison").page(address, 403)
    Browser(year, "police").page(address, 404)


def test_whose_session_has_ended_loses_nothing(year: OrdinaryYear, address: str) -> None:
    form = {**hidden_fields(Browser(year, "dispatch").page(address)), **good(year), "do": "check"}
    page = Browser(year).sends(address, form, 401)
    assert "刚才写的都在" in page
    assert f'name="next" value="{address}"' in page


def test_the_table_is_made_of_three_calls(year: OrdinaryYear, address: str) -> None:
    assert Browser(year, "dispatch").asked_for(address)[1:] == ["outcomes.whole", "meetings.listing", "members.choices"]
