"""What somebody who had never seen the pages stumbled over: each page tells him what he can use, and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest

from infra.ledger import verify_ledger
from tests.unit.ordinary_year.path import a_task, brought, drafted, submitted
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser
from tests.unit.pages.test_accounts_of_a_site import administrator

HANDED_OVER = "移交"
LEDGER = {
    "search": {"items": [], "next": None},
    "status": {"sealed": 3, "published": 3, "witnesses": []},
    "key": {"vkey": "shangliang.example+1+key", "witnesses": []},
}


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


def solid(page: str) -> list[str]:
    return re.findall(r'class="btn (?:full)?" href="([^"]+)"', page)


def with_a_ledger(browser: Browser) -> Browser:
    """The audit service is not among those of the year."""
    of_the_year = browser.services.call

    def answered(service: str, method: str, payload: object, timeout: float = 30.0) -> Any:
        return LEDGER[method] if service == "audit" else of_the_year(service, method, payload, timeout)

    browser.services.call = answered  # type: ignore[method-assign]
    return browser


def of_services(browser: Browser, address: str) -> list[str]:
    return [one for one in browser.asked_for(address) if one != "members.session"]


@pytest.mark.parametrize("who", ["office", "station", "party"])
@pytest.mark.parametrize("state", ["reviewing", "pending_approval", "approved"])
def test_a_topic_is_handed_over_only_when_its_body_has_ended(year: OrdinaryYear, who: str, state: str) -> None:
    topic = brought(year, drafted(year), state)
    browser = Browser(year, who)
    assert HANDED_OVER not in browser.page(f"/{topic}")
    assert HANDED_OVER not in browser.page("/work")


def test_the_solid_button_of_a_topic_under_review_endorses_it(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year), "reviewing")
    page = Browser(year, "office").page(f"/{topic}")
    assert solid(page) == [f"/{topic}/endorse"]
    assert "轮到您：审题同意、退回选题。" in page


def test_what_the_party_has_approved_waits_for_the_notice_and_no_more_for_the_party(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year), "approved")
    page = Browser(year, "party").page(f"/{topic}")
    assert "轮到您" not in page
    assert re.search("等[^。]*联络员：公示", page)
    assert f"/{topic}/escalate" in page, "it can still be sent up"
    assert f"/{topic}" not in Browser(year, "party").page("/work")


def test_what_residents_said_is_first_of_all_accepted(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    page = Browser(year, "station").page(f"/{submission}")
    assert solid(page) == [f"/{submission}/accept"]
    assert "轮到您：受理、" in page


def test_how_it_came_is_said_in_words(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    page = plain(Browser(year, "station").page(f"/{submission}"))
    assert not re.search("来自 [a-z]", page)


def test_an_office_or_an_account_in_use_waits_for_nobody(year: OrdinaryYear) -> None:
    page = administrator(year, "SEC").page(f"/offices/{year.offices['liaison']}")
    assert "轮到您" not in page
    assert solid(page) == []
    assert "免去" in page


def test_an_outcome_calls_what_it_came_of_by_its_name(year: OrdinaryYear) -> None:
    task, outcome = a_task(year)
    browser = Browser(year, "chair")
    page = plain(browser.page(f"/{outcome}"))
    assert "设减速带" in page
    assert "校门口交通" in page
    assert re.search("会议 第 1 轮 · ", page)
    assert not re.search("看议题|看会议|条目 条目", page)
    assert f'href="/{task}">设减速带' in browser.page(f"/{outcome}"), "the title leads to the task"
    assert len(of_services(browser, f"/{outcome}")) <= 3


def test_how_a_topic_was_says_what_it_was_screened_by_in_words(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year), "approved")
    browser = Browser(year, "office")
    page = browser.page(f"/audit/{topic}")
    assert "群众普遍关心、与切身利益密切相关的民生实事" in page
    assert not re.search(r">\s*(consult|exclude)-\d", page)
    assert len(of_services(browser, f"/audit/{topic}?before=2020-01-01&day=2030-01-01")) <= 3


def test_who_does_not_trust_the_site_gets_the_program_and_both_commands(year: OrdinaryYear) -> None:
    browser = with_a_ledger(Browser(year))
    page = browser.page("/verify")
    address = re.search(r'href="(/verify/[^"]+)" download', page)
    assert address
    assert browser.page(address[1]) == Path(verify_ledger.__file__).read_text()
    assert "--receipt FILE --key VKEY" in page
    assert re.search(r"python3 verify_ledger.py http[^ ]+/v1/ledger --public --key VKEY", page)


def test_the_auditor_chooses_what_happened_by_its_words(year: OrdinaryYear) -> None:
    page = with_a_ledger(administrator(year, "AUD")).page("/audit")
    assert '<option value="TopicApproved">议题：批准（定题）</option>' in page
    assert "/verify#program" in page
    assert "有了变化" not in page, "whatever can have happened has its words"


def test_administrators_find_their_pages_from_their_queue(year: OrdinaryYear) -> None:
    assert 'href="/audit">查账本' in administrator(year, "AUD").page("/work")
    assert 'href="/site/accounts">账号与职务' in administrator(year, "SEC").page("/work")
    assert 'href="/site">' not in Browser(year, "chair").page("/work")


def test_a_list_of_offices_says_which_office_each_is(year: OrdinaryYear) -> None:
    assert "联络员 · 最近更新" in plain(administrator(year, "SEC").page("/offices"))
