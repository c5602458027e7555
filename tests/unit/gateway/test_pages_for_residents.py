"""What a resident finds without an account: saying something in a minute, a code in his hand, where it stands, what he may do."""

import io
import re

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from infra.kernel.base.calls import CommandCall
from infra.kernel.base.problems import Invalid, NotFound, RuleBroken, Unavailable
from tests.documented import documented
from tests.unit.gateway.fakes import SHAHE, SUBMISSION, TASK, Suite, done

CODE = "VWDE-B7B2-F18C-8Q1K"
PLACE = {
    "code": SHAHE,
    "name": "沙河镇",
    "path": [{"code": "62", "name": "甘肃省"}, {"code": SHAHE, "name": "沙河镇"}],
    "below": [{"code": "620723101201", "name": "五里村"}],
    "organisations": [{"id": TASK, "name": "沙河镇委员工作站", "kind": "station"}],
    "venues": [],
}
NOW = "2026-03-02T01:00:00.000000+00:00"


@pytest.fixture
def town(suite: Suite) -> Suite:
    suite.services.answers["members", "place"] = PLACE
    suite.services.answers["topics", "command"] = done(SUBMISSION, created=True, state="received", tracking_code=CODE)
    suite.services.answers["topics", "track"] = tracked()
    return suite


def tracked(**differing: object) -> dict[str, object]:
    """A submission as its code shows it, of which nothing has become yet."""
    nothing: dict[str, object] = {
        "linked_topic": None,
        "tasks": [],
        "outcomes": [],
        "followed": None,
        "rejection": None,
        "deadline": None,
    }
    own = {
        "state": "received",
        "allowed_commands": ["withdraw"],
        "title": None,
        "text": "路灯坏了",
        "supplied": [],
        "now": NOW,
    }
    return {**documented().example("GET", "/v1/submissions/track/{tracking_code}"), **nothing, **own, **differing}


def sent(of: Suite, address: str = f"/s/{SHAHE}", **fields: object) -> TestResponse:
    form = hidden(of.client.get(address).text)
    return of.client.post(address, data={**form, **fields})


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_one_field_is_required_and_the_code_is_told_at_once(town: Suite) -> None:
    asked = town.client.get(f"/s/{SHAHE}").text
    assert asked.count(" required") == 1
    answer = sent(town, text="路灯坏了半年没人修𠮷")
    assert answer.status_code == 200
    assert CODE in answer.text
    assert "<svg" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert town.services.asked[-2][2].body == {"text": "路灯坏了半年没人修𠮷", "division": SHAHE, "channel": "web"}


def test_a_form_sent_twice_is_one_command(town: Suite) -> None:
    form = hidden(town.client.get(f"/s/{SHAHE}").text)
    for _ in range(2):
        town.client.post(f"/s/{SHAHE}", data={**form, "text": "路灯坏了"})
    keys = [payload.key for _, method, payload in town.services.asked if method == "command"]
    assert keys == [form["key"]] * 2


def test_what_was_written_is_kept_when_it_is_refused(town: Suite) -> None:
    town.services.answers["topics", "command"] = Invalid("", errors={"contact": ["号码不对 is no number"]})
    answer = sent(town, text="路灯坏了", contact="13900000000")
    assert answer.status_code == 422
    for kept in ("路灯坏了", 'value="13900000000"', "号码不对", "出错："):
        assert kept in answer.text
    assert "is no number" not in answer.text


def test_nothing_written_is_asked_for_kindly(town: Suite) -> None:
    answer = sent(town, text="  ")
    assert answer.status_code == 422
    assert "请写下您要说的事，一句话也可以。" in answer.text
    assert "command" not in [method for _, method, _ in town.services.asked]


def test_a_photo_comes_along_without_what_the_camera_wrote(town: Suite) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG", exif=b"Exif\x00\x00GPS here")
    answer = sent(town, text="路灯坏了", photo=(io.BytesIO(photo.getvalue()), "a.jpg"))
    assert answer.status_code == 200
    (digest,) = next(payload for _, method, payload in town.services.asked if method == "command").body["files"]
    town.files.keep("submission-1", digest, None)
    kept = town.files.kept("submission-1", digest, None)
    assert kept is not None
    assert kept.type == "image/jpeg"
    assert b"GPS" not in kept.content
    refused = sent(town, text="路灯坏了", photo=(io.BytesIO(b"MZ no photo"), "a.jpg"))
    assert refused.status_code == 422
    assert "不是能用的照片" in refused.text


def test_a_fourth_photo_is_said_to_be_one_too_many_and_nothing_written_is_lost(town: Suite) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "PNG")
    four = [(io.BytesIO(photo.getvalue()), f"{number}.png") for number in range(4)]
    answer = sent(town, text="路灯坏了", photo=four)
    assert answer.status_code == 422
    assert "一次最多 3 张" in answer.text
    assert "路灯坏了" in answer.text


def test_an_old_poster_stands_in_nobodys_way(town: Suite) -> None:
    calls: list[dict[str, object]] = []

    def taken(call: CommandCall) -> dict[str, object]:
        calls.append(call.body)
        if "venue" in call.body:
            raise Invalid("", errors={"venue": ["场所已停用 has ended"]})
        return done(SUBMISSION, created=True, state="received", tracking_code=CODE)

    town.services.answers["topics", "command"] = taken
    answer = sent(town, f"/s/{SHAHE}?venue={TASK}&qr=1", text="路灯坏了")
    assert CODE in answer.text
    assert [set(body) - {"text", "division", "channel"} for body in calls] == [{"venue"}, set()]


@pytest.mark.parametrize("address", ["/s/%00%00", "/d/62a", "/s/../etc", "/topics?q=%00", f"/f/{CODE}/tasks/%00/rate"])
def test_no_odd_address_is_a_fault_of_ours(town: Suite, address: str) -> None:
    assert town.client.get(address, headers={"Accept": "text/html"}).status_code in (200, 303, 404, 405)


def test_another_sites_form_is_not_taken(town: Suite) -> None:
    town.client.get(f"/s/{SHAHE}")
    answer = town.client.post(f"/s/{SHAHE}", data={"csrf": "elsewhere", "text": "路灯坏了"})
    assert answer.status_code == 403
    assert "路灯坏了" in answer.text
    assert "command" not in [method for _, method, _ in town.services.asked]


def test_a_place_that_is_none_is_said_to_be_none(suite: Suite) -> None:
    suite.services.answers["members", "place"] = NotFound("没有这个地方 There is no such place")
    answer = suite.client.get("/s/999999999", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "没有这个地方" in answer.text
    assert answer.mimetype == "text/html"


def test_a_code_is_found_however_it_is_typed(town: Suite) -> None:
    form = hidden(town.client.get("/f").text)
    answer = town.client.post("/f", data={**form, "code": " vwde b7b2-F18C8Q1K "})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/f/{CODE}")
    town.services.answers["topics", "track"] = NotFound("没有这个查询码")
    assert "没有这个查询码" in town.client.post("/f", data={**form, "code": "AAAA"}).text


def test_the_first_line_says_where_it_stands_and_what_to_do(town: Suite) -> None:
    page = town.client.get(f"/f/{CODE}").text
    assert "<strong>收到了，工作站正在看。</strong>" in page
    assert "您现在不用做什么" in page
    town.services.answers["topics", "track"] = tracked(
        state="needs_info", question="哪一盏灯？", allowed_commands=["supply_info"],
        deadline={"until": "2026-03-06T16:00:00+00:00", "command": "lapse"},
    )  # fmt: skip
    asked = town.client.get(f"/f/{CODE}").text
    assert "工作站想问您一句：「哪一盏灯？」" in asked
    assert "还有 5 天" in asked


def test_the_holder_of_the_code_does_what_it_opens_and_nothing_else(town: Suite) -> None:
    page = town.client.get(f"/f/{CODE}").text
    record = documented().example("GET", "/v1/submissions/track/{tracking_code}")["id"]
    form = hidden(page)
    answer = town.client.post(f"/f/{CODE}/submissions/{record}/withdraw", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/f/{CODE}?done=withdraw")
    call = town.services.last
    assert (call.command, call.caller.tracking_code, call.caller.token) == ("withdraw", CODE, None)
    assert town.client.post(f"/f/{CODE}/submissions/{record}/accept", data=form).status_code == 404
    assert town.client.post(f"/f/{CODE}/offices/{record}/create", data=form).status_code == 404


@pytest.mark.parametrize(
    ("consent", "offered", "senseless"),
    [(False, "give_consent", "withdraw_consent"), (True, "withdraw_consent", "give_consent")],
)
def test_of_giving_consent_and_taking_it_back_the_one_that_makes_sense_is_offered(
    town: Suite, consent: bool, offered: str, senseless: str
) -> None:
    commands = ["give_consent", "withdraw_consent", "withdraw"]
    town.services.answers["topics", "track"] = tracked(consent=consent, allowed_commands=commands)
    page = town.client.get(f"/f/{CODE}").text
    assert f"/{offered}" in page
    assert f"/{senseless}" not in page


@pytest.mark.parametrize(("state", "can_be_read"), [("screening", False), ("noticed", True), ("archived", True)])
def test_nobody_is_led_to_a_topic_that_he_may_not_read(town: Suite, state: str, can_be_read: bool) -> None:
    topic = {
        **documented().example("GET", "/v1/submissions/track/{tracking_code}")["linked_topic"],
        "state": state,
        "allowed_commands": [],
    }
    town.services.answers["topics", "track"] = tracked(state="linked_topic", linked_topic=topic)
    assert (f'href="/topics/{topic["id"]}"' in town.client.get(f"/f/{CODE}").text) is can_be_read


def test_each_field_of_a_page_with_several_forms_has_an_id_of_its_own(town: Suite) -> None:
    commands = ["rate", "appeal", "withdraw", "reopen"]
    town.services.answers["topics", "track"] = tracked(state="answered", answer="修好了", allowed_commands=commands)
    ids = re.findall(r' id="([^"]+)"', town.client.get(f"/f/{CODE}").text)
    assert len([one for one in ids if one.startswith("f")]) > 2
    assert len(set(ids)) == len(ids)


def test_a_refused_rating_keeps_what_was_chosen(town: Suite) -> None:
    town.services.answers["topics", "track"] = tracked(state="answered", answer="修好了", allowed_commands=["rate"])
    record = documented().example("GET", "/v1/submissions/track/{tracking_code}")["id"]
    form = hidden(town.client.get(f"/f/{CODE}").text)
    town.services.answers["topics", "command"] = RuleBroken("评价期已过 The time to rate is over", rule="x")
    answer = town.client.post(
        f"/f/{CODE}/submissions/{record}/rate", data={**form, "rating": "dissatisfied", "comment": "没修"}
    )
    assert answer.status_code == 422
    assert "评价期已过" in answer.text
    assert 'value="dissatisfied" checked' in answer.text
    assert "没修" in answer.text


def test_nothing_is_chosen_beforehand_where_one_is_asked_for_a_judgement(town: Suite) -> None:
    town.services.answers["topics", "track"] = tracked(state="answered", answer="修好了", allowed_commands=["rate"])
    assert " checked" not in town.client.get(f"/f/{CODE}").text


def test_a_place_shows_what_lies_below_and_where_one_may_speak(town: Suite) -> None:
    page = town.client.get("/places").text
    for shown in ("甘肃省", 'href="/d/620723101201"', f'href="/s/{SHAHE}"', "沙河镇委员工作站"):
        assert shown in page
    town.services.answers["topics", "listing"] = Unavailable("不应答")
    assert town.client.get("/places").status_code == 200


def test_large_type_colours_and_language_are_kept(new_suite: Suite) -> None:
    def page() -> str:
        return new_suite.client.get("/f").text

    assert new_suite.client.get("/view?set=large&next=/f").headers["Location"] == "/f"
    new_suite.client.get("/view?set=dark&next=/f")
    assert 'class="elder dark"' in page()
    new_suite.client.get("/view?set=large&next=/f")
    new_suite.client.get("/view?lang=en&next=/f")
    assert 'lang="en" class="dark"' in page()
    assert "Follow a matter" in page()
    assert new_suite.client.get("/view?next=//elsewhere").headers["Location"] == "/"


def test_hostile_words_come_out_as_words(town: Suite) -> None:
    nasty = "<script>alert(1)</script>\u202e" + "长" * 2000
    town.services.answers["topics", "track"] = tracked(text=nasty, title=nasty, question=nasty, state="needs_info")
    page = town.client.get(f"/f/{CODE}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "address", ["/", "/f", "/notices", f"/s/{SHAHE}", "/places", f"/f/{CODE}", "/sign-in", "/site"]
)
def test_no_page_has_a_style_or_a_script_of_its_own_or_comes_from_elsewhere(town: Suite, address: str) -> None:
    page = town.client.get(address).text
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<style" not in page
    assert not re.search(r'\sstyle="', page)
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r"\son\w+=", page)
    assert page.count("<h1") == 1
