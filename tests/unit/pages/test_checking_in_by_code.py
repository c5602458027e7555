"""Checking in without a mouse: by code, by the number on the sign-in sheet, by name; and the sheet itself."""

import re

import pytest

from tests.unit.ordinary_year.path import PARENTS, Meeting, brought, drafted, invited, noticed, planned
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser


@pytest.fixture
def meeting(year: OrdinaryYear) -> Meeting:
    """Ready: check-in is open. The parent is the third who was invited."""
    meeting = noticed(year, planned(year, brought(year, drafted(year)), groups=[PARENTS]))
    year.do("chair", meeting.where, "force_ready", reason="大家同意")
    return meeting


def state(year: OrdinaryYear, meeting: Meeting, called: str = "parent") -> str:
    return year.state(meeting.guests[called][0])


def test_a_code_checks_in_whose_it_is_however_it_is_typed(year: OrdinaryYear, meeting: Meeting) -> None:
    browser, at = Browser(year, "recorder"), f"/{meeting.where}/check-in"
    typed = meeting.guests["parent"][1].replace("-", " ").lower()
    answer = browser.send(at, said=typed)
    assert answer.status_code == 303
    assert state(year, meeting) == "checked_in"
    assert "王女士签到了" in browser.page(answer.headers["Location"])


@pytest.mark.parametrize("said", ["3", "王女"])
def test_of_a_number_or_a_name_it_is_asked_first_whether_it_is_he(
    year: OrdinaryYear, meeting: Meeting, said: str
) -> None:
    browser, at = Browser(year, "recorder"), f"/{meeting.where}/check-in"
    found = browser.send(at, said=said)
    assert state(year, meeting) == "invited"
    assert "王女士" in found.text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found.text))
    assert browser.posts(at, **fields).status_code == 303
    assert state(year, meeting) == "checked_in"


def test_whoever_has_his_code_checks_himself_in_without_signing_in(year: OrdinaryYear, meeting: Meeting) -> None:
    page = Browser(year)
    at = f"/{meeting.where}/check-in"
    assert "王女士" not in page.page(at)
    answer = page.send(at, said=meeting.guests["parent"][1], mode="onsite")
    assert (answer.status_code, "王女士签到了" in answer.text) == (200, True)
    assert state(year, meeting) == "checked_in"
    assert [one["role"] for one in year.history(meeting.guests["parent"][0])][-1] == "SELF"


@pytest.mark.parametrize("said", ["3", "王女士", "0000-0000-0000-0000"])
def test_a_stranger_learns_nothing_and_checks_nobody_in(year: OrdinaryYear, meeting: Meeting, said: str) -> None:
    answer = Browser(year).send(f"/{meeting.where}/check-in", said=said, mode="onsite")
    assert answer.status_code in (404, 422)
    assert "签到了" not in answer.text
    assert state(year, meeting) == "invited"


def test_a_code_of_another_meeting_opens_nothing_here(year: OrdinaryYear, meeting: Meeting) -> None:
    other = planned(year, brought(year, drafted(year, title="停车难")), groups=[PARENTS])
    answer = Browser(year, "recorder").send(f"/{meeting.where}/check-in", said=other.guests["parent"][1])
    assert (answer.status_code, "没有这个参会码" in answer.text) == (404, True)


def test_the_sheet_has_everybody_who_is_expected_with_his_number_and_the_address(
    year: OrdinaryYear, meeting: Meeting
) -> None:
    where = invited(year, meeting, "merchant", kind="invited", name="刘老板")
    year.do("liaison", where, "uninvite", reason="重复邀请")
    invited(year, meeting, "teacher", kind="invited", name="李老师")
    sheet = Browser(year, "liaison").page(f"/{meeting.where}/print/sign-in")
    rows = re.findall(r'<td class="n">(\d+)</td><th scope="row">([^<]+)</th>', sheet)
    assert ("3", "王女士") in rows
    assert ("5", "李老师") in rows, "the number of who is no longer expected is given to nobody else"
    assert "刘老板" not in sheet
    assert f"/{meeting.where}/check-in" in sheet
    assert "<svg" in sheet


def test_nobody_else_prints_the_sheet(year: OrdinaryYear, meeting: Meeting) -> None:
    with pytest.raises(AssertionError, match="404|没有|签到表"):
        Browser(year, "station").page(f"/{meeting.where}/print/sign-in")


def test_many_are_invited_at_once_and_each_has_his_code_once(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)), groups=[PARENTS])
    browser, at = Browser(year, "liaison"), f"/{meeting.where}/invite"
    said = {"kind": "invited", "group": PARENTS, "names": "李爸爸，13911110002\r\n\r\n张妈妈"}
    why = {"category": "stakeholder", "reason": "孩子在校"}
    made = browser.send(at, **said, **why)
    codes = re.findall(r'<p class="code">([^<]+)</p>', made.text)
    assert (made.status_code, len(codes)) == (200, 2)
    guests = {one["name"]: one for one in year.listed(f"{meeting.where}/participants", "liaison")}
    assert guests["李爸爸"]["contact"] == "13911110002"
    assert guests["张妈妈"]["group"] == PARENTS
    assert {one["category"] for one in year.listed(f"{meeting.where}/invitations", "liaison")} == {"stakeholder"}


def test_who_is_to_be_invited_must_be_named_and_nothing_is_lost_when_he_is_not(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)))
    answer = Browser(year, "liaison").send(f"/{meeting.where}/invite", kind="invited", group="新的一方")
    assert answer.status_code == 422
    assert 'value="新的一方"' in answer.text
    assert "一行一个" in answer.text


def test_who_is_invited_by_name_and_signed_in_checks_himself_in_without_a_code(
    year: OrdinaryYear, meeting: Meeting
) -> None:
    where = invited(year, meeting, "police", kind="invited", person=year.staff["police"].person)
    browser, at = Browser(year, "police"), f"/{meeting.where}/check-in"
    assert "这场会议请了您" in browser.page(at)
    assert browser.send(at, mode="onsite").status_code == 200
    assert year.state(where) == "checked_in"
    assert "这场会议请了您" not in Browser(year, "builders").page(at)


def test_whoever_is_invited_alone_has_his_code_too(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)))
    at = f"/{meeting.where}/participants/new"
    answer = Browser(year, "liaison").send(at, kind="observer", name="吴东")
    assert (answer.status_code, "吴东" in answer.text) == (200, True)
    assert re.search(r'<p class="code">[0-9A-Z-]{19}</p>', answer.text)
