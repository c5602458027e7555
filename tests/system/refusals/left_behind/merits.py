"""A commendation that was nominated and one that was withdrawn, a self-assessment that was confirmed, an evaluation that was seen."""

from operations.demo.cast import COUNTY, TOWN
from tests.system.api import token
from tests.system.refusals.left_behind.leaving import Leaving

DIMENSIONS = ("institutions", "standards", "procedures")
ABILITIES = ("political_judgement", "investigation", "contact_with_people", "cooperation")


def leave(left: Leaving) -> None:
    api, office, somebody = left.api, left.cast.organisations["county_office"], left.cast.people["recorder"]
    body = {"person": somebody, "committee_division": COUNTY, "sector": "教育界", "term": "第十届"}
    member = left.made("/v1/members", body, left.administrator)
    model = {"member": member, "division": TOWN, "organisation": office, "title": "好委员", "grounds": "带动乡邻"}
    for further in ("", "withdraw"):
        made = left.made("/v1/commendations", model, left.officer)
        if further:
            api.done(f"/v1/commendations/{made}/{further}", {"reason": "换人"}, left.officer)
    own = {"organisation": left.council, "division": TOWN, "year": 2025}
    dimensions = [{"dimension": one, "level": 3, "evidence": "台账"} for one in DIMENSIONS]
    assessed = left.made("/v1/self-assessments", {**own, "dimensions": dimensions}, left.officer)
    api.done(f"/v1/self-assessments/{assessed}/confirm", {}, left.officer)
    abilities = [{"ability": one, "level": 4} for one in ABILITIES]
    evaluation = {"person": somebody, "division": COUNTY, "year": 2025, "abilities": abilities}
    evaluated = left.made("/v1/evaluations", evaluation, left.officer)
    api.done(f"/v1/evaluations/{evaluated}/acknowledge", {}, token(left.suite.site, "PUB", person=somebody))
