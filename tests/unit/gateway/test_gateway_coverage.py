"""Questions that many records answer together: who may ask, what must be said, and which service is asked."""

import pytest

from gateway.records.coverage import QUESTIONS, Question
from tests.documented import documented
from tests.unit.gateway.fakes import CHAIR, LINZE, TOPIC, Suite, told

OF = {"/v1/postings/candidates": f"member={TOPIC}"}


def asking(question: Question, further: str = "") -> str:
    return f"{question.path}?{OF.get(question.path, f'division={LINZE}')}{further}"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_whoever_has_a_token_asks_and_is_answered_by_members(suite: Suite, question: Question) -> None:
    counted = documented().example("GET", question.path)
    suite.services.answers["members", question.asks] = counted
    assert suite.client.get(asking(question)).status_code == 401
    answer = suite.client.get(asking(question), headers=CHAIR)
    assert (answer.status_code, told(answer)) == (200, counted)
    service, method, asked = suite.services.asked[-1]
    assert (service, method) == ("members", question.asks)
    assert asked["caller"].token


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_of_what_it_is_asked_must_be_said(suite: Suite, question: Question) -> None:
    for query, wrong in (
        ("", OF.get(question.path, "division=").partition("=")[0]),
        (asking(question, "&colour=red").partition("?")[2], "colour"),
    ):
        answer = suite.client.get(f"{question.path}?{query}", headers=CHAIR)
        assert (answer.status_code, list(told(answer)["errors"])) == (422, [wrong])


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("level=province", "level"), ("period=2026-Q5", "period"), ("period=26", "period"), ("division=xx", "division")],
)
def test_a_level_or_period_that_is_none_is_refused_by_its_name(suite: Suite, said: str, wrong: str) -> None:
    division = "" if wrong == "division" else f"&division={LINZE}"
    answer = suite.client.get(f"/v1/charges/coverage?{said}{division}", headers=CHAIR)
    assert (answer.status_code, list(told(answer)["errors"])) == (422, [wrong])


def test_the_level_and_the_period_reach_the_service(suite: Suite) -> None:
    suite.services.answers["members", "charge_coverage"] = documented().example("GET", "/v1/charges/coverage")
    suite.client.get(f"/v1/charges/coverage?division={LINZE}&level=village&period=2026", headers=CHAIR)
    asked = suite.services.last
    assert (asked["division"], asked["level"], asked["period"]) == (LINZE, "village", "2026")
