"""A term that was changed over to the next one, and one that is only planned."""

from operations.demo.cast import COUNTY
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    made = [
        left.made(
            "/v1/terms",
            {
                "committee_division": COUNTY,
                "number": number,
                "name": f"第{number}届",
                "starts": f"{1970 + number * 5}-12-01",
                "ends": f"{1975 + number * 5}-12-01",
            },
            left.officer,
        )
        for number in (11, 12, 13)
    ]
    left.api.done(f"/v1/terms/{made[0]}/start", {}, left.officer)
    change = {"next_term": made[1], "staying": [], "reason": "届满"}
    left.api.done(f"/v1/terms/{made[0]}/change_over", change, left.officer)
