"""The file of a topic in one page, and the box in which the Party organisation decides."""

import html
import re
from typing import Any

import pytest

from gateway.pages.kept_form import fields_of
from infra.kernel.base.problems import (
    NotAllowedInState,
    NotFound,
    NotPermitted,
    Unauthenticated,
    Unavailable,
    VersionMismatch,
)
from tests.documented import documented
from tests.unit.gateway.fakes import COUNCIL, MEETING, SUBMISSION, TASK, TOPIC, Suite
from tests.unit.gateway.test_gateway_sign_in import holding, ready, sign_in
from tests.unit.gateway.test_pages_for_work import NOW, PARTY, given, hidden, record

BOX = f"/topics/{TOPIC}/decide"
DECIDES = ["approve", "return_for_review", "disapprove", "correct"]
LIST = "01938f3e-0000-7000-8000-00000000002a"


def topic(**differing: Any) -> dict[str, Any]:
    said = {"state": "pending_approval", "title": "学校门口", "organisation": COUNCIL, "screening_list": None}
    return record("topics", **{**said, "id": TOPIC, "allowed_commands": DECIDES, **differing})


def happened(type_: str, version: int, **said: Any) -> dict[str, Any]:
    event = documented().example("GET", "/v1/topics/{id}/history")["items"][0]
    who = {"actor_name": "田华", "organisation_name": "县政协办公室", "role": "OFF", "capacity": "政协机关 the office"}
    return {**event, **who, "type": type_, "version": version, "reason": None, **said}


def lies_there(of: Suite, shown: dict[str, Any], *history: dict[str, Any], **beside: Any) -> None:
    """The topic as its service answers for it."""
    words = {"names": {COUNCIL: "沙河镇协商议事会"}, "own_words": {}, "now": NOW}
    of.services.answers["topics", "read"] = shown
    of.services.answers["any", "whole"] = {"record": shown, "history": list(history), **words}
    of.services.answers["topics", "matter"] = {
        "record": shown, "history": list(history), **words, "belonging": {}, "more": [], "named": [], **beside,
    }  # fmt: skip
    of.services.answers["topics", "gathered"] = {
        "record": shown, "history": list(history), **words, "lists": {}, "named": [],
    }  # fmt: skip


@pytest.fixture
def secretary(suite: Suite) -> Suite:
    """Signed in; a topic waits for his decision."""
    ready(suite).services.answers["members", "session"] = holding(PARTY)
    assert sign_in(suite).status_code == 303
    suite.services.answers["any", "choices"] = {}
    lies_there(suite, topic())
    suite.services.asked.clear()
    return suite


def box_of(of: Suite, address: str = f"/topics/{TOPIC}") -> dict[str, str]:
    return hidden(of.client.get(address).text)


def test_the_file_of_a_topic_asks_each_service_once_and_three_of_them(secretary: Suite) -> None:
    secretary.client.get(f"/topics/{TOPIC}")
    asked = [service for service, method, _ in secretary.services.asked if method != "session"]
    assert asked == ["topics", "meetings", "outcomes"]


def test_the_file_holds_words_lineage_screening_opinion_and_objections(secretary: Suite) -> None:
    said = record(
        "submissions", id=SUBMISSION, text="校门口人车混行", supplied=["有照片"], state="linked_topic", channel="qr"
    )
    items = [
        {"code": "consult-1", "label": "群众关心的实事", "kind": "consult"},
        {"code": "exclude-1", "label": "涉密的事项", "kind": "exclude"},
    ]
    verdicts = [
        {"item": "consult-1", "verdict": "yes", "note": "三件提交"},
        {"item": "exclude-1", "verdict": "no", "note": None},
    ]
    shown = topic(verdicts=verdicts, opinion="宜协商", objections=1, screening_list=LIST, background="放学时拥堵")
    lies_there(
        secretary,
        shown,
        happened("TopicEndorsed", 3),
        happened("TopicObjectionAnswered", 4, reason="道路已经测量"),
        belonging={"submissions": [said]},
        named=[{"collection": "screening-lists", "id": LIST, "items": items}],
    )
    meeting = record("meetings", id=MEETING, round=2, state="ended", items=[{}, {}])
    task = record("tasks", id=TASK, title="装信号灯", state="handling", due="2026-03-20", overdue=True)
    for service, of in (("meetings", {"meetings": [meeting]}), ("outcomes", {"tasks": [task]})):
        secretary.services.answers[service, "matter"] = {
            "belonging": of, "more": [], "named": [], "names": {}, "own_words": {}, "now": NOW,
        }  # fmt: skip
    page = secretary.client.get(f"/topics/{TOPIC}").text
    for words in (
        "放学时拥堵", "校门口人车混行", "有照片", "协商会议：第 2 轮", "议了 2 项", "任务：装信号灯", "超期",
        "群众关心的实事", "三件提交", "不涉及", "宜协商", "道路已经测量",
    ):  # fmt: skip
        assert words in page, words
    for address in (f"/submissions/{SUBMISSION}", f"/meetings/{MEETING}", f"/tasks/{TASK}"):
        assert f'href="{address}"' in page
    assert "consult-1" not in page
    assert not re.search(r">[^<]*[0-9a-f]{8}-[0-9a-f]{4}-", page)


def test_a_service_that_is_silent_leaves_the_rest_of_the_file(secretary: Suite) -> None:
    secretary.services.answers["outcomes", "matter"] = Unavailable("不应答")
    page = secretary.client.get(f"/topics/{TOPIC}").text
    assert "学校门口" in page
    assert "有一部分暂时读不到" in page


def test_who_may_not_read_the_list_is_told_of_how_many_items_there_is_a_verdict_and_no_code(secretary: Suite) -> None:
    verdicts = [{"item": "consult-1", "verdict": "yes", "note": None}]
    lies_there(secretary, topic(verdicts=verdicts, screening_list=LIST))
    page = secretary.client.get(f"/topics/{TOPIC}").text
    assert "1 条都有结论" in page
    assert "consult-1" not in page


def test_a_topic_that_one_may_not_read_is_not_there(secretary: Suite) -> None:
    secretary.services.answers["topics", "matter"] = NotFound("没有这条记录 none")
    assert secretary.client.get(f"/topics/{TOPIC}", headers={"Accept": "text/html"}).status_code == 404
    assert [method for _, method, _ in secretary.services.asked if method != "session"] == ["matter"]


def test_the_box_offers_what_the_table_allows_and_chooses_nothing_beforehand(secretary: Suite) -> None:
    page = secretary.client.get(f"/topics/{TOPIC}").text
    box = page[page.index('id="decide"') : page.index("</form>", page.index('id="decide"'))]
    assert re.findall(r'type="radio" name="decision" value="(\w+)"', box) == [
        "approve",
        "return_for_review",
        "disapprove",
    ]
    assert "checked" not in box
    assert "下一步：核对" in box
    assert len(re.findall(r'class="btn(?: full| big t4)?"', page)) == 1
    assert f'href="/topics/{TOPIC}/correct"' in page


@pytest.mark.parametrize(("role", "allowed"), [("LIA", DECIDES), ("PARTY", ["discontinue"]), ("PARTY", [])])
def test_who_has_nothing_to_decide_that_leads_on_has_no_box(secretary: Suite, role: str, allowed: list[str]) -> None:
    secretary.services.answers["members", "session"] = holding({**PARTY, "role": role})
    lies_there(
        secretary,
        topic(state="preparing" if allowed == ["discontinue"] else "pending_approval", allowed_commands=allowed),
    )
    assert 'id="decide"' not in secretary.client.get(f"/topics/{TOPIC}").text


@pytest.mark.parametrize("collection", ["plans", "outcomes"])
def test_plans_and_outcomes_are_decided_in_the_same_box(secretary: Suite, collection: str) -> None:
    allowed = ["approve", "return_for_revision", "convert"]
    named = {"topic": TOPIC, "meeting": TOPIC, "items": []}
    shown = record(collection, state="under_review", title="成果", allowed_commands=allowed, **named)
    lies_there(secretary, shown)
    secretary.services.answers["outcomes", "gathered"] = secretary.services.answers["topics", "gathered"]
    secretary.services.answers["meetings", "gathered"] = NotPermitted("another's meeting")
    secretary.services.answers["any", "read"] = secretary.services.answers["outcomes", "read"] = shown
    form = box_of(secretary, f"/{collection}/{TOPIC}")
    check = secretary.client.post(
        f"/{collection}/{TOPIC}/decide", data={**form, "decision": "return_for_revision", "reason": "数字不对"}
    )
    assert (check.status_code, "数字不对" in check.text, given(secretary)) == (200, True, [])


def test_the_check_page_repeats_the_decision_in_a_sentence_and_then_it_is_given_once(secretary: Suite) -> None:
    form = box_of(secretary)
    check = secretary.client.post(BOX, data={**form, "decision": "approve", "document_number": "沙党发〔2026〕9号"})
    said = html.unescape(re.search(r'<section class="says"><p><strong>(.*?)</strong>', check.text)[1])  # type: ignore[index]
    for words in ("王安", "中共沙河镇委员会", "身份", "批准（定题）", "《学校门口》", "文号 沙党发〔2026〕9号"):
        assert words in said, said
    assert given(secretary) == []
    for _ in range(2):
        done = secretary.client.post(f"/topics/{TOPIC}/approve", data=hidden(check.text))
        assert (done.status_code, done.headers["Location"]) == (303, f"/topics/{TOPIC}?done=approve")
    calls = given(secretary)
    assert {(one.key, one.if_match) for one in calls} == {(form["key"], 7)}
    assert calls[0].body == {"document_number": "沙党发〔2026〕9号"}


def test_from_the_check_page_one_comes_back_to_the_box_as_it_was_filled(secretary: Suite) -> None:
    sent = {**box_of(secretary), "decision": "disapprove", "reason": "条件还不成熟"}
    check = secretary.client.post(BOX, data=sent)
    assert f'formaction="{BOX}"' in check.text
    back = secretary.client.post(BOX, data={**hidden(check.text), "back": "1"})
    assert back.status_code == 200
    assert "条件还不成熟</textarea>" in back.text
    assert 'value="disapprove" checked' in back.text
    assert "处要改" not in back.text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"decision": "disapprove", "document_number": "沙党发〔2026〕9号"}, "reason"),
        ({"decision": "approve", "reason": "写了很久"}, "document_number"),
        ({"reason": "写了很久", "document_number": "沙党发〔2026〕9号"}, "decision"),
        ({"decision": "fly", "reason": "写了很久"}, "decision"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_written_is_lost(
    secretary: Suite, sent: dict[str, str], field: str
) -> None:
    form = box_of(secretary)
    again = secretary.client.post(BOX, data={**form, **sent})
    assert again.status_code == 422
    assert "<title>出错：" in again.text
    assert f'href="#f-{field}"' in again.text
    assert f'id="w-{field}"' in again.text
    for written in ("写了很久", "沙党发〔2026〕9号"):
        assert (written in sent.values()) == (written in again.text)
    assert hidden(again.text)["key"] == form["key"]
    assert given(secretary) == []


@pytest.mark.parametrize(
    "refusal", [NotAllowedInState("此状态下不能批准 not now"), VersionMismatch("有人先改了 moved on")]
)
def test_the_second_of_two_is_told_who_decided_meanwhile_and_when(secretary: Suite, refusal: Exception) -> None:
    form = box_of(secretary)
    check = secretary.client.post(BOX, data={**form, "decision": "disapprove", "reason": "写了很久"})
    lies_there(
        secretary,
        topic(state="approved", version=8),
        happened("TopicEndorsed", 7),
        happened(
            "TopicApproved", 8, actor_name="郑磊", occurred_at="2026-03-02T02:32:00.000000+00:00",
            capacity="同级党组织 the Party organisation", role="PARTY",
        ),
    )  # fmt: skip
    secretary.services.answers["topics", "command"] = refusal
    late = secretary.client.post(f"/topics/{TOPIC}/disapprove", data=hidden(check.text))
    assert late.status_code in (409, 412)
    for words in (
        "郑磊",
        "以同级党组织身份",
        "批准（定题）",
        "3月2日",
        "10:32",
        "看现在的样子",
        "写了很久",
        "什么也没有改动",
    ):
        assert words in late.text, words
    assert "审题同意" not in late.text


def test_a_session_that_ended_before_the_check_loses_nothing(secretary: Suite) -> None:
    form = box_of(secretary)
    secretary.services.answers["members", "session"] = Unauthenticated("登录已失效 over")
    answer = secretary.client.post(BOX, data={**form, "decision": "disapprove", "reason": "写了很久"})
    assert answer.status_code == 401
    assert "再登录一次" in answer.text
    assert ("reason", "写了很久") in fields_of(hidden(answer.text)["kept"])


def test_another_sites_form_decides_nothing(secretary: Suite) -> None:
    form = {**box_of(secretary), "csrf": "elsewhere", "decision": "disapprove", "reason": "x"}
    assert secretary.client.post(BOX, data=form).status_code == 403
    assert given(secretary) == []


def test_what_was_done_is_receipted_in_a_sentence(secretary: Suite) -> None:
    lies_there(secretary, topic(state="approved", allowed_commands=[]), happened("TopicApproved", 8, actor_name="郑磊"))
    page = secretary.client.get(f"/topics/{TOPIC}?done=approve").text
    receipt = page[page.index('class="says done') : page.index("</div>", page.index('class="says done'))]
    for words in ("办好了：批准（定题）", "郑磊", "核对"):
        assert words in receipt
