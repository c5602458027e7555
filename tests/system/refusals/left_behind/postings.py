"""A charge with its duty, and a posting."""

from operations.demo.cast import COUNTY, TOWN
from tests.system.api import eventually, token
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    api, people, organisations = left.api, left.cast.people, left.cast.organisations
    leader = {"person": people["office_head"], "organisation": organisations["county_office"], "role": "LEAD"}
    api.done("/v1/offices", leader, left.security)
    charge = left.made("/v1/charges", {"leader": people["office_head"], "division": TOWN}, left.officer)
    eventually(lambda: api.items("/v1/duties", token(left.suite.site, "AUD")), bool)
    api.done(f"/v1/charges/{charge}/end", {"reason": "调整"}, left.officer)
    body = {"person": people["chair"], "committee_division": COUNTY, "sector": "教育界", "term": "第十届"}
    member = left.made("/v1/members", body, left.administrator)
    posting = {"member": member, "organisation": organisations["station"], "kind": "委员下沉", "principle": "residence"}
    api.done("/v1/postings", posting, left.officer)
