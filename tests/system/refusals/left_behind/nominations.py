"""Nominations for a term, each a step further, one that was withdrawn; and an expert who is asked no more."""

from operations.demo.cast import TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    """The term is the town's, so that the Party organisation of the story may agree."""
    term = {"committee_division": TOWN, "number": 1, "name": "第一届", "starts": "2030-01-01", "ends": "2035-01-01"}
    made = left.made("/v1/terms", term, left.officer)
    people, party = left.cast.people, left.cast.organisations["party"]
    for person, further in (("chair", ""), ("liaison", "examine"), ("recorder", "withdraw")):
        body = {
            "person": people[person],
            "organisation": party,
            "term": made,
            "sector": "中共",
            "grounds": "议事能力强",
        }
        nomination = left.made("/v1/nominations", body, left.cast.headers["party"])
        said = {"examine": {"opinion": "符合条件"}, "withdraw": {"reason": "调离"}}
        if further:
            left.api.done(f"/v1/nominations/{nomination}/{further}", said[further], left.officer)
    expert = {"person": people["chair"], "division": TOWN, "specialities": ["交通"], "qualifications": "工程师"}
    left.ended("/v1/experts", expert, left.officer, {"reason": "请辞"})
