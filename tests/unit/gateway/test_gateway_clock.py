"""The domain clock: read with a token, moved only in a demo."""

from services.members.clock.schemas import THE_CLOCK
from tests.unit.gateway.fakes import ADM, Suite, told


def test_the_clock_is_read_from_members(suite: Suite) -> None:
    assert told(suite.client.get("/v1/clock", headers=ADM)) == {"now": "2026-03-02T01:00:00.000000+00:00"}


def test_an_advance_answers_when_all_is_applied(suite: Suite) -> None:
    answer = suite.client.post("/v1/clock/advance", json={"days": 7}, headers=ADM)
    assert (answer.status_code, told(answer)["offset_days"]) == (200, 7)
    call = suite.advanced[0]
    assert (call.collection, call.command, call.body, call.record_id) == ("clock", "advance", {"days": 7}, THE_CLOCK)


def test_without_the_demo_nobody_moves_the_clock() -> None:
    suite = Suite(demo_clock=False)
    answer = suite.client.post("/v1/clock/advance", json={"days": 7}, headers=ADM)
    assert (answer.status_code, suite.advanced) == (404, [])
    assert "demo clock is off" in told(answer)["detail"]
    assert suite.client.post("/v1/clock/advance", json={"days": 7}).status_code == 401
    assert suite.client.post("/v1/clock/advance", data=b"{", headers=ADM).status_code == 415
