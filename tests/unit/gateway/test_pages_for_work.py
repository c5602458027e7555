"""The workbench: what waits for me, a record with its sentence and acts, a command's form with the same rights as the API's."""

import html
import re
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from gateway.documents.who_may import LIFECYCLES
from gateway.pages.kept_form import fields_of
from gateway.pages.words import FIELDS, choice_word, in_language
from gateway.pages.words.choices import CHOICES
from gateway.pages.words.what_the_system_did import DONE
from gateway.pages.work.phase import phase, steps
from gateway.routes import RESOURCES
from infra.kernel.base.problems import (
    Invalid,
    NotAllowedInState,
    NotFound,
    NotPermitted,
    Unauthenticated,
    Unavailable,
    VersionMismatch,
)
from infra.kernel.contract import wire
from tests.documented import documented
from tests.unit.gateway.fakes import BY_COLLECTION, COUNCIL, MEETING, PARTICIPANT, TASK, TOPIC, Suite, done
from tests.unit.gateway.fakes import TOPIC as PERSON
from tests.unit.gateway.test_gateway_sign_in import CHAIR, holding, ready, sign_in

NOW = "2026-03-02T01:00:00.000000+00:00"
PARTY = {**CHAIR, "role": "PARTY", "organisation_name": "中共沙河镇委员会"}


def record(collection: str, **differing: Any) -> dict[str, Any]:
    root = BY_COLLECTION[collection].path.replace("<parent>", "{parent}")
    return {**documented().example("GET", f"{root}/{{id}}"), "version": 7, "tagged": [], "step": None, **differing}


@pytest.fixture
def desk(suite: Suite) -> Suite:
    """The Party secretary is signed in; a topic waits for him."""
    ready(suite).services.answers["members", "session"] = holding(PARTY)
    assert sign_in(suite).status_code == 303
    topic = record(
        "topics",
        state="pending_approval",
        title="学校门口",
        organisation=COUNCIL,
        screening_list=None,
        allowed_commands=["approve", "return_topic", "correct"],
    )
    suite.services.answers["topics", "read"] = topic
    suite.services.answers["any", "whole"] = {
        "record": topic,
        "history": [],
        "own_words": {},
        "names": {COUNCIL: "沙河镇协商议事会"},
        "now": NOW,
    }
    suite.services.answers["any", "waiting"] = {"items": [], "more": False, "own_words": {}, "names": {}, "now": NOW}
    suite.services.answers["any", "choices"] = {"organisations": [(COUNCIL, "沙河镇协商议事会")]}
    suite.services.asked.clear()
    return suite


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def acting_as(of: Suite, role: str) -> None:
    of.services.answers["members", "session"] = holding({**PARTY, "role": role})


def sent(of: Suite, address: str, **fields: str) -> TestResponse:
    return of.client.post(address, data={**hidden(of.client.get(address).text), **fields})


def pairs(page: str) -> MultiDict[str, str]:
    """The hidden fields of a page, as the browser sends them."""
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return MultiDict((name, html.unescape(value)) for name, value in found)


def given(of: Suite) -> list[Any]:
    return [payload for _, method, payload in of.services.asked if method == "command"]


def waiting(**differing: Any) -> dict[str, Any]:
    return {"collection": "topics", **record("topics", state="pending_approval", title="学校门口"), **differing}


def test_what_is_late_comes_first_and_the_usual_act_stands_beside_each_row(desk: Suite) -> None:
    late = {
        "collection": "tasks",
        **record("tasks", state="handling", title="装信号灯", due="2026-02-27", overdue=True),
    }
    answers = {"topics": [waiting(due=None)], "outcomes": [late]}
    for service, items in answers.items():
        desk.services.answers[service, "waiting"] = {
            "items": items,
            "more": False,
            "own_words": {},
            "names": {},
            "now": NOW,
        }
    page = desk.client.get("/work").text
    assert page.index("已晚 1") < page.index("装信号灯") < page.index("没有期限 1") < page.index("学校门口")
    assert "晚 3 天" in page
    assert f'href="/topics/{record("topics")["id"]}/approve"' in page


@pytest.mark.parametrize(
    ("collection", "state", "act"),
    [("tellings", "told", "acknowledge"), ("participants", "invited", "confirm_attendance")],
)
def test_what_waits_for_a_person_himself_has_its_act_beside_it_whatever_office_he_is_in(
    desk: Suite, collection: str, state: str, act: str
) -> None:
    of = BY_COLLECTION[collection]
    mine = {"collection": collection, **record(collection, state=state, meeting=MEETING)}
    desk.services.answers[of.service, "waiting"] = {
        "items": [mine], "more": False, "own_words": {}, "names": {}, "now": NOW,
    }  # fmt: skip
    assert f"/{act}" in desk.client.get(f"/work?of={of.service}").text


def test_a_recorder_who_is_invited_himself_answers_and_checks_nobody_in_from_his_queue(desk: Suite) -> None:
    desk.services.answers["members", "session"] = holding({**PARTY, "role": "REC"})
    ids = {name: COUNCIL for name, value in record("participants").items() if value == PERSON}
    guest = {"collection": "participants", **record("participants", **ids, state="invited"), "person": PERSON}
    found = {"more": False, "own_words": {}, "names": {}, "now": NOW}
    desk.services.answers["meetings", "waiting"] = {"items": [guest], **found}
    page = desk.client.get("/work?of=meetings").text
    assert "/confirm_attendance" in page
    assert "/check_in" not in page


def test_a_service_that_is_silent_leaves_the_rest_of_the_queue(desk: Suite) -> None:
    desk.services.answers["topics", "waiting"] = {
        "items": [waiting()],
        "more": True,
        "own_words": {},
        "names": {},
        "now": NOW,
    }
    desk.services.answers["outcomes", "waiting"] = Unavailable("不应答")
    page = desk.client.get("/work").text
    assert "学校门口" in page
    assert "有一部分暂时读不到" in page
    assert "只列了最急的" in page


def test_an_empty_queue_says_that_all_is_done_where_all_was_asked_and_else_where_to_look(desk: Suite) -> None:
    page = desk.client.get("/work").text
    assert "都办完了" not in page
    assert "别处可能还有" in page
    desk.services.answers["members", "session"] = holding({**PARTY, "role": "HND"})
    asked = desk.client.get("/work")
    assert ("都办完了" in asked.text) == ("另看" not in asked.text)


def test_no_page_asks_the_services_more_than_three_times(desk: Suite) -> None:
    """Whose session it is comes before any page."""
    for address in ("/work", "/topics", f"/topics/{TOPIC}", f"/topics/{TOPIC}/approve", "/topics/new", "/records"):
        desk.services.asked.clear()
        assert desk.client.get(address).status_code == 200
        asked = [method for _, method, _ in desk.services.asked if method != "session"]
        assert len(asked) <= 3, (address, asked)


def test_a_record_says_whose_turn_it_is_and_offers_one_solid_button(desk: Suite) -> None:
    page = desk.client.get(f"/topics/{TOPIC}").text
    assert "轮到您：批准（定题）" in page
    assert len(re.findall(r'class="btn(?: full| big t4)?"', page)) == 1
    assert "沙河镇协商议事会" in page
    assert not re.search(r">[^<]*[0-9a-f]{8}-[0-9a-f]{4}-", page)


def test_a_division_calls_states_and_bodies_in_its_own_words(desk: Suite) -> None:
    topic = record("topics", state="pending_approval", division="620723101", screening_list=None, allowed_commands=[])
    body = record("organisations", kind="council", name="议事会", division="620723101", allowed_commands=[])
    said = {"620723101": {"topic.pending_approval": "待镇党委研究", "council": "商量亭"}}
    with_words = {"names": {}, "own_words": said, "now": NOW}
    desk.services.answers["any", "whole"] = {"record": topic, "history": [], **with_words}
    desk.services.answers["any", "listed"] = {"items": [topic], "next": None, **with_words}
    desk.services.answers["topics", "waiting"] = {
        "items": [waiting(division="620723101")],
        "more": False,
        **with_words,
    }
    for address in (f"/topics/{TOPIC}", "/topics", "/work"):
        assert "待镇党委研究" in desk.client.get(address).text, address
    desk.client.get("/view?lang=en&next=/topics")
    assert "待镇党委研究" not in desk.client.get(f"/topics/{TOPIC}").text
    desk.client.get("/view?lang=zh&next=/topics")
    desk.services.answers["any", "whole"] = {"record": body, "history": [], **with_words}
    assert "商量亭" in desk.client.get(f"/organisations/{COUNCIL}").text


def test_who_takes_part_is_called_by_his_name_in_lists_and_on_his_own_page(desk: Suite) -> None:
    guest = record("participants", person=COUNCIL, name=None, round=2, allowed_commands=[])
    said = {"names": {COUNCIL: "赵强"}, "own_words": {}, "now": NOW}
    desk.services.answers["meetings", "listed"] = {"items": [guest], "next": None, **said}
    desk.services.answers["meetings", "whole"] = {"record": guest, "history": [], **said}
    for address in ("", f"/{PARTICIPANT}"):
        page = desk.client.get(f"/meetings/{MEETING}/participants{address}").text
        assert "赵强" in page
        assert "第 2 轮</" not in page


def test_the_next_page_of_what_is_mine_is_mine_too(desk: Suite) -> None:
    desk.services.answers["any", "listed"] = {"items": [record("topics")], "next": "2", "own_words": {}, "names": {}}
    assert "&amp;mine=true" in desk.client.get("/topics?mine=true").text
    assert "mine=true" not in desk.client.get("/topics").text


def test_without_its_own_words_a_page_says_the_published_ones(desk: Suite) -> None:
    assert "待同级党组织批准" in desk.client.get(f"/topics/{TOPIC}").text


def test_the_ground_on_which_a_matter_was_turned_down_is_said_in_its_own_words(desk: Suite) -> None:
    submission = record(
        "submissions", state="rejected", screening_list=COUNCIL, rejection_code="reject-2", allowed_commands=[]
    )
    whole = {"record": submission, "history": [], "own_words": {}, "names": {}, "now": NOW}
    desk.services.answers["any", "whole"] = whole
    item = {"code": "reject-2", "label": "属于个人之间纠纷的", "kind": "reject"}
    desk.services.answers["topics", "read"] = {"items": [item]}
    page = desk.client.get(f"/submissions/{TOPIC}").text
    assert "属于个人之间纠纷的" in page
    assert "reject-2" not in page
    whole["names"] = {}
    desk.services.answers["topics", "read"] = NotFound("没有 none")
    assert desk.client.get(f"/submissions/{TOPIC}").status_code == 200


def test_what_the_system_did_is_told_without_a_blank_for_somebody(desk: Suite) -> None:
    event = documented().example("GET", "/v1/topics/{id}/history")["items"][0]
    system = {
        **event,
        "type": "TopicClosed",
        "actor_name": None,
        "organisation_name": None,
        "capacity": "系统 the system",
    }
    topic = record("topics", state="closed", title="学校门口", screening_list=None, allowed_commands=[])
    desk.services.answers["any", "whole"] = {
        "record": topic,
        "history": [system],
        "own_words": {},
        "names": {},
        "now": NOW,
    }
    page = desk.client.get(f"/topics/{TOPIC}").text
    assert re.search(r"</time> · 系统 · <a", page)


def test_a_decision_is_read_once_more_before_it_is_done(desk: Suite) -> None:
    address = f"/topics/{TOPIC}/approve"
    check = sent(desk, address, document_number="沙党发〔2026〕9号")
    assert check.status_code == 200
    assert given(desk) == []
    assert "记入后不能删除" in check.text
    assert "沙党发〔2026〕9号" in check.text
    back = desk.client.post(address, data={**hidden(check.text), "checked": "", "back": "1"})
    assert 'value="沙党发〔2026〕9号"' in back.text
    assert given(desk) == []
    answer = desk.client.post(address, data=hidden(check.text))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/topics/{TOPIC}?done=approve")
    (call,) = given(desk)
    assert (call.body, call.if_match) == ({"document_number": "沙党发〔2026〕9号"}, 7)
    assert call.caller.token


def test_a_form_is_one_command_however_often_it_is_sent(desk: Suite) -> None:
    page = hidden(desk.client.get(f"/topics/{TOPIC}/correct").text)
    for _ in range(2):
        desk.client.post(f"/topics/{TOPIC}/correct", data={**page, "title": "校门口", "reason": "错字"})
    assert {call.key for call in given(desk)} == {page["key"]}


def test_what_was_written_stays_when_somebody_else_was_quicker(desk: Suite) -> None:
    form = hidden(desk.client.get(f"/topics/{TOPIC}/correct").text)
    desk.services.answers["topics", "read"] = {**desk.services.answers["topics", "read"], "version": 8}
    desk.services.answers["topics", "command"] = VersionMismatch("有人先改了 Somebody was quicker")
    late = desk.client.post(f"/topics/{TOPIC}/correct", data={**form, "reason": "理由"})
    assert (late.status_code, hidden(late.text)["version"]) == (412, "7")
    desk.services.answers["topics", "command"] = NotAllowedInState("此状态下不能批准 It was decided meanwhile")
    answer = sent(desk, f"/topics/{TOPIC}/correct", reason="理由写了很久")
    assert answer.status_code == 409
    for shown in ("理由写了很久", "此状态下不能批准", "看现在的样子"):
        assert shown in answer.text


def test_a_wrong_field_is_named_where_it_stands_and_on_top(desk: Suite) -> None:
    desk.services.answers["topics", "command"] = Invalid("", errors={"reason": ["必填 must be given"]})
    answer = sent(desk, f"/topics/{TOPIC}/correct", title="校门口")
    assert answer.status_code == 422
    assert "有 1 处要改" in answer.text
    assert 'href="#f-reason"' in answer.text
    assert "must be given" not in answer.text


def test_a_session_that_ended_in_mid_form_loses_nothing(desk: Suite) -> None:
    form = hidden(desk.client.get(f"/topics/{TOPIC}/correct").text)
    desk.services.answers["members", "session"] = Unauthenticated("登录已失效 over")
    answer = desk.client.post(f"/topics/{TOPIC}/correct", data={**form, "reason": "写了很久"})
    assert answer.status_code == 401
    assert ("reason", "写了很久") in fields_of(hidden(answer.text)["kept"])
    assert "再登录一次" in answer.text
    assert given(desk) == []


@pytest.mark.parametrize(
    ("role", "address", "field", "collection"),
    [
        ("OFF", f"/activities/{TOPIC}/hold", "attendance-0-organisation", "organisations"),
        ("STN", f"/submissions/{TOPIC}/merge", "into", "submissions"),
        ("OFF", f"/topics/{TOPIC}/merge", "into", "topics"),
        ("ADM", "/organisations/new", "parent", "organisations"),
    ],
)
def test_a_form_offers_the_records_that_may_be_named_wherever_in_it_they_are(
    desk: Suite, role: str, address: str, field: str, collection: str
) -> None:
    acting_as(desk, role)
    of = BY_COLLECTION[address.split("/")[1]]
    desk.services.answers[of.service, "read"] = record(of.collection, allowed_commands=["hold", "merge"])
    desk.services.answers["any", "choices"] = lambda asked: {one: [(COUNCIL, f"某{one}")] for one in asked.collections}
    page = desk.client.get(address).text
    select = page[page.index(f'<select id="f-{field}"') :]
    assert f'<option value="{COUNCIL}">某{collection}</option>' in select[: select.index("</select>")]


def test_a_person_whom_the_form_does_not_offer_may_be_named_all_the_same(desk: Suite) -> None:
    acting_as(desk, "LIA")
    desk.services.answers["any", "choices"] = {"people": [(COUNCIL, "周敏")]}
    page = desk.client.get(f"/meetings/{MEETING}/participants/new").text
    assert f'<option value="{COUNCIL}">周敏</option></select>' in page
    sent(desk, f"/meetings/{MEETING}/participants/new", kind="fixed", person=COUNCIL)
    assert given(desk)[-1].body["person"] == COUNCIL
    sent(desk, f"/meetings/{MEETING}/participants/new", kind="fixed", **{"person": "", "person.typed": TASK})
    assert given(desk)[-1].body["person"] == TASK


def lost(of: Suite, address: str, **fields: Any) -> TestResponse:
    """A form that is sent after its session has ended: the page that asks to sign in again."""
    form = hidden(of.client.get(address).text)
    of.services.answers["members", "session"] = Unauthenticated("over")
    refused = of.client.post(address, data={**form, **fields})
    assert refused.status_code == 401
    return of.client.post("/sign-in/again", data=hidden(refused.text[: refused.text.index("再登录一次")]))


def test_after_signing_in_again_the_form_comes_back_filled_and_nothing_is_done(desk: Suite) -> None:
    address, fields = f"/topics/{TOPIC}/correct", {"reason": '写了<很久>\n"两行"', "groups": ["学生", "家长"]}
    page = lost(desk, address, **fields)
    assert "刚才写的都在" in page.text
    wrong = {**hidden(page.text), "name": "wang", "password": "不是密码"}
    desk.services.answers["members", "sign_in"] = Unauthenticated("登录名或密码不对 wrong")
    page = desk.client.post("/sign-in", data=wrong)
    ready(desk)
    desk.services.answers["members", "session"] = holding(PARTY)
    back = desk.client.post("/sign-in", data={**hidden(page.text), "name": "wang", "password": "一二三四五六七八九十"})
    assert (back.status_code, f'action="{address}"' in back.text) == (200, True)
    form = desk.client.post(address, data=pairs(back.text))
    assert form.status_code == 200
    assert "写了&lt;很久&gt;\n&#34;两行&#34;</textarea>" in form.text
    assert given(desk) == []
    assert hidden(form.text)["key"] == pairs(back.text)["key"]


def test_no_password_is_carried_along(desk: Suite) -> None:
    desk.services.answers["members", "session"] = holding({**PARTY, "role": "SEC"})
    page = lost(desk, "/accounts/new", name="wang", password="一二三四五六七八九十一")
    assert [name for name, _value in fields_of(hidden(page.text)["kept"])] == ["key", "name"]


def test_what_no_page_of_ours_has_kept_is_not_taken_up(new_suite: Suite) -> None:
    ready(new_suite)
    elsewhere = new_suite.client.post(
        "/sign-in/again", data={"csrf": "elsewhere", "kept": "W1siYSIsImIiXV0=", "next": "/work"}
    )
    assert (elsewhere.status_code, "kept" in hidden(elsewhere.text)) == (403, False)
    answer = sign_in(new_suite, kept="W1siYSIs", next="/work")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/work")


@pytest.mark.parametrize("written", ["", "x", "W1siYSIsImIiXV0", "e30=", "gICA", "A" * 300_000, None])
def test_only_fields_that_were_kept_whole_come_back(written: str | None) -> None:
    assert fields_of(written) == []
    assert fields_of("W1siYSIsImIiXV0=") == [("a", "b")]


def test_another_sites_form_gives_no_command(desk: Suite) -> None:
    form = {**hidden(desk.client.get(f"/topics/{TOPIC}/correct").text), "csrf": "elsewhere"}
    assert desk.client.post(f"/topics/{TOPIC}/correct", data={**form, "reason": "x"}).status_code == 403
    assert given(desk) == []


def test_what_he_may_not_is_refused_with_a_sentence(desk: Suite) -> None:
    desk.services.answers["topics", "command"] = NotPermitted("这件归板桥镇 It belongs elsewhere", rule="x")
    answer = sent(desk, f"/topics/{TOPIC}/correct", reason="x")
    assert answer.status_code == 403
    assert "这件归板桥镇" in answer.text
    desk.services.answers["any", "whole"] = NotFound("没有这条记录 none")
    refused = desk.client.get(f"/topics/{TOPIC}", headers={"Accept": "text/html"})
    assert (refused.status_code, refused.mimetype) == (404, "text/html")


@pytest.mark.parametrize(
    "address",
    [f"/topics/{TOPIC}/fly", f"/topics/{TOPIC}/draft", "/participants", f"/meetings/{MEETING}/topics", "/nothing"],
)
def test_an_address_of_nothing_is_a_page_that_says_so(desk: Suite, address: str) -> None:
    answer = desk.client.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_whoever_is_not_signed_in_is_led_to_signing_in_and_back(new_suite: Suite) -> None:
    for address in ("/work", "/submissions", f"/tasks/{TASK}/start"):
        answer = new_suite.client.get(address, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/sign-in?next={address}")


def test_what_is_published_is_read_by_anybody_without_acts(new_suite: Suite) -> None:
    topic = record("topics", state="noticed", title="学校门口", allowed_commands=["lodge_objection"])
    new_suite.services.answers["any", "whole"] = {
        "record": topic,
        "history": [],
        "own_words": {},
        "names": {},
        "now": NOW,
    }
    page = new_suite.client.get(f"/topics/{TOPIC}").text
    assert "学校门口" in page
    assert "要办事请先登录" in page


def test_a_fault_of_ours_is_a_page_with_its_number_for_who_reads_pages(desk: Suite) -> None:
    desk.services.answers["any", "whole"] = {"nothing": "of it"}
    answer = desk.client.get(f"/topics/{TOPIC}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "编号" in answer.text
    assert "什么也没有改动" not in answer.text


def test_rows_of_a_list_become_a_list_and_empty_ones_nothing(desk: Suite) -> None:
    activity = record("activities", title="读书会", allowed_commands=["hold"])
    desk.services.answers["meetings", "read"] = activity
    desk.services.answers["meetings", "command"] = done(TOPIC)
    fields = {"attendance-0-organisation": COUNCIL, "attendance-0-number": "3", "attendance-2-number": "2"}
    assert sent(desk, f"/activities/{TOPIC}/hold", **fields).status_code == 303
    (call,) = given(desk)
    assert call.body["attendance"] == [{"organisation": COUNCIL, "number": 3}, {"number": 2}]


def test_rows_that_the_record_has_stand_in_their_form_and_an_untouched_amendment_changes_nothing(desk: Suite) -> None:
    brand = {"name": "商量在沙河", "owner": COUNCIL, "story": "从一棵槐树说起"}
    venue = record("venues", state="active", name="议事室", brand=brand, allowed_commands=["amend"])
    desk.services.answers["members", "read"] = venue
    page = desk.client.get(f"/venues/{TOPIC}/amend").text
    assert "商量在沙河" in page
    assert "从一棵槐树说起" in page
    assert page.count('value="议事室"') == 1


def test_a_no_is_said_as_well_as_a_yes(desk: Suite) -> None:
    office = record("offices", state="active", deputy=True, allowed_commands=["amend"])
    desk.services.answers["members", "read"] = office
    desk.services.answers["members", "command"] = done(TOPIC)
    page = desk.client.get(f"/offices/{TOPIC}/amend").text
    assert 'name="deputy" value="true" checked' in page
    assert sent(desk, f"/offices/{TOPIC}/amend", deputy="false").status_code == 303
    (call,) = given(desk)
    assert call.body == {"deputy": False}


def test_the_reason_of_the_time_before_is_not_that_of_today(desk: Suite) -> None:
    desk.services.answers["topics", "read"] = {**desk.services.answers["topics", "read"], "reason": "上一次的理由"}
    assert "上一次的理由" not in desk.client.get(f"/topics/{TOPIC}/correct").text


@pytest.mark.parametrize("odd", ["2026-99-99", "2026-01-01Tx", "<script>alert(1)</script>"])
def test_what_only_looks_like_a_day_is_what_it_says(desk: Suite, odd: str) -> None:
    topic = {**desk.services.answers["topics", "read"], "title": odd, "background": odd, "document_number": odd}
    desk.services.answers["topics", "read"] = topic
    desk.services.answers["any", "whole"] = {"record": topic, "history": [], "own_words": {}, "names": {}, "now": NOW}
    for address in (f"/topics/{TOPIC}", f"/topics/{TOPIC}/correct"):
        page = desk.client.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_nobody_signed_in_is_counted_as_a_stranger_for_sending_forms() -> None:
    busy = Suite(rate_limit=3)
    ready(busy).services.answers["members", "session"] = holding(PARTY)
    assert sign_in(busy).status_code == 303
    for _ in range(6):
        assert busy.client.post(f"/topics/{TOPIC}/correct", data={"csrf": "x"}).status_code != 429


def test_a_nested_record_has_its_forms_below_the_one_it_is_in(desk: Suite) -> None:
    acting_as(desk, "LIA")
    desk.services.answers["meetings", "command"] = done(PARTICIPANT, created=True)
    answer = sent(desk, f"/meetings/{MEETING}/participants/new", kind="invited", name="王女士", group="家长")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/meetings/{MEETING}/participants/{PARTICIPANT}?done=invite",
    )
    (call,) = given(desk)
    assert (call.parent_id, call.body) == (MEETING, {"kind": "invited", "name": "王女士", "group": "家长"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_of_every_lifecycle_has_its_sentence(desk: Suite, lang: str) -> None:
    with desk.app.test_request_context(f"/?lang={lang}"):
        for resource in RESOURCES:
            for state in LIFECYCLES[resource.collection].states:
                said = phase(resource, state, [], lang).sentence
                assert said.endswith("。" if lang == "zh" else "."), (resource.collection, state)
                assert not re.search(r"[A-Za-z_]{3}" if lang == "zh" else r"[一-鿿]", said), said


def test_every_field_and_every_choice_has_its_words_in_both_languages() -> None:
    missing = set[str]()
    for resource in RESOURCES:
        for schema in (*resource.commands.values(), resource.shown):
            missing |= {name for name in _names(schema) if name not in FIELDS}
            missing |= {
                f"{name}={one}"
                for name, ones in _choices(schema)
                for one in ones
                if choice_word(name, one, "zh") == one.replace("_", " ")
            }
    assert sorted(missing) == []
    assert all(chinese and english for chinese, english in (*FIELDS.values(), *CHOICES.values()))


def _names(schema: Any) -> list[str]:
    return [member.data_key or name for name, member in schema._declared_fields.items()]


def _choices(schema: Any) -> list[tuple[str, tuple[str, ...]]]:
    members = ((name, getattr(member, "inner", member)) for name, member in schema._declared_fields.items())
    return [(name, member.choices) for name, member in members if isinstance(member, wire.OneOf)]


def test_every_event_of_a_table_is_called_by_what_was_done_or_what_came_of_it() -> None:
    unsaid = [
        event
        for event, step in steps().items()
        if not step.to and step.command not in _words(step.lifecycle) and step.command not in DONE
    ]
    assert unsaid == []


def _words(lifecycle: str) -> set[str]:
    return next((set(each.words) for each in RESOURCES if LIFECYCLES[each.collection].name == lifecycle), set())


@pytest.mark.parametrize(
    ("said", "chinese", "english"),
    [
        ("须为 UUID must be a UUID", "须为 UUID", "must be a UUID"),
        ("请附上令牌 send a token", "请附上令牌", "send a token"),
        ("只有中文", "只有中文", "只有中文"),
        ("only English", "only English", "only English"),
    ],
)
def test_of_two_languages_in_one_text_each_reader_gets_his(said: str, chinese: str, english: str) -> None:
    assert (in_language(said, "zh"), in_language(said, "en")) == (chinese, english)
