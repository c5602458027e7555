"""What a form asks can be answered by who has never seen a code or an id, and by who leaves blank what he need not say."""

import re

import pytest

from tests.unit.ordinary_year.path import brought, drafted, held, planned
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields


@pytest.fixture
def screened(year: OrdinaryYear) -> str:
    return brought(year, drafted(year), "screening")


def test_screening_asks_item_by_item_and_no_code_is_typed(year: OrdinaryYear, screened: str) -> None:
    station = Browser(year, "station")
    page = station.page(f"/{screened}/pass_screening")
    items = re.findall(r'name="(verdicts-\d+-item)" value="([^"]+)"', page)
    assert len(items) == len(year.shown(screened)["screening_items"])
    assert "群众普遍关心" in page
    assert "checked" not in page
    answers = {
        f"verdicts-{n}-verdict": "no" if code.startswith("exclude") else "yes" for n, (_, code) in enumerate(items)
    }
    station.sends(f"/{screened}/pass_screening", {**hidden_fields(page), **answers})
    assert year.state(screened) == "shortlisted"


def test_an_item_that_was_not_answered_is_named_and_the_other_answers_are_kept(
    year: OrdinaryYear, screened: str
) -> None:
    station = Browser(year, "station")
    form = {**hidden_fields(station.page(f"/{screened}/pass_screening")), "verdicts-1-verdict": "yes"}
    again = station.sends(f"/{screened}/pass_screening", form, 422)
    assert 'name="verdicts-1-verdict" value="yes" checked' in again
    assert "群众普遍关心" in again
    assert year.state(screened) == "screening"


def test_what_is_ruled_out_is_read_once_more_in_the_words_of_the_list(year: OrdinaryYear, screened: str) -> None:
    station = Browser(year, "station")
    page = station.page(f"/{screened}/rule_out")
    items = re.findall(r'name="(verdicts-\d+-item)" value="([^"]+)"', page)
    answers = {f"verdicts-{n}-verdict": "yes" for n in range(len(items))}
    check = station.sends(f"/{screened}/rule_out", {**hidden_fields(page), **answers, "reason": "涉密"}, 200)
    assert re.search(r"<dt>群众普遍关心[^<]*</dt><dd>是</dd>", check)
    assert "exclude-1" not in re.sub(r"<input[^>]*>", "", check)


def test_a_browser_lets_a_blank_row_be_blank(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)))
    page = Browser(year, "liaison").page(f"/{meeting.where}/schedule")
    assert 'name="agenda-0-title"' in page
    assert [one for one in re.findall(r"<[^>]* required[^>]*>", page) if "agenda-" in one] == []
    assert re.search(r'name="starts_at" required', page)


def test_how_long_is_no_paper(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)))
    page = Browser(year, "liaison").page(f"/{meeting.where}/schedule")
    assert "分钟数" in page
    assert "会议纪要" not in page


def test_where_there_is_nothing_to_choose_no_id_is_asked_for(year: OrdinaryYear) -> None:
    page = Browser(year, "liaison").page("/meetings/new")
    assert 'name="venue"' not in page
    assert 'name="topic"' in page


def test_the_topic_leads_to_the_meeting_and_to_the_outcome_that_take_it_further(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    address = link(Browser(year, "liaison").page(f"/{topic}"), "/meetings/new")
    asked = Browser(year, "liaison").page(address)
    assert re.search(rf'<option value="{topic.partition("/")[2]}" selected>', asked)
    meeting, item = held(year, topic)
    year.do("chair", topic, "conclude", result="full", summary="设减速带")
    chair = Browser(year, "chair")
    asked = chair.page(link(chair.page(f"/{topic}"), "/outcomes/new"))
    assert re.search(rf'<option value="{meeting.where.partition("/")[2]}" selected>', asked)
    assert f'<option value="{item.rpartition("/")[2]}"' in asked
    assert "/new?topic=" not in Browser(year, "party").page(f"/{topic}")


def link(page: str, to: str) -> str:
    return str(re.findall(rf'href="({to}[^"]*)"', page)[0]).replace("&amp;", "&")
