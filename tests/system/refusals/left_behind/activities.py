"""An activity that is planned, and one that was held."""

from operations.demo.cast import TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {
        "title": "委员培训",
        "kind": "training",
        "division": TOWN,
        "organisation": left.council,
        "starts": "2026-01-05",
    }
    left.made("/v1/activities", body, left.officer)
    held = left.made("/v1/activities", body, left.officer)
    attendance = [{"organisation": left.council, "number": 3}]
    left.api.done(f"/v1/activities/{held}/hold", {"attendance": attendance}, left.officer)
