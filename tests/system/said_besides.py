"""What is said in person where neither the story nor what it leaves behind says it: words for the rest of the personal fields."""

from infra.kernel.base.clock import moment
from operations.demo.cast import COUNTY, TOWN
from tests.system.api import Headers, token
from tests.system.planting import PlantingLeaving
from tests.system.refusals.left_behind.merits import ABILITIES

WORD = "…"


def say_the_rest(left: PlantingLeaving) -> None:
    """After the story, and after what it has left behind."""
    _residents(left)
    _guests(left)
    _of_people(left)
    _of_merits(left)
    _of_a_nomination(left)


def _residents(left: PlantingLeaving) -> None:
    station = left.cast.headers["station_head"]
    said = {"title": WORD, "text": WORD, "name": WORD, "contact": WORD, "division": TOWN, "channel": "qr"}
    path, own = _submitted(left, said)
    left.api.done(f"{path}/ask_for_info", {"question": "在哪里", "reason": "地点不清"}, station)
    left.api.done(f"{path}/supply_info", {"text": WORD}, own)
    listed = left.api.items("/v1/screening-lists", station)[0]["items"]
    excluded = next(item["code"] for item in listed if item["kind"] == "exclude")
    left.api.done(f"{path}/reject", {"code": excluded, "reason": "属于诉讼事项"}, station)
    left.api.done(f"{path}/appeal", {"reason": WORD}, own)
    path, own = _submitted(left, said)
    left.api.done(f"{path}/reissue_code", {"reason": WORD}, left.cast.headers["liaison"])
    path, own = _submitted(left, said)
    left.api.done(f"{path}/accept", {}, station)
    left.api.done(f"{path}/answer", {"text": "已列入整治计划。"}, station)
    left.api.done(f"{path}/rate", {"rating": "satisfied", "comment": WORD}, own)
    left.api.done(f"{path}/reopen", {"reason": WORD}, own)


def _submitted(left: PlantingLeaving, said: dict[str, str]) -> tuple[str, Headers]:
    made = left.api.done("/v1/submissions", said)
    path = f"/v1/submissions/{made['id']}"
    left.api.becomes(path, left.cast.headers["station_head"], "triaging")
    return path, {"Tracking-Code": made["tracking_code"]}


def _guests(left: PlantingLeaving) -> None:
    """Of the meeting that is planned, and has pre-work assigned."""
    liaison, recorder = left.cast.headers["liaison"], left.cast.headers["recorder"]
    (planned,) = [one for one in left.api.items("/v1/meetings", liaison) if one["state"] == "planned"]
    meeting = f"/v1/meetings/{planned['id']}"
    (task,) = left.api.items(f"{meeting}/pre-work", liaison)
    left.api.done(f"{meeting}/pre-work/{task['id']}/submit_pre_work", {"text": WORD}, liaison)
    guest = {"kind": "invited", "duty": "speaker", "name": WORD, "contact": WORD}
    people = [left.made(f"{meeting}/participants", guest, liaison) for _ in range(2)]
    reason = {"participant": people[0], "category": "expert", "identity": WORD, "reason": "熟悉情况", "language": "bo"}
    left.made(f"{meeting}/invitations", reason, liaison)
    left.api.done(f"{meeting}/participants/{people[0]}/decline_attendance", {"reason": WORD}, liaison)
    left.api.done(f"{meeting}/participants/{people[1]}/substitute", {"reason": WORD, "name": WORD}, liaison)
    note = left.made(f"{meeting}/notes", {"text": WORD}, recorder)
    left.api.done(f"{meeting}/notes/{note}/rewrite_note", {"text": WORD}, recorder)


def _of_people(left: PlantingLeaving) -> None:
    somebody = left.made("/v1/people", {"name": WORD, "contact": WORD}, left.administrator)
    left.api.done(f"/v1/people/{somebody}/amend", {"name": WORD, "contact": WORD}, left.administrator)
    body = {"person": somebody, "division": TOWN, "specialities": ["交通"], "qualifications": WORD}
    expert = left.made("/v1/experts", body, left.officer)
    left.api.done(f"/v1/experts/{expert}/amend", {"qualifications": WORD}, left.officer)
    household = {"division": COUNTY, "kind": "household", "ours": "临泽一中", "partner": WORD, "partner_place": WORD}
    left.made("/v1/pairs", household, left.officer)


def _of_merits(left: PlantingLeaving) -> None:
    somebody, office = left.cast.people["member"], left.cast.organisations["county_office"]
    (member,) = [one for one in left.api.items("/v1/members", left.officer, limit=200) if one["person"] == somebody]
    model = {
        "member": member["id"], "division": TOWN, "organisation": office, "title": "好委员", "grounds": "带动乡邻",
    }  # fmt: skip
    another = token(left.suite.site, "OFF", organisation=office, division=COUNTY)
    for further, said in (("verify", {"evidence": WORD}), ("decline", {"reason": WORD})):
        made = left.made("/v1/commendations", model, left.officer)
        left.api.done(f"/v1/commendations/{made}/{further}", said, another)
    abilities = [{"ability": one, "level": 4} for one in ABILITIES]
    year = moment(left.api.shown("/v1/clock", left.administrator)["now"]).year - 1
    evaluation = {"person": somebody, "division": COUNTY, "year": year, "abilities": abilities, "note": WORD}
    made = left.made("/v1/evaluations", evaluation, left.officer)
    left.api.done(f"/v1/evaluations/{made}/revise", {"abilities": abilities, "note": WORD}, left.officer)


def _of_a_nomination(left: PlantingLeaving) -> None:
    party = left.cast.organisations["party"]
    (term,) = [
        one for one in left.api.items("/v1/terms", left.officer, division=TOWN) if one["committee_division"] == TOWN
    ]
    body = {
        "person": left.cast.people["lawyer"], "organisation": party, "term": term["id"], "sector": "法律界",
        "grounds": WORD, "present_post": WORD,
    }  # fmt: skip
    nomination = f"/v1/nominations/{left.made('/v1/nominations', body, left.cast.headers['party'])}"
    left.api.done(f"{nomination}/examine", {"opinion": WORD}, left.officer)
    left.api.done(f"{nomination}/consult", {"organisations": [party], "opinion": WORD}, left.officer)
    left.api.done(f"{nomination}/disagree", {"reason": WORD}, left.cast.headers["party"])
