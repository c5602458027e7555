"""Who read what is kept inside: asked of every service, put in one order, and not told of in part."""

from typing import Any
from urllib.parse import quote

import pytest

from infra.kernel.base.calls import ReadsCall
from infra.kernel.base.problems import NotPermitted, Unavailable
from tests.unit.gateway.fakes import CHAIR, COUNCIL, TOPIC, Suite, bearer, told

AUD = bearer("AUD", division=None)


def line(number: int) -> dict[str, Any]:
    nothing = dict.fromkeys(("person", "person_name", "organisation", "organisation_name", "file", "as_of", "ground"))
    return nothing | {
        "id": f"019a0000-0000-7000-8000-{number:012}",
        "at": "2026-03-02T04:00:00.000000+00:00",
        "role": "OFF",
        "manner": "record",
        "collection": "topics",
        "records": [TOPIC],
    }


def test_lines_of_all_services_come_newest_first_and_in_pages(suite: Suite) -> None:
    suite.services.answers["topics", "reads"] = {"items": [line(5), line(2)]}
    suite.services.answers["outcomes", "reads"] = {"items": [line(4), line(3)]}
    for service in ("members", "meetings"):
        suite.services.answers[service, "reads"] = {"items": []}
    page = told(suite.client.get("/v1/reads?limit=3", headers=AUD))
    assert [one["id"] for one in page["items"]] == [line(number)["id"] for number in (5, 4, 3)]
    assert page["next"] == line(3)["id"]
    asked = suite.services.last
    assert isinstance(asked, ReadsCall)
    assert (asked.limit, asked.cursor) == (4, None)


def test_a_day_is_one_of_china(suite: Suite) -> None:
    suite.services.answers["any", "reads"] = {"items": []}
    query = f"day=2026-03-02&record={TOPIC}&person={COUNCIL}&cursor={line(3)['id']}"
    assert told(suite.client.get(f"/v1/reads?{query}", headers=AUD)) == {"items": [], "next": None}
    asked = suite.services.last
    assert (asked.since, asked.before) == ("2026-03-01T16:00:00.000000+00:00", "2026-03-02T16:00:00.000000+00:00")
    assert (asked.record, asked.person, asked.cursor) == (TOPIC, COUNCIL, line(3)["id"])
    assert suite.client.get("/v1/reads?day=yesterday", headers=AUD).status_code == 422


def test_a_trail_that_is_not_whole_is_not_shown(suite: Suite) -> None:
    suite.services.answers["any", "reads"] = {"items": [line(1)]}
    suite.services.answers["meetings", "reads"] = Unavailable("silent", retry_after=1)
    assert suite.client.get("/v1/reads", headers=AUD).status_code == 503


def test_reads_are_for_auditors(suite: Suite) -> None:
    assert suite.client.get("/v1/reads").status_code == 401
    suite.services.answers["any", "reads"] = NotPermitted("AUD only")
    assert suite.client.get("/v1/reads", headers=CHAIR).status_code == 403


@pytest.mark.parametrize("path", [f"/v1/topics/{TOPIC}", f"/v1/topics/{TOPIC}/history", "/v1/topics"])
def test_the_ground_that_a_reader_gives_reaches_the_service(suite: Suite, path: str) -> None:
    suite.client.get(path, headers={**CHAIR, "Reading-Ground": quote(" 督办核对 𠮷 ")})
    assert suite.services.last.caller.ground == "督办核对 𠮷"
    suite.client.get(path, headers={**CHAIR, "Reading-Ground": "x" * 600})
    assert suite.services.last.caller.ground == "x" * 500
    suite.client.get(path, headers=CHAIR)
    assert suite.services.last.caller.ground is None
