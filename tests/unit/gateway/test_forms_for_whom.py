"""A form is opened for who may send it; others are told who may, before they have written anything. Divisions have names."""

import re

import pytest

from gateway.pages.work.divisions_offered import in_order
from tests.unit.gateway.fakes import COUNCIL, TOPIC, Suite
from tests.unit.gateway.test_gateway_sign_in import holding
from tests.unit.gateway.test_pages_for_work import PARTY, desk, given, hidden, record

__all__ = ["desk"]
IN_A_BROWSER = {"Accept": "text/html"}
STATION = {**PARTY, "role": "STN", "organisation_name": "沙河镇委员工作站", "division": "620723101"}


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"/topics/{TOPIC}/merge", 403, "政协机关"),
        ("/organisations/new", 403, "系统管理员"),
        (f"/topics/{TOPIC}/propose", 409, "现在不能办这一步"),
    ],
)
def test_who_may_not_now_is_told_so_by_a_page_that_leads_on(desk: Suite, address: str, status: int, said: str) -> None:
    answer = desk.client.get(address, headers=IN_A_BROWSER)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    main = answer.text[answer.text.index("<main") :]
    assert "<form" not in main
    assert 'href="/work"' in main
    assert (f'href="/topics/{TOPIC}"' in main) == (status == 409)


def test_what_is_his_at_this_hour_but_of_another_place_is_not_his(desk: Suite) -> None:
    desk.services.answers["topics", "read"] = record("topics", state="pending_approval", allowed_commands=[])
    answer = desk.client.get(f"/topics/{TOPIC}/approve", headers=IN_A_BROWSER)
    assert (answer.status_code, "不归您这里办" in answer.text) == (403, True)


def test_a_list_offers_to_make_one_to_who_may(desk: Suite) -> None:
    desk.services.answers["any", "listed"] = {"items": [], "next": None, "own_words": {}, "names": {}}
    assert 'href="/topics/new"' in desk.client.get("/topics").text
    assert 'href="/organisations/new"' not in desk.client.get("/organisations").text


def test_a_division_is_chosen_by_its_name(desk: Suite) -> None:
    desk.services.answers["members", "session"] = holding(STATION)
    there = [("620723101201", "五里村"), ("620723101", "沙河镇"), ("620723", "临泽县")]
    desk.services.answers["any", "choices"] = {"divisions": there, "organisations": [(COUNCIL, "议事会")]}
    page = desk.client.get("/topics/new").text
    assert '<option value="620723101" selected>沙河镇</option>' in page
    assert '<option value="620723101201">沙河镇五里村</option>' in page


def test_a_division_elsewhere_may_still_be_named_where_it_stands(desk: Suite) -> None:
    desk.services.answers["members", "session"] = holding(STATION)
    desk.services.answers["any", "choices"] = {"divisions": [("620724", "高台县")]}
    page = desk.client.get("/topics/new").text
    assert re.search(r'<input type="text" id="f-division" name="division"[^>]* value="620723101">', page)


def test_divisions_are_offered_from_above_to_below() -> None:
    offered = in_order([("620723101201", "五里村"), ("620723101", "沙河镇"), ("620723", "临泽县")])
    assert [name for _code, name in offered] == ["临泽县", "沙河镇", "沙河镇五里村"]


def test_what_was_chosen_before_the_session_ended_is_shown_to_nobody_as_a_bare_id(desk: Suite) -> None:
    desk.services.answers["members", "session"] = holding(STATION)
    form = hidden(desk.client.get("/topics/new").text)
    del desk.services.answers["members", "session"]
    desk.client.delete_cookie("session")
    lost = desk.client.post("/topics/new", data={**form, "title": "北街", "organisation": COUNCIL})
    assert (lost.status_code, COUNCIL in lost.text, "刚才写的都在" in lost.text) == (401, False, True)
    assert given(desk) == []
