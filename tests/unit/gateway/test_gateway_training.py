"""How many members of a committee were taught: asked over HTTP."""

from typing import Any

import pytest

from infra.kernel.base.problems import NotFound
from tests.documented import documented
from tests.unit.gateway.fakes import CHAIR, Suite, told

WHERE = "/v1/training/620723"


def answered(asked: dict[str, Any]) -> dict[str, Any]:
    example: dict[str, Any] = documented().example("GET", "/v1/training/{division}")
    return {**example, "division": asked["division"], "starts": asked.get("starts")}


def test_the_rate_is_asked_of_a_committee_and_of_days(suite: Suite) -> None:
    suite.services.answers["meetings", "training"] = answered
    answer = suite.client.get(f"{WHERE}?starts=2026-01-01", headers=CHAIR)
    assert (answer.status_code, told(answer)["division"], told(answer)["starts"]) == (200, "620723", "2026-01-01")


@pytest.mark.parametrize(
    ("address", "status"),
    [("/v1/training/62a", 404), (f"{WHERE}?starts=2026-13-01", 422), (f"{WHERE}?until=2026-01-01", 422)],
)
def test_what_does_not_fit_is_refused(suite: Suite, address: str, status: int) -> None:
    suite.services.answers["meetings", "training"] = answered
    assert suite.client.get(address, headers=CHAIR).status_code == status


def test_it_is_not_for_everybody(suite: Suite) -> None:
    assert suite.client.get(WHERE).status_code == 401
    suite.services.answers["meetings", "training"] = NotFound("not for you")
    assert suite.client.get(WHERE, headers=CHAIR).status_code == 404
