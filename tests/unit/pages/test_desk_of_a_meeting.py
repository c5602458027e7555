"""The desk of a meeting: who works there sees all of it and does it there; whoever does not sees what he may read."""

import re
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import NotFound
from services.meetings.desk import desk
from tests.unit.ordinary_year.path import (
    PARENTS,
    Meeting,
    brought,
    drafted,
    invited,
    noticed,
    opened,
    planned,
    settled,
    times,
)
from tests.unit.ordinary_year.year import ANYBODY, OrdinaryYear
from tests.unit.pages.browsing import Browser, reading

MERCHANTS = "沿街商户"
TALKED_OVER = [{"title": "部门介绍情况", "minutes": 20}, {"title": "会场协商", "minutes": 90}]


def in_round_one(year: OrdinaryYear) -> Meeting:
    return planned(year, brought(year, drafted(year)), groups=[PARENTS])


def told(year: OrdinaryYear, meeting: Meeting, who: str | Actor) -> dict[str, Any]:
    call = ReadCall("meetings", Caller(), meeting.where.removeprefix("meetings/"))
    return desk(reading(year.home["meetings"])[1], call, year.staff[who] if isinstance(who, str) else who)


def may(answer: dict[str, Any], meeting: Meeting, called: str) -> set[str]:
    guests = answer["parts"]["participants"]["items"]
    return next({*one["allowed_commands"]} for one in guests if meeting.guests[called][0].endswith(one["id"]))


def plain(page: str) -> str:
    """Its text."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_whom_the_meeting_is_no_work_of_is_told_so_or_finds_none(year: OrdinaryYear) -> None:
    meeting = in_round_one(year)
    assert told(year, meeting, "recorder")["works_as"] == ["REC"]
    assert told(year, meeting, "station")["works_as"] == []
    for stranger in (ANYBODY, year.suite.actor("REC", "council elsewhere")):
        with pytest.raises(NotFound):
            told(year, meeting, stranger)


def test_a_guest_is_checked_in_only_while_the_meeting_takes_check_ins(year: OrdinaryYear) -> None:
    meeting = in_round_one(year)
    assert "check_in" not in may(told(year, meeting, "recorder"), meeting, "parent")
    noticed(year, meeting)
    year.do("chair", meeting.where, "force_ready", reason="大家同意")
    assert "check_in" in may(told(year, meeting, "recorder"), meeting, "parent")
    assert "check_in" not in may(told(year, meeting, "chair"), meeting, "parent")


def test_what_is_missing_for_the_next_step_is_said_in_words(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)), groups=[PARENTS, MERCHANTS])
    missing = told(year, meeting, "liaison")["missing"]
    assert [one["about"] for one in missing] == [MERCHANTS]
    assert MERCHANTS in plain(Browser(year, "liaison").page(f"/{meeting.where}"))
    invited(year, meeting, "merchant", kind="invited", name="刘老板", group=MERCHANTS)
    assert told(year, meeting, "liaison")["missing"] == []
    noticed(year, meeting)
    year.do("chair", meeting.where, "force_ready", reason="大家同意")
    assert "主持人和记录员" in str(told(year, meeting, "chair")["missing"])


def test_working_notes_stand_on_the_desk_of_recorder_and_chair_alone(year: OrdinaryYear) -> None:
    meeting = opened(year, in_round_one(year))
    year.do("recorder", f"{meeting.where}/notes", "write_note", text="校长面有难色")
    for who in ("recorder", "chair"):
        assert "校长面有难色" in Browser(year, who).page(f"/{meeting.where}")
    assert "校长面有难色" not in Browser(year, "liaison").page(f"/{meeting.where}")


def test_a_guest_is_checked_in_from_his_row_and_the_desk_says_so(year: OrdinaryYear) -> None:
    meeting = noticed(year, in_round_one(year))
    year.do("chair", meeting.where, "force_ready", reason="大家同意")
    browser, address = Browser(year, "recorder"), f"/{meeting.guests['parent'][0]}/check_in"
    page = browser.page(f"/{meeting.where}")
    assert "0 / 3" in plain(page)
    answer = browser.tap(page, address)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, f"/{meeting.where}")
    assert answer.headers["Location"].endswith("#participants")
    after = browser.page(answer.headers["Location"])
    assert "办好了：签到：王女士" in after
    assert "1 / 3" in plain(after)
    assert browser.tap(page, address).status_code == 303, "the same button once more is the same check-in"
    assert year.past(meeting.guests["parent"][0]).count("ParticipantCheckedIn") == 1


def test_only_one_button_is_solid_and_it_is_the_next_step(year: OrdinaryYear) -> None:
    meeting = in_round_one(year)
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("liaison", "schedule", times(year)), ("liaison", "send_notices", {}), ("chair", "force_ready", {"reason": "齐了"}),
    )  # fmt: skip
    for who, command, said in steps:
        page = Browser(year, who).page(f"/{meeting.where}")
        solid = re.findall(r'class="btn" href="([^"]+)"', page)
        assert solid == [f"/{meeting.where}/{'confirm_ready' if command == 'force_ready' else command}"]
        year.do(who, meeting.where, command, **said)
    opened(year, meeting)
    page = Browser(year, "chair").page(f"/{meeting.where}")
    assert re.findall(r'class="btn" href="([^"]+)"', page) == [f"/{meeting.where}/end"]
    assert re.findall(r'<button class="btn"', page) == []


def test_who_has_sent_all_notices_is_led_to_the_check_in(year: OrdinaryYear) -> None:
    meeting = noticed(year, in_round_one(year))
    address = f"/{meeting.where}"
    assert f"{address}/send_notices" not in Browser(year, "liaison").page(address), "it would be refused"
    year.do("chair", meeting.where, "force_ready", reason="大家同意")
    page = Browser(year, "liaison").page(address)
    assert re.findall(r'class="btn" href="([^"]+)"', page) == [f"{address}/check-in"]
    assert f"{address}/send_notices" not in page
    invited(year, meeting, "late", kind="invited", name="刘老板", group=MERCHANTS)
    assert f"{address}/send_notices" in Browser(year, "liaison").page(address), "somebody was invited since"


def test_agenda_and_speeches_run_on_the_desk(year: OrdinaryYear) -> None:
    meeting = in_round_one(year)
    year.do("liaison", meeting.where, "schedule", **times(year), agenda=TALKED_OVER)
    year.do("liaison", meeting.where, "send_notices")
    opened(year, meeting)
    browser, desk_at = Browser(year, "recorder"), f"/{meeting.where}"
    assert browser.send(desk_at, f"{desk_at}/agenda/new", number="1").status_code == 303
    parent = meeting.guests["parent"][0].rpartition("/")[2]
    assert browser.send(desk_at, f"{desk_at}/speeches/new", participant=parent).status_code == 303
    (speech,) = year.listed(f"{meeting.where}/speeches")
    begins = f"{desk_at}/speeches/{speech['id']}/begin_speech"
    assert browser.tap(browser.page(desk_at), begins).status_code == 303
    year.suite.clock.forward(seconds=134)
    page = browser.page(desk_at)
    assert 'data-since="134">2:14<' in page
    assert "部门介绍情况" in page
    assert browser.tap(page, f"{desk_at}/speeches/{speech['id']}/end_speech").status_code == 303
    assert re.search(rf'<th scope="row">{PARENTS}</th><td class="v n">3</td>', browser.page(desk_at))


def test_items_show_where_each_side_stands(year: OrdinaryYear) -> None:
    meeting = opened(year, in_round_one(year))
    parent = meeting.guests["parent"][0].rpartition("/")[2]
    settled(year, meeting, result="agreed", positions=[{"participant": parent, "position": "for", "note": "要快"}])
    page = plain(Browser(year, "recorder").page(f"/{meeting.where}"))
    assert "设减速带" in page
    assert "赞成 1 方" in page
    assert "王女士 赞成 ：要快" in page


def test_of_many_people_each_side_is_opened_by_itself_and_all_are_counted(year: OrdinaryYear) -> None:
    """Two hundred of twenty-eight sides: the page is as bounded as what it says."""
    sides = [f"第{number}村民小组" for number in range(1, 29)]
    meeting = planned(year, brought(year, drafted(year)), groups=sides)
    for number in range(197):
        invited(year, meeting, str(number), kind="invited", name=f"村民{number}", group=sides[number % 28])
    page = Browser(year, "recorder").page(f"/{meeting.where}")
    assert "0 / 200" in plain(page)
    assert page.count("<details>") >= 28
    assert "<details open>" not in page
    assert len(page) < 250_000


def test_a_desk_asks_the_services_three_times_at_most(year: OrdinaryYear) -> None:
    meeting = f"/{opened(year, in_round_one(year)).where}"
    browser = Browser(year, "recorder")
    for address in (meeting, f"{meeting}?as=record", f"{meeting}/check-in", f"{meeting}/print/sign-in"):
        assert len(browser.asked_for(address)) <= 3, address
    assert len(Browser(year, "liaison").asked_for(f"{meeting}/invite")) <= 3
    assert len(Browser(year, "station").asked_for(meeting)) <= 3


def test_a_meeting_that_there_is_not_yet_is_planned_by_its_form(year: OrdinaryYear) -> None:
    assert 'action="/meetings/new"' in Browser(year, "liaison").page("/meetings/new")
