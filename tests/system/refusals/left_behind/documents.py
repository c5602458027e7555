"""A brief, a proposal and a case that have just begun, and one of each a step further."""

from operations.demo.cast import TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    office = left.cast.organisations["county_office"]
    body = {"title": "校门口拥堵", "text": "建议错峰。", "division": TOWN, "organisation": office}
    for collection, further in (("briefs", "review"), ("proposals", "submit"), ("cases", "submit")):
        left.made(f"/v1/{collection}", body, left.officer)
        begun = left.made(f"/v1/{collection}", body, left.officer)
        left.api.done(f"/v1/{collection}/{begun}/{further}", {}, left.officer)
