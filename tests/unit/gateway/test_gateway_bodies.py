"""How bodies are made up, over HTTP: three addresses that ask `members`."""

from typing import Any

import pytest

from infra.kernel.base.problems import NotFound
from tests.unit.gateway.fakes import CHAIR, COUNCIL, TOPIC, Suite, told

MEMBER = TOPIC
SEAT = {"membership": TOPIC, "organisation": COUNCIL, "kind": "committee", "seat": "member", "right": "full"}
COMPOSITION = {
    "organisation": COUNCIL,
    "quota": None,
    "quota_edition": None,
    "members": 1,
    "attending": 0,
    "seats": [{"seat": "member", "number": 1}],
    "categories": [{"category": "legal_workers", "number": 0, "least": 1}],
    "lacking": ["legal_workers"],
    "staff": {"on": "2026-03-01", "authorised": 12, "in_post": 10},
    "records": f"/v1/memberships?organisation={COUNCIL}&state=active",
}
OF_MEMBER = {"member": MEMBER, "person": TOPIC, "sector": "教育", "bodies": [SEAT]}
OUTSIDE = {
    "division": "620723",
    "members": 1,
    "in_committees": 0,
    "outside": [{"id": MEMBER, "person": TOPIC, "sector": "教育", "term": "第十届"}],
}
ASKED: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    f"/v1/organisations/{COUNCIL}/composition": ("composition", {"organisation": COUNCIL}, COMPOSITION),
    f"/v1/members/{MEMBER}/bodies": ("bodies_of_member", {"member": MEMBER}, OF_MEMBER),
    "/v1/coverage/committees/620723": ("outside_committees", {"division": "620723"}, OUTSIDE),
}


@pytest.mark.parametrize("path", ASKED)
def test_what_is_asked_is_answered_by_members_with_the_callers_own_rights(suite: Suite, path: str) -> None:
    method, named, answered = ASKED[path]
    heard: list[Any] = []

    def answer(payload: Any) -> dict[str, Any]:
        heard.append(payload)
        return answered

    suite.services.answers["members", method] = answer
    assert told(suite.client.get(path, headers=CHAIR)) == answered
    assert {name: heard[0][name] for name in named} == named
    assert heard[0]["caller"].token


@pytest.mark.parametrize("path", ASKED)
def test_without_a_token_nobody_is_told(suite: Suite, path: str) -> None:
    assert suite.client.get(path).status_code == 401


@pytest.mark.parametrize(
    "path", ["/v1/organisations/x/composition", "/v1/members/62x/bodies", "/v1/coverage/committees/6"]
)
def test_what_is_no_record_has_no_bodies(suite: Suite, path: str) -> None:
    assert suite.client.get(path, headers=CHAIR).status_code == 404


def test_what_the_caller_may_not_read_is_not_there(suite: Suite) -> None:
    def hidden(payload: Any) -> dict[str, Any]:
        raise NotFound("not for you")

    suite.services.answers["members", "bodies_of_member"] = hidden
    assert suite.client.get(f"/v1/members/{MEMBER}/bodies", headers=CHAIR).status_code == 404
