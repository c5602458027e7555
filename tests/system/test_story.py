"""The story of the school gate, told by one command: what stands in the records afterwards, asked over HTTP."""

from datetime import datetime, timedelta
from typing import Any

from infra.kernel.base.clock import day_in_china
from tests.system.api import Api, token
from tests.system.told import COUNTY, TOWN, Told

WORDS = {
    "qr": "上放学时校门口车挤成一团，电动车、轿车和孩子混在一起，太危险了。",
    "phone": "学校门口没有红绿灯，放学那半个钟头根本过不了马路。",
    "counter": "接孙子没有地方站，只能站在车道上等，能不能划一块地方？",
}
FEEDBACK = "信号灯、等候区、停车位均已落实，感谢各位参与协商。"
CONCLUSION = "三项共识：临时信号灯、家长等候区、分类临时停车位。"
NOBODYS_OFFICE = "019a0000-0000-7000-8000-000000000099"
LIGHT, WAITING, PARKING = "校门口设置临时信号灯", "划设家长等候区", "划设临时停车位"


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_each_step_has_a_line_with_who_in_which_capacity_and_what_became(told: Told) -> None:
    steps = told.lines[:-1]
    assert [line.split(".")[0].strip() for line in steps] == [str(number) for number in range(1, len(steps) + 1)]
    assert all("（" in line and " → " in line for line in steps)


def test_three_residents_spoke_by_three_ways_and_each_has_an_answer(told: Told) -> None:
    submissions = [told.record("submissions", one) for one in told.ids["submissions"]]
    assert {one["channel"]: one["text"] for one in submissions} == WORDS
    assert [one["state"] for one in submissions] == ["closed", "closed", "closed"]
    assert {one["answer"] for one in submissions} == {f"{CONCLUSION}\n{FEEDBACK}"}
    assert {one["topic"] for one in submissions} == {told.ids["topic"]}
    assert [one["rating"] for one in submissions] == ["satisfied", None, None]


def test_the_topic_came_from_society_and_is_closed(told: Told) -> None:
    topic = told.record("topics", told.ids["topic"])
    named = ("state", "source", "division", "round", "result", "document_number", "summary")
    assert {name: topic[name] for name in named} == {
        "state": "closed",
        "source": "society",
        "division": TOWN,
        "round": 2,
        "result": "full",
        "document_number": "沙党发〔2022〕9号",
        "summary": CONCLUSION,
    }
    assert topic["organisation"] == told.organisations()["council"]


def test_the_topic_was_held_against_each_item_of_the_screening_list_it_shows(told: Told) -> None:
    topic = told.record("topics", told.ids["topic"])
    listed = told.record("screening-lists", topic["screening_list"])
    kinds = {item["code"]: item["kind"] for item in listed["items"]}
    assert sorted(kinds.values()) == ["consult"] * 4 + ["exclude"] * 4 + ["reject"] * 6
    verdicts = {one["item"]: one["verdict"] for one in topic["verdicts"]}
    assert verdicts == {code: "yes" if kind == "consult" else "no" for code, kind in kinds.items() if kind != "reject"}


def test_both_rounds_met_with_the_site_visit_first(told: Told) -> None:
    first, second = (told.record("meetings", one) for one in told.ids["meetings"])
    assert [(one["round"], one["state"]) for one in (first, second)] == [(1, "ended"), (2, "archived")]
    for meeting in (first, second):
        assert [point["kind"] for point in meeting["agenda"]] == ["site_visit", "report", "discussion"]
        assert len(meeting["receipts"]) == 8
        assert meeting["mode"] == "hybrid"


def test_one_took_part_remotely_and_the_observer_is_counted_apart(told: Told) -> None:
    for meeting in told.ids["meetings"]:
        shown = told.record("meetings", meeting)
        counted = [shown[name] for name in ("participants", "checked_in", "observers", "observers_checked_in")]
        assert counted == [7, 7, 1, 1]
        people = told.api.items(f"/v1/meetings/{meeting}/participants", told.auditor)
        assert {one["state"] for one in people} == {"left"}  # with the end of the meeting
        assert sorted(one["kind"] for one in people) == ["fixed"] * 4 + ["invited"] * 3 + ["observer"]
        assert sorted(one["mode"] for one in people) == ["onsite"] * 7 + ["remote"]
        assert [one["kind"] for one in people if one["mode"] == "remote"] == ["fixed"]
        assert sorted(one["duty"] for one in people if one["kind"] == "fixed") == [
            "host", "recorder", "speaker", "speaker",
        ]  # fmt: skip
        assert [one["group"] for one in people if one["represents"]] == ["学生家长"]


def test_parking_was_not_agreed_in_round_one_and_round_two_took_its_place(told: Told) -> None:
    first, second = told.ids["meetings"]
    (failed,) = told.api.items(f"/v1/meetings/{first}/items", told.auditor)
    agreed = {one["title"]: one for one in told.api.items(f"/v1/meetings/{second}/items", told.auditor)}
    assert (failed["title"], failed["result"], failed["state"]) == (PARKING, "not_agreed", "superseded")
    assert failed["reason"] == "停车位位置与消防通道冲突，需另选路段。"
    assert {title: one["state"] for title, one in agreed.items()} == dict.fromkeys((LIGHT, WAITING, PARKING), "agreed")
    assert agreed[PARKING]["supersedes"] == failed["id"]
    assert failed["superseded_by"] == agreed[PARKING]["id"]
    assert {position["position"] for position in failed["positions"]} == {"for", "against"}


def test_the_minutes_were_objected_to_once_and_both_versions_are_kept(told: Told) -> None:
    minutes = told.record("meetings", told.ids["meetings"][1])
    assert len(minutes["minutes"]) == 2
    assert "限停十五分钟" in minutes["minutes"][1]["text"]
    assert [one["reason"] for one in minutes["objections"]] == ["停车位须写明限停时间。"]
    assert minutes["confirmations"] == 4
    assert minutes["published_at"]


def test_the_outcome_was_approved_fed_back_publicised_and_closed(told: Told) -> None:
    outcome = told.record("outcomes", told.ids["outcome"])
    assert (outcome["state"], outcome["document_number"]) == ("closed", "沙党发〔2022〕12号")
    assert (outcome["feedback"], outcome["publication"]) == (FEEDBACK, FEEDBACK)
    assert outcome["topic"] == told.ids["topic"]
    assert outcome["told"] == outcome["to_tell"] == len(told.api.items("/v1/tellings", told.auditor))
    assert outcome["meeting"] == told.ids["meetings"][1]
    assert sorted(outcome["items"]) == sorted(told.ids["items"][title] for title in (LIGHT, WAITING, PARKING))


def test_two_departments_did_two_tasks_one_of_them_together_and_were_rated(told: Told) -> None:
    who = told.organisations()
    light, marks = (told.record("tasks", one) for one in told.ids["tasks"])
    assert [(one["lead"], one["co_handlers"]) for one in (light, marks)] == [
        (who["police"], []),
        (who["construction"], [who["police"]]),
    ]
    assert [opinion["organisation"] for opinion in marks["opinions"]] == [who["police"]]
    for task in (light, marks):
        assert (task["state"], task["class"], task["rating"]) == ("done", "A", "satisfied")
        assert [one["rating"] for one in task["ratings"]] == ["satisfied"]
        assert task["policy"].startswith("task_reply@")
        assert when(f"{task['due']}T00:00:00+08:00") > when(task["created_at"]) + timedelta(days=88)


def test_the_outcome_was_closed_fifteen_days_after_the_meeting(told: Told) -> None:
    meeting = told.record("meetings", told.ids["meetings"][1])
    closed = told.history("outcomes", told.ids["outcome"])[-1]
    assert closed["type"] == "OutcomeClosed"
    assert (closed["role"], closed["organisation"]) == ("OFF", told.organisations()["office"])
    assert day_in_china(when(closed["recorded_at"])) - day_in_china(when(meeting["starts_at"])) == timedelta(days=15)


def test_a_resident_follows_the_matter_with_the_tracking_code_alone(told: Told) -> None:
    for submission, code in told.ids["codes"].items():
        page = told.api.shown(f"/v1/submissions/track/{code}")
        assert page["id"] == submission
        assert page["state"] == "closed"
        assert page["answer"] == f"{CONCLUSION}\n{FEEDBACK}"
        assert page["linked_topic"]["state"] == "closed"
        assert [(one["state"], one["feedback"]) for one in page["outcomes"]] == [("closed", FEEDBACK)]
        assert [(one["title"], one["state"]) for one in page["tasks"]] == [
            ("设置临时信号灯", "done"),
            ("划设家长等候区和分类临时停车位", "done"),
        ]
        assert [(one["state_label"], bool(one["lead_name"]), bool(one["reply"])) for one in page["tasks"]] == [
            ("办结", True, True)
        ] * 2
        (telling,) = page["tellings"]
        assert (telling["text"], telling["state_label"]) == (FEEDBACK, "已告知")
        assert [one["label"] for one in telling["commands"]] == ["已阅"]
        assert (page["state_label"], page["linked_topic"]["state_label"]) == ("已办结", "办结归档")
        went = [one["state_label"] for one in page["steps"]]
        assert (went[0], went[-1], page["commands"][0]["label"]) == ("已接收", "已办结", "重新受理")
        assert "name" not in page


def test_a_code_opens_ones_own_submission_and_no_other(told: Told) -> None:
    mine, others, _ = told.ids["submissions"]
    assert told.api.shown(f"/v1/submissions/{mine}", told.code(mine))["name"] == "家长王女士"
    assert told.api.get(f"/v1/submissions/{others}", told.code(mine)).status_code == 404
    assert [one["id"] for one in told.api.items("/v1/submissions", told.code(mine))] == [mine]
    assert told.api.get("/v1/submissions/track/nobody-has-this-code").status_code == 404


def test_without_a_token_one_reads_what_was_published_and_nothing_else(told: Told) -> None:
    ids: dict[str, Any] = told.ids
    published = {"topics": [ids["topic"]], "meetings": [ids["meetings"][1]], "outcomes": [ids["outcome"]]}
    api: Api = told.api
    for collection, expected in published.items():
        assert [one["id"] for one in api.items(f"/v1/{collection}")] == expected
    assert api.get(f"/v1/meetings/{ids['meetings'][0]}").status_code == 404
    assert api.get(f"/v1/meetings/{ids['meetings'][0]}/history").status_code == 404
    for nested in ("participants", "items", "pre-work"):
        assert api.items(f"/v1/meetings/{ids['meetings'][1]}/{nested}") == []
    for collection in ("submissions", "tasks", "organisations", "people", "policies", "screening-lists", "offices"):
        assert api.get(f"/v1/{collection}").status_code == 401
    for collection, one in (("submissions", ids["submissions"][0]), ("tasks", ids["tasks"][0])):
        assert api.get(f"/v1/{collection}/{one}").status_code == 401


def test_what_was_published_names_no_resident(told: Told) -> None:
    secrets = ("王女士", "老陈", "刘秀英", "吴东", "何警官", "钱工程师", "13900000000", "1391111000", *WORDS.values())
    for path in ("topics", "meetings", "outcomes"):
        for one in told.api.items(f"/v1/{path}"):
            history = told.api.get(f"/v1/{path}/{one['id']}/history").text
            assert not [secret for secret in secrets if secret in history + str(one)]


def test_a_neighbouring_county_reads_only_what_was_published(told: Told) -> None:
    neighbour = token(told.site, "OFF", organisation=NOBODYS_OFFICE, division="620724")
    published = {"topics": 1, "meetings": 1, "outcomes": 1, "submissions": 0, "tasks": 0}
    for collection, expected in published.items():
        assert len(told.api.items(f"/v1/{collection}", neighbour, division=COUNTY)) == expected
    assert told.api.get(f"/v1/tasks/{told.ids['tasks'][0]}", neighbour).status_code == 404
    assert told.api.get(f"/v1/meetings/{told.ids['meetings'][0]}", neighbour).status_code == 404
