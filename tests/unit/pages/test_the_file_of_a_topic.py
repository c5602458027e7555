"""The file of a topic over real services: each reads there what he may read, and two who decide at once do not overrun each other."""

import pytest

from tests.unit.ordinary_year.path import brought, drafted, submitted, taken_up
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields


@pytest.fixture
def topic(year: OrdinaryYear) -> str:
    """Waits for the Party organisation; it came of what a resident said."""
    submission, _code = submitted(year, "校门口人车混行")
    return brought(year, taken_up(year, submission), "pending_approval")


def test_the_secretary_decides_with_words_screening_and_opinion_before_him(year: OrdinaryYear, topic: str) -> None:
    page = Browser(year, "party").page(f"/{topic}")
    for words in ("轮到您：批准（定题）", "校门口人车混行", "群众普遍关心", "符合", "不涉及", "宜协商", "下一步：核对"):
        assert words in page, words


def test_the_liaison_reads_the_same_file_and_has_nothing_to_decide(year: OrdinaryYear, topic: str) -> None:
    page = Browser(year, "liaison").page(f"/{topic}")
    for words in ("校门口人车混行", "宜协商", "等同级党组织"):
        assert words in page, words
    assert "下一步：核对" not in page


def test_the_public_reads_nothing_before_the_notice_and_then_no_opinion_and_no_name(
    year: OrdinaryYear, topic: str
) -> None:
    Browser(year).page(f"/{topic}", 404)
    brought(year, topic, "noticed")
    page = Browser(year).page(f"/{topic}")
    assert "校门口交通" in page
    assert "已公示" in page
    for words in ("宜协商", "校门口人车混行", "下一步：核对", "审题意见", *(year.staff)):
        assert f">{words}<" not in page, words
        assert words not in page or words in ("party", "office"), words


def test_of_two_who_decide_at_once_the_second_is_told_who_did_and_when(year: OrdinaryYear, topic: str) -> None:
    year.appoint("deputy", "PARTY", "party")
    first, second = Browser(year, "party"), Browser(year, "deputy")
    forms = {one: hidden_fields(one.page(f"/{topic}")) for one in (first, second)}
    approved = {**forms[first], "decision": "approve", "document_number": "沙党发〔2026〕9号"}
    declined = {**forms[second], "decision": "disapprove", "reason": "条件还不成熟"}
    checks = {
        one: hidden_fields(one.sends(f"/{topic}/decide", said, 200))
        for one, said in ((first, approved), (second, declined))
    }
    assert first.sends(f"/{topic}/approve", checks[first]) == f"/{topic}?done=approve"
    told = second.sends(f"/{topic}/disapprove", checks[second], 409)
    for words in ("party（party），以同级党组织身份", "已经批准（定题）", "看现在的样子", "条件还不成熟"):
        assert words in told, words
    assert year.state(topic) == "approved"
    receipt = first.page(f"/{topic}?done=approve")
    assert "办好了：批准（定题）" in receipt
    assert first.sends(f"/{topic}/approve", checks[first]) == f"/{topic}?done=approve"


def test_a_decision_without_its_reason_comes_back_with_all_that_was_written(year: OrdinaryYear, topic: str) -> None:
    secretary = Browser(year, "party")
    form = {
        **hidden_fields(secretary.page(f"/{topic}")),
        "decision": "disapprove",
        "document_number": "沙党发〔2026〕9号",
    }
    again = secretary.sends(f"/{topic}/decide", form, 422)
    for words in ('id="w-reason"', "必填", 'value="disapprove" checked', 'value="沙党发〔2026〕9号"'):
        assert words in again, words
    assert "command" not in secretary.services.asked
    assert year.state(topic) == "pending_approval"


def test_the_file_is_made_of_three_calls(year: OrdinaryYear) -> None:
    browser = Browser(year, "party")
    browser.page(f"/{drafted(year)}")
    assert browser.services.asked == {"session": 1, "matter": 3}
