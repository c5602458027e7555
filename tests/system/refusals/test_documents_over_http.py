"""Documents over HTTP: from a submission to a brief that was instructed on and a proposal, with their lists and one lineage."""

from tests.system.api import refused, token
from tests.system.refusals.scene import COUNTY, TOWN, Scene


def test_a_submission_becomes_a_brief_and_that_a_proposal_and_each_leads_to_the_others(scene: Scene) -> None:
    api, office = scene.api, scene.capacities["office"]
    received = api.done("/v1/submissions", {"text": "校门口拥堵 𠮷", "division": TOWN, "channel": "web"})
    submission = f"/v1/submissions/{received['id']}"
    api.becomes(submission, scene.auditor, "triaging")
    api.done(f"{submission}/accept", {}, office)
    converted = api.done(f"{submission}/convert_to_brief", {"title": "校门口 𠮷", "text": "拥堵"}, office)
    brief = f"/v1/briefs/{converted['brief']}"
    assert (converted["state"], [one["type"] for one in converted["events"]]) == (
        "briefed",
        ["SubmissionConvertedToBrief", "BriefDrafted"],
    )
    assert api.shown(submission, office)["brief"] == converted["brief"]
    refused(api.post(f"{brief}/issue", {"document_number": "12号"}, office), 409, "not-allowed-in-state")
    refused(api.post(f"{brief}/review", {}, scene.capacities["station"]), 403, "not-permitted")
    api.done(f"{brief}/review", {"opinion": "可报"}, office)
    api.done(f"{brief}/issue", {"document_number": "临政协信息〔2026〕12号"}, office)
    city = api.done(
        "/v1/organisations", {"name": "市委办", "kind": "party", "division": "6207"}, token(scene.site, "ADM")
    )["id"]
    api.done(f"{brief}/send", {"organisation": city}, office)
    refused(api.post(f"{brief}/send", {"organisation": city}, office), 422, "rule-broken")
    refused(api.post(f"{brief}/send", {"organisation": received["id"]}, office), 422, "invalid")
    day = api.shown(brief, office)["sent_at"][:10]
    said = {"organisation": city, "who": "李明", "office": "市长", "date": day, "text": "请研究"}
    refused(api.post(f"{brief}/instruct", {**said, "date": "2199-01-01"}, office), 422, "rule-broken")
    refused(api.post(f"{brief}/instruct", {**said, "who": 5}, office), 422, "invalid")
    api.done(f"{brief}/instruct", said, office)
    shown = api.shown(brief, token(scene.site, "PARTY", organisation=city, division="6207"))
    assert (shown["state"], shown["recipients"][0]["state"], shown["instructions"][0]["who"]) == (
        "instructed",
        "instructed",
        "李明",
    )
    assert shown["read_at"] is not None
    tracked = api.shown(f"/v1/submissions/track/{received['tracking_code']}")
    assert (tracked["state"], tracked["brief_state"]) == ("briefed", "已批示")

    proposal = f"/v1/proposals/{api.done(f'{brief}/convert', {}, office)['proposal']}"
    api.done(f"{proposal}/submit", {}, office)
    api.done(f"{proposal}/file", {"number": "第15号"}, office)
    lead = api.done(
        "/v1/organisations", {"name": "公安局", "kind": "department", "division": COUNTY}, token(scene.site, "ADM")
    )["id"]
    api.done(f"{proposal}/assign", {"lead": lead, "due": "2199-01-01"}, office)
    handler = token(scene.site, "HND", organisation=lead, division=COUNTY)
    assert [one["id"] for one in api.items("/v1/proposals", handler, mine="true")] == [proposal.rpartition("/")[2]]
    api.done(f"{proposal}/reply", {"class": "A", "text": "已错峰"}, handler)
    assert api.done(f"{proposal}/close", {}, office)["state"] == "closed"
    assert api.shown(proposal, office)["class"] == "A"

    for root in (submission, brief, proposal):
        seen = api.shown(root.replace("/v1/", "/v1/lineage/"), office)
        assert {node["href"] for node in seen["nodes"]} == {submission, brief, proposal}
        links = {(link["from"], link["to"]) for link in seen["links"]}
        assert links == {(submission, brief), (brief, proposal)}
    refused(api.get(brief), 401, "unauthenticated")
    refused(api.get(brief, scene.capacities["elsewhere"]), 404, "not-found")
    refused(api.get(proposal.replace("/v1/", "/v1/lineage/")), 404, "not-found")
