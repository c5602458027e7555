"""The auditor's pages: a record after each of its steps, on a day, and between two days."""

import re

import pytest

from tests.unit.ordinary_year.path import brought, drafted, submitted
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


@pytest.fixture
def topic(year: OrdinaryYear) -> str:
    """Approved, its title corrected three days later."""
    topic = brought(year, drafted(year), "approved")
    year.pass_days(3)
    year.do("office", topic, "correct", title="校门口的交通", reason="写错了")
    return topic


def test_each_step_shows_the_record_as_it_was_after_it(year: OrdinaryYear, topic: str) -> None:
    browser, many = Browser(year, "liaison"), len(year.history(topic))
    before, after = (plain(browser.page(f"/audit/{topic}?step={step}")) for step in (many - 1, many + 90))
    assert f"第 {many - 1} 版" in before
    assert f"第 {many} 版" in after
    assert (browser.services.asked["gathered"], browser.services.asked["whole"]) == (2, 2)


def test_between_two_days_it_says_what_was_changed_and_of_the_same_day_that_nothing_was(
    year: OrdinaryYear, topic: str
) -> None:
    history = year.history(topic)
    drafted_on, corrected_on = (str(one["recorded_at"])[:10] for one in (history[0], history[-1]))
    browser = Browser(year, "liaison")
    page = plain(browser.page(f"/audit/{topic}?before={drafted_on}&day={corrected_on}"))
    assert "两天之间改了什么" in page
    assert "校门口交通 校门口的交通" in page
    assert "没有改动" in plain(browser.page(f"/audit/{topic}?before={corrected_on}&day={corrected_on}"))


def test_before_it_was_there_it_says_so(year: OrdinaryYear, topic: str) -> None:
    page = Browser(year, "liaison").page(f"/audit/{topic}?day=2020-01-01")
    assert "还没有这条记录" in page


@pytest.mark.parametrize(
    "asked", ["step=0", "step=-1", "step=x", "day=x", "before=9999-12-31", "step=%00", "day=9999-12-31"]
)
def test_what_is_no_step_and_no_day_shows_it_as_it_is(year: OrdinaryYear, topic: str, asked: str) -> None:
    assert "这件是" in Browser(year, "liaison").page(f"/audit/{topic}?{asked}")


def test_who_may_not_read_the_record_does_not_read_how_it_was(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    assert "这件是" in Browser(year, "station").page(f"/audit/{submission}")
    Browser(year, "builders").page(f"/audit/{submission}", status=404)


def test_what_is_searched_by_auditors_is_shown_to_nobody_else(year: OrdinaryYear) -> None:
    assert "审计员" in Browser(year, "liaison").page("/audit", status=403)
