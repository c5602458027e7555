"""Signing in: the page, the session it begins, and what a session may and may not."""

import re
from typing import Any

import jwt
import pytest
from werkzeug.test import TestResponse

from gateway.http.session_cookie import new_session, signed
from gateway.http.wrong_tries import MOST_TRIES, WINDOW_SECONDS, WrongTries
from gateway.pages.sign_in_form import inner
from infra.kernel.access.identity import Verifier
from infra.kernel.base.problems import TooMany, Unauthenticated, Unavailable
from tests.unit.gateway.fakes import (
    ADM,
    COUNCIL,
    MEETING,
    OTHER_PRIVATE_KEY,
    PARTICIPANT,
    PRIVATE_KEY,
    PUBLIC_KEY,
    SHAHE,
    Suite,
    done,
)
from tests.unit.gateway.fakes import SUBMISSION as ACCOUNT
from tests.unit.gateway.fakes import TASK as OFFICE
from tests.unit.gateway.fakes import TOPIC as PERSON

SECRET = "一二三四五六七八九十"
CHAIR = {"id": OFFICE, "role": "CHAIR", "organisation": COUNCIL, "organisation_name": "议事会", "division": SHAHE}
LIAISON = {**CHAIR, "id": MEETING, "role": "LIA"}
AUDITOR = {"id": PARTICIPANT, "role": "AUD", "organisation": None, "organisation_name": None, "division": None}
SIGNED_IN = {"account": ACCOUNT, "session": "s1", "until": "2026-03-02T13:00:00+00:00", "offices": [CHAIR]}


def holding(*offices: dict[str, Any]) -> dict[str, Any]:
    return {"person": PERSON, "name": "王安", "offices": list(offices)}


@pytest.fixture
def page(suite: Suite) -> Suite:
    """Where one person may sign in; he holds one office."""
    return ready(suite)


@pytest.fixture
def own_page(new_suite: Suite) -> Suite:
    """The same, where nobody has tried before."""
    return ready(new_suite)


def ready(new_suite: Suite) -> Suite:
    new_suite.services.answers["members", "sign_in"] = SIGNED_IN
    new_suite.services.answers["members", "session"] = holding(CHAIR)
    new_suite.services.answers["members", "sign_out"] = {"done": True}
    new_suite.services.answers["members", "people_of_the_story"] = {"people": []}
    new_suite.services.answers["members", "sign_in_as"] = SIGNED_IN
    new_suite.services.answers["topics", "command"] = done(created=True)
    return new_suite


def hidden(answer: TestResponse) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
    assert found
    return found[1]


def sign_in(of: Suite, **form: str) -> TestResponse:
    csrf = hidden(of.client.get("/sign-in"))
    return of.client.post("/sign-in", data={"csrf": csrf, "name": "wang", "password": SECRET, **form})


def csrf_of(of: Suite) -> str:
    return str(of.client.get("/v1/session").json["csrf"])  # type: ignore[index]


def asked(of: Suite) -> list[str]:
    return [method for _service, method, _payload in of.services.asked]


def refuse(of: Suite) -> None:
    of.services.answers["members", "sign_in"] = Unauthenticated("登录名或密码不对 wrong")


def test_the_page_is_chinese_first_and_english_when_asked(page: Suite) -> None:
    assert '<html lang="zh-CN"' in page.client.get("/sign-in").text
    english = page.client.get("/sign-in?lang=en")
    assert "<h1>Sign in</h1>" in english.text
    assert re.findall(r"<script[^>]*>", english.text) == ['<script src="/static/draft.js" defer>'], (
        "drafts, and nothing that it needs"
    )


def test_signing_in_begins_a_session_that_no_script_reads(page: Suite) -> None:
    answer = sign_in(page, next="/v1/topics?limit=2")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/v1/topics?limit=2")
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_where_the_site_is_served_over_https_its_cookies_are_secure() -> None:
    suite = Suite(public_url="https://shangliang.example")
    assert "; Secure" in suite.client.get("/sign-in").headers["Set-Cookie"]


def test_the_session_says_who_i_am_and_in_which_offices_i_may_act(page: Suite) -> None:
    page.services.answers["members", "session"] = holding(CHAIR, AUDITOR)
    sign_in(page)
    said: Any = page.client.get("/v1/session").json
    assert (said["person"], said["name"], said["office"], said["roles"]) == (PERSON, "王安", OFFICE, ["CHAIR"])
    assert (said["organisation"], said["division"]) == (COUNCIL, SHAHE)
    assert said["offices"] == [CHAIR, AUDITOR]
    assert page.services.asked[-1] == ("members", "session", {"account": ACCOUNT, "session": "s1"})


def test_nobody_who_is_not_signed_in_has_a_session(page: Suite) -> None:
    assert page.client.get("/v1/session").status_code == 401


def test_a_command_by_session_bears_the_persons_own_token(page: Suite) -> None:
    page.services.answers["members", "session"] = holding(CHAIR, LIAISON, AUDITOR)
    sign_in(page)
    headers = {"X-CSRF-Token": csrf_of(page), "Capacity": "LIA"}
    assert page.client.post("/v1/topics", json={}, headers=headers).status_code == 201
    caller = page.services.last.caller
    claims = Verifier(PUBLIC_KEY).claims(caller.token)
    assert (claims.person, claims.roles, claims.organisation) == (PERSON, ("CHAIR", "LIA"), COUNCIL)
    assert (claims.division, caller.capacity) == (SHAHE, "LIA")


@pytest.mark.parametrize("token", [None, "", "wrong", "𠮷"])
def test_a_command_by_session_without_its_csrf_token_changes_nothing(page: Suite, token: str | None) -> None:
    sign_in(page)
    headers = {} if token is None else {"X-CSRF-Token": token.encode().decode("latin-1")}
    assert page.client.post("/v1/topics", json={}, headers=headers).status_code == 403
    assert page.client.post("/v1/session/office", json={"office": OFFICE}, headers=headers).status_code == 403
    assert page.client.post("/v1/submissions", json={}, headers=headers).status_code == 403
    assert "command" not in asked(page)


def test_a_bearer_token_goes_before_the_session_and_needs_no_csrf_token(page: Suite) -> None:
    sign_in(page)
    assert page.client.post("/v1/topics", json={}, headers=ADM).status_code == 201
    assert f"Bearer {page.services.last.caller.token}" == ADM["Authorization"]


def test_another_office_is_chosen_from_those_that_he_holds(page: Suite) -> None:
    page.services.answers["members", "session"] = holding(CHAIR, AUDITOR)
    sign_in(page)
    headers = {"X-CSRF-Token": csrf_of(page)}
    chosen: Any = page.client.post("/v1/session/office", json={"office": PARTICIPANT}, headers=headers).json
    assert (chosen["roles"], chosen["organisation"]) == (["AUD"], None)
    assert page.client.get("/v1/session").json == chosen
    for wrong in ({"office": COUNCIL}, {"office": "x"}, {"office": 7}, {}, {"office": OFFICE, "role": "SEC"}):
        assert page.client.post("/v1/session/office", json=wrong, headers=headers).status_code == 422
    assert page.client.get("/v1/session").json == chosen


def test_who_holds_no_office_acts_in_person(page: Suite) -> None:
    page.services.answers["members", "sign_in"] = {**SIGNED_IN, "offices": []}
    page.services.answers["members", "session"] = holding()
    sign_in(page)
    said: Any = page.client.get("/v1/session").json
    assert (said["office"], said["roles"], said["organisation"]) == (None, ["PUB"], None)


def test_the_session_ends_with_the_office_that_was_chosen(page: Suite) -> None:
    sign_in(page)
    csrf = csrf_of(page)
    page.services.answers["members", "session"] = holding(AUDITOR)
    assert page.client.get("/v1/session").status_code == 401
    assert page.client.post("/v1/topics", json={}, headers={"X-CSRF-Token": csrf}).status_code == 401
    assert page.client.get("/sign-in").text.count('name="password"') == 1


def test_a_session_that_has_ended_reads_what_anybody_may_and_changes_nothing(page: Suite) -> None:
    sign_in(page)
    page.services.answers["members", "session"] = Unauthenticated("locked")
    assert page.client.get("/v1/topics").status_code == 200
    assert page.services.last.caller.token is None
    assert page.client.get("/v1/offices").status_code == 401
    assert page.client.post("/v1/submissions", json={}).status_code == 401


def test_while_nobody_can_say_whether_the_session_holds_it_is_not_believed(page: Suite) -> None:
    sign_in(page)
    page.services.answers["members", "session"] = Unavailable("away", retry_after=5)
    assert page.client.get("/v1/topics").status_code == 503
    assert page.client.get("/").status_code == 200


def forged(key: str = PRIVATE_KEY, **changed: object) -> str:
    cookie = new_session(ACCOUNT, "s1", OFFICE)
    body = jwt.decode(signed(cookie, PRIVATE_KEY), options={"verify_signature": False})
    return jwt.encode({**body, **changed}, key, algorithm="EdDSA")


@pytest.mark.parametrize(
    "cookie",
    [
        forged(OTHER_PRIVATE_KEY),
        forged(aud="shangliang"),
        forged(exp=1),
        forged(session=7),
        forged()[:-4] + "AAAA",
        jwt.encode({"account": ACCOUNT}, "x" * 32, algorithm="HS256"),
        "𠮷",
        "",
    ],
)
def test_a_cookie_that_is_not_as_we_made_it_is_none(page: Suite, cookie: str) -> None:
    page.client.set_cookie("session", cookie)
    assert page.client.get("/v1/session").status_code == 401
    assert "session" not in asked(page)


def test_neither_is_a_session_a_token_nor_a_token_a_session(page: Suite) -> None:
    assert page.client.get("/v1/offices", headers={"Authorization": f"Bearer {forged()}"}).status_code == 401
    page.client.set_cookie("session", ADM["Authorization"].removeprefix("Bearer "))
    assert page.client.get("/v1/session").status_code == 401


def test_a_session_known_beforehand_is_not_taken_up(page: Suite) -> None:
    planted = forged(csrf="known")
    page.client.set_cookie("session", planted)
    page.client.post("/sign-in", data={"name": "wang", "password": SECRET})
    taken = page.client.get_cookie("session")
    assert taken is not None
    assert taken.value != planted
    assert csrf_of(page) != "known"


@pytest.mark.parametrize("csrf", ["wrong", ""])
def test_a_form_of_another_page_signs_nobody_in(page: Suite, csrf: str) -> None:
    page.client.get("/sign-in")
    assert page.client.post("/sign-in", data={"csrf": csrf, "name": "wang", "password": SECRET}).status_code == 403
    elsewhere = {"Origin": "https://evil.example"}
    assert page.client.post("/sign-in", data={"name": "wang", "password": SECRET}, headers=elsewhere).status_code == 403
    assert "sign_in" not in asked(page)


def test_a_program_signs_in_with_name_and_password_alone(page: Suite) -> None:
    assert page.client.post("/sign-in", data={"name": "wang", "password": SECRET}).status_code == 303


def test_a_refused_try_is_401_and_the_page_again_without_the_password(own_page: Suite) -> None:
    refuse(own_page)
    answer = sign_in(own_page)
    assert answer.status_code == 401
    assert "登录名或密码不对" in answer.text
    assert 'value="wang"' in answer.text
    assert SECRET not in answer.text


def test_after_five_wrong_tries_nobody_is_asked_any_more(own_page: Suite) -> None:
    refuse(own_page)
    for _ in range(MOST_TRIES):
        assert sign_in(own_page).status_code == 401
    own_page.services.answers["members", "sign_in"] = SIGNED_IN
    own_page.services.asked.clear()
    answer = sign_in(own_page)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 800
    assert sign_in(own_page, name="another").status_code == 429
    assert "sign_in" not in asked(own_page)


def test_behind_a_web_server_no_ones_wrong_tries_are_held_against_another_name() -> None:
    suite = Suite(public_url="https://shangliang.example")
    refuse(suite)
    suite.services.answers["members", "people_of_the_story"] = {"people": []}
    for _ in range(MOST_TRIES):
        sign_in(suite)
    assert sign_in(suite).status_code == 429
    assert sign_in(suite, name="another").status_code == 401


def test_the_services_own_too_many_is_told(own_page: Suite) -> None:
    own_page.services.answers["members", "sign_in"] = TooMany("later", retry_after=600)
    answer = sign_in(own_page)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")


def test_right_tries_never_add_up() -> None:
    now = [0.0]
    tries = WrongTries(lambda: now[0])
    for _ in range(3 * MOST_TRIES):
        tries.count("name", "address")
        tries.was_right("name", "address")
    for _ in range(MOST_TRIES):
        tries.count("other", "address")
    with pytest.raises(TooMany):
        tries.count("name", "address")
    tries.count("name", "another address")
    now[0] += WINDOW_SECONDS
    tries.count("other", "address")


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/", "/"),
        ("/work?state=open", "/work?state=open"),
        ("/d/620723?q=%E8%8D%89", "/d/620723?q=%E8%8D%89"),
        *(
            (one, None)
            for one in ("", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)")
        ),
        *(
            (one, None)
            for one in ("/\t/evil.example", "/a\r\nSet-Cookie: x=1", "/a\x00", "\\evil", "evil", "/a b", " /", "/a\\b")
        ),
    ],
)
def test_nobody_is_led_elsewhere(page: Suite, wanted: str, led_to: str | None) -> None:
    assert inner(wanted) == led_to
    assert sign_in(page, next=wanted).headers["Location"] == (led_to or "/")


@pytest.mark.parametrize(
    "name", ["wang\x00an", "𠮷野", "\udfff".encode("utf-8", "surrogatepass").decode("latin-1"), "x" * 500]
)
def test_any_name_and_password_can_be_asked_about(page: Suite, name: str) -> None:
    assert sign_in(page, name=name, password=f"{name}{name}").status_code == 303


def test_a_large_form_is_refused_unread(page: Suite) -> None:
    assert sign_in(page, password="x" * 10_000_000).status_code == 413
    assert sign_in(page, password="x" * 100_000).status_code == 400
    assert page.client.post("/sign-in", json={"name": "wang"}).status_code == 400
    assert page.client.post("/sign-in", data={str(n): "x" for n in range(20)}).status_code == 400
    assert "sign_in" not in asked(page)


def test_signing_out_ends_the_session_here_and_there(page: Suite) -> None:
    sign_in(page)
    assert page.client.post("/sign-out", data={}).status_code == 403
    answer = page.client.post("/sign-out", data={"csrf": csrf_of(page)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert ("members", "sign_out", {"account": ACCOUNT, "session": "s1"}) in page.services.asked
    assert page.client.get_cookie("session") is None


def test_ones_own_password_is_set_in_person_by_who_knows_the_present_one(own_page: Suite) -> None:
    own_page.services.answers["members", "session"] = holding(AUDITOR)
    own_page.services.answers["members", "sign_in"] = {**SIGNED_IN, "offices": [AUDITOR]}
    own_page.services.answers["members", "is_his_password"] = {"is": False}
    sign_in(own_page)
    form = {"csrf": csrf_of(own_page), "current": "wrong", "password": "new" * 10}
    assert own_page.client.post("/sign-in/password", data=form).status_code == 403
    assert own_page.client.post("/sign-in/password", data={**form, "csrf": "x"}).status_code == 403
    assert "command" not in asked(own_page)
    own_page.services.answers["members", "is_his_password"] = {"is": True}
    assert own_page.client.post("/sign-in/password", data=form).status_code == 303
    call = own_page.services.last
    claims = Verifier(PUBLIC_KEY).claims(call.caller.token)
    assert (claims.person, claims.roles, call.record_id, call.command) == (PERSON, ("PUB",), ACCOUNT, "set_password")


def test_a_demo_lists_the_storys_people_and_one_click_signs_in(page: Suite) -> None:
    people = [{"person": PERSON, "name": "议事会主席赵强", "offices": [CHAIR]}]
    page.services.answers["members", "people_of_the_story"] = {"people": people}
    listed = page.client.get("/sign-in")
    assert "议事会主席赵强" in listed.text
    answer = page.client.post("/sign-in", data={"csrf": hidden(listed), "person": PERSON})
    assert answer.status_code == 303
    assert ("members", "sign_in_as", {"person": PERSON}) in page.services.asked


@pytest.mark.parametrize(("lang", "said"), [("zh", "协商议事会主席 议事会"), ("en", "chair of the council 议事会")])
def test_an_office_is_called_in_words_and_not_by_its_code(page: Suite, lang: str, said: str) -> None:
    people = [{"person": PERSON, "name": "赵强", "offices": [CHAIR]}]
    page.services.answers["members", "people_of_the_story"] = {"people": people}
    shown = page.client.get(f"/sign-in?lang={lang}").text
    assert said in shown
    assert "CHAIR" not in shown


def test_the_front_page_leads_to_signing_in(page: Suite) -> None:
    assert 'href="/sign-in?next=/">登录<' in page.client.get("/?lang=zh").text


def test_elsewhere_nobody_is_listed_and_nobody_signs_in_without_a_password() -> None:
    suite = Suite(demo_clock=False)
    refuse(suite)
    csrf = hidden(suite.client.get("/sign-in"))
    assert suite.client.post("/sign-in", data={"csrf": csrf, "person": PERSON}).status_code == 401
    assert {"people_of_the_story", "sign_in_as"}.isdisjoint(asked(suite))


def test_a_name_is_shown_as_it_was_typed_and_runs_nothing(own_page: Suite) -> None:
    refuse(own_page)
    assert "<b>" not in sign_in(own_page, name='"><b>', next='"><b>').text
