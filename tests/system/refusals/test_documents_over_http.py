"""Documents over HTTP: from a submission to a brief that was instructed on and a proposal, with their lists and one lineage;

and a proposal whose reply was found wanting, and that was closed when what the next reply promised was done.
"""

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
    api.done(f"{proposal}/release_reply", {}, office)
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


def test_a_proposal_is_answered_with_its_co_handlers_once_more_when_it_was_wanting_and_tracked_until_it_is_done(
    scene: Scene,
) -> None:
    api, office, council = scene.api, scene.capacities["office"], scene.organisations["council"]
    member = token(scene.site, "MEM", organisation=council, division=TOWN)
    police, roads = (department(scene, name) for name in ("交警大队", "住建局"))
    lead = token(scene.site, "HND", organisation=police, division=COUNTY)
    helper = token(scene.site, "CO", organisation=roads, division=COUNTY)
    said = {"title": "校门口步道 𠮷", "text": "建议修步道", "division": TOWN, "organisation": council}
    its_id = api.done("/v1/proposals", said, member)["id"]
    its = f"/v1/proposals/{its_id}"
    api.done(f"{its}/submit", {}, member)
    api.done(f"{its}/file", {"number": "第16号"}, office)
    api.done(f"{its}/assign", {"lead": police, "co_handlers": [roads], "due": "2198-01-01"}, office)

    api.done(f"{its}/sign_for", {}, lead)
    api.done(f"{its}/ask_co_handlers", {"question": "路面能否加宽？", "due": "2197-01-01"}, lead)
    assert [one["id"] for one in api.items("/v1/proposals", helper, mine="true")] == [its_id]
    refused(api.post(f"{its}/reply", {"class": "A", "text": "已错峰"}, lead), 409, "not-allowed-in-state")
    refused(api.post(f"{its}/give_opinion", {"text": "可以"}, lead), 403, "not-permitted")
    assert api.done(f"{its}/give_opinion", {"text": "可加宽一米"}, helper)["state"] == "signed"

    assert api.done(f"{its}/reply", {"class": "A", "text": "已错峰"}, lead)["state"] == "reply_review"
    refused(api.post(f"{its}/rate", {"rating": "satisfied"}, member), 409, "not-allowed-in-state")
    refused(api.post(f"{its}/release_reply", {}, lead), 403, "not-permitted")
    api.done(f"{its}/release_reply", {}, office)
    refused(api.post(f"{its}/rate", {"rating": "dissatisfied"}, member), 422, "invalid")
    assert api.done(f"{its}/rate", {"rating": "dissatisfied", "comment": "步道呢"}, member)["state"] == "rework"

    refused(api.post(f"{its}/reply", {"class": "B", "text": "列入计划"}, lead), 422, "invalid")
    promise = {"class": "B", "text": "步道列入明年计划", "resolve_by": "2199-01-01", "contact_record": "已面商"}
    api.done(f"{its}/reply", promise, lead)
    api.done(f"{its}/release_reply", {}, office)
    assert api.done(f"{its}/rate", {"rating": "basically_satisfied"}, member)["state"] == "tracking"
    refused(api.post(f"{its}/close", {}, office), 409, "not-allowed-in-state")
    api.done(f"{its}/report_progress", {"text": "已招标"}, lead)
    assert api.done(f"{its}/resolve", {"text": "步道已通行"}, lead)["state"] == "resolved"
    assert api.done(f"{its}/close", {}, office)["state"] == "closed"

    shown = api.shown(its, member)
    assert (shown["class"], shown["due"], shown["original_due"]) == ("B", "2199-01-01", "2198-01-01")
    assert (shown["reworks"], shown["rating"], shown["progress"]) == (1, "basically_satisfied", ["已招标"])
    assert (shown["opinions"], shown["resolution"]) == ([{"organisation": roads, "text": "可加宽一米"}], "步道已通行")
    assert [one["type"] for one in api.shown(f"{its}/history", office)["items"]][4:] == [
        *("ProposalSigned", "ProposalCoHandlersAsked", "ProposalCoOpinionGiven"),
        *("ProposalReplySubmitted", "ProposalReplied", "ProposalReworkDemanded"),
        *("ProposalReplySubmitted", "ProposalReplied", "ProposalTracked"),
        *("ProposalProgressReported", "ProposalResolved", "ProposalClosed"),
    ]


def department(scene: Scene, name: str) -> str:
    body = {"name": name, "kind": "department", "division": COUNTY}
    return str(scene.api.done("/v1/organisations", body, token(scene.site, "ADM"))["id"])
