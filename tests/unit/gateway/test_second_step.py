"""A code beside the password, page by page: real services of members, a browser that keeps its cookies."""

import html
import json
import re
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.app import create_app
from gateway.http.session_cookie import SESSION
from gateway.http.settings import GatewaySettings, ProviderSettings
from gateway.http.wrong_tries import MOST_TRIES
from infra.kernel.access.identity import new_key_pair
from infra.kernel.base.problems import REFUSALS
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from services.members.account_calls import AccountCalls
from tests.unit.members.test_second_factor import Device
from tests.unit.members.test_signing_in import SECRET, Site

PRIVATE_KEY, PUBLIC_KEY = new_key_pair()
SITE = "https://shangliang.example"
KEPT = "W1sidGl0bGUiLCLlrabmoKHpl6jlj6MiXV0="
"""[["title", "学校门口"]] as a form keeps it."""


class OfMembers:
    """Asked as over the wire; the other services do not answer here."""

    def __init__(self, site: Site) -> None:
        self._calls = AccountCalls()
        self._calls.runtime = cast("Any", site.signing_in._runtime)

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        assert service == "members"
        told = getattr(self._calls, method)(json.loads(msgspec.json.encode(payload)))
        if "refused" in told:
            refused = dict(told["refused"])
            raise REFUSALS[refused.pop("name")](**refused)
        return cast("dict[str, Any]", json.loads(json.dumps(told["answer"])))


class WhoeverIsAsked:
    """A gateway takes seconds to make, so those who differ in nothing share one."""

    to: OfMembers

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        return self.to.call(service, method, payload, timeout)


@cache
def gateway_of(provider: ProviderSettings | None) -> tuple[Flask, WhoeverIsAsked]:
    asked, files = WhoeverIsAsked(), SiteFiles(FilesInMemory())
    settings = GatewaySettings(PUBLIC_KEY, 0, False, _nobody, files, SITE, PRIVATE_KEY, provider)
    return create_app(asked, settings, cast("Any", _nobody)), asked


class AtHome:
    """Wang An before her browser, with her telephone beside her."""

    def __init__(self, provider: ProviderSettings | None = None) -> None:
        self.site, self.device = Site(), Device()
        self.site.signing_in._runtime.site = SimpleNamespace(demo_clock=False, token_public_key=PUBLIC_KEY)  # type: ignore[assignment]
        self.app, asked = gateway_of(provider)
        asked.to = OfMembers(self.site)
        self.browser = self.another()

    def another(self) -> FlaskClient:
        """Over HTTPS, as the site's address says: its cookies are sent over nothing else."""
        browser = self.app.test_client()
        browser.environ_base["wsgi.url_scheme"] = "https"
        return browser

    def page(self, address: str) -> str:
        answer = self.browser.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return str(answer.text)

    def sends(self, page: str, to: str, **fields: str) -> TestResponse:
        """The form of that page which leads there, filled in."""
        form = re.search(rf'<form[^>]*action="{re.escape(to)}".*?</form>', page, re.DOTALL)
        assert form, page
        hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form[0])
        filled = {**{name: html.unescape(value) for name, value in hidden}, **fields}
        return self.browser.post(to, data=filled, headers={"Accept": "text/html"})

    def gives_password(self, password: str = SECRET, **fields: str) -> TestResponse:
        return self.sends(self.page("/sign-in"), "/sign-in", name="wang.an", password=password, **fields)

    def turns_it_on(self) -> list[str]:
        """The recovery codes. The page's own secret goes into the telephone."""
        page = self.page("/me/code")
        (self.device.secret,) = re.findall(r'name="secret" value="(\w+)"', page)
        done = self.sends(page, "/me/code", password=SECRET, code=self.device.code(0))
        assert done.status_code == 200, done.text
        return re.findall(r"<code>(\d-[\w-]+)</code>", done.text)

    def signs_out(self) -> None:
        assert self.sends(self.page("/sign-in"), "/sign-out").status_code == 303

    @property
    def is_signed_in(self) -> bool:
        return self.browser.get_cookie(SESSION) is not None and self.browser.get("/v1/session").status_code == 200


def _nobody(*_asked: object) -> Any:
    raise AssertionError("is not asked here")


@pytest.fixture
def home() -> AtHome:
    at_home = AtHome()
    assert at_home.gives_password().status_code == 303
    return at_home


def test_from_turning_it_on_to_signing_in_with_it_and_turning_it_off(home: AtHome) -> None:
    assert "没有开启" in home.page("/me")
    codes = home.turns_it_on()
    assert len(codes) == 10
    assert "已开启" in home.page("/me")
    assert codes[0] not in home.page("/me")
    home.signs_out()
    asked = home.gives_password(next="/me")
    assert (asked.status_code, home.is_signed_in) == (200, False)
    assert 'autocomplete="one-time-code"' in asked.text
    wrong = home.sends(asked.text, "/sign-in/code", code="000000")
    assert (wrong.status_code, home.is_signed_in) == (401, False)
    assert "动态码不对" in wrong.text
    let_in = home.sends(wrong.text, "/sign-in/code", code=home.device.code())
    assert (let_in.status_code, let_in.headers["Location"]) == (303, "/me")
    assert home.is_signed_in
    refused = home.sends(home.page("/me"), "/me/code/end", password="wrong", code=codes[0])
    assert (refused.status_code, "当前密码不对" in refused.text) == (422, True)
    done = home.sends(home.page("/me"), "/me/code/end", password=SECRET, code=codes[0])
    assert done.headers["Location"] == "/me?done=code"
    assert "登录动态码已关闭" in home.page("/me?done=code")
    home.signs_out()
    assert home.gives_password().status_code == 303


def test_with_a_recovery_code_one_gets_in_without_the_device(home: AtHome) -> None:
    codes = home.turns_it_on()
    home.signs_out()
    assert home.sends(home.gives_password().text, "/sign-in/code", code=codes[7].lower()).status_code == 303
    assert "备用码还剩 9 个" in home.page("/me")


def test_the_page_to_turn_it_on_shows_the_secret_to_scan_and_to_type_and_again_after_a_mistake(home: AtHome) -> None:
    page = home.page("/me/code")
    (secret,) = re.findall(r'name="secret" value="(\w+)"', page)
    assert " ".join(re.findall("....", secret)) in page
    assert "<svg" in page
    mistaken = home.sends(page, "/me/code", password=SECRET, code="000000")
    assert mistaken.status_code == 422
    assert f'value="{secret}"' in mistaken.text
    assert "没有开启" in home.page("/me")


def test_what_was_written_before_the_session_ended_is_carried_past_the_code(home: AtHome) -> None:
    home.turns_it_on()
    home.signs_out()
    asked = home.gives_password(next="/topics/new", kept=KEPT)
    back = home.sends(asked.text, "/sign-in/code", code=home.device.code())
    assert back.status_code == 200
    assert "学校门口" in back.text


def test_a_code_without_the_first_step_of_this_browser_opens_nothing(home: AtHome) -> None:
    home.turns_it_on()
    home.signs_out()
    asked = home.gives_password()
    home.browser.delete_cookie("half-signed-in")
    answer = home.sends(asked.text, "/sign-in/code", code=home.device.code())
    assert (answer.status_code, home.is_signed_in) == (401, False)
    assert "从头再登录一次" in answer.text
    home.gives_password()
    assert home.browser.post("/sign-in/code", data={"code": home.device.code()}).status_code == 403


def test_after_five_wrong_codes_none_is_heard(home: AtHome) -> None:
    home.turns_it_on()
    home.signs_out()
    asked = home.gives_password().text
    for _ in range(MOST_TRIES):
        assert home.sends(asked, "/sign-in/code", code="000000").status_code == 401
    too_many = home.sends(asked, "/sign-in/code", code=home.device.code())
    assert (too_many.status_code, home.is_signed_in) == (429, False)
    assert int(too_many.headers["Retry-After"]) > 600


def test_a_program_is_told_that_a_code_is_needed_and_sends_it_with_the_password(home: AtHome) -> None:
    home.turns_it_on()
    program = home.another()
    form = {"name": "wang.an", "password": SECRET}
    answer = program.post("/sign-in", data=form)
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert cast("Any", answer.json)["type"] == "urn:shangliang:problem:code-needed"
    assert program.get_cookie(SESSION) is None
    assert program.post("/sign-in", data={**form, "code": home.device.code()}).status_code == 303
    assert program.get("/v1/session").status_code == 200


def test_one_sees_where_one_is_signed_in_and_ends_the_others(home: AtHome) -> None:
    elsewhere, mine = home.another(), home.browser
    for browser in (elsewhere, home.another()):
        home.browser = browser
        assert home.gives_password().status_code == 303
    home.browser = mine
    page = home.page("/me")
    assert (page.count("就是这里"), page.count('action="/me/sessions/end"')) == (1, 2)
    assert home.sends(page, "/me/sessions/end").status_code == 303
    assert home.page("/me").count('action="/me/sessions/end"') == 1
    assert home.sends(home.page("/me"), "/me/sessions/end-others").status_code == 303
    assert home.is_signed_in
    assert elsewhere.get("/v1/session").status_code == 401
    assert "全部退出" not in home.page("/me")


@pytest.mark.parametrize("act", ["code", "code/end", "sessions/end", "sessions/end-others"])
def test_what_another_site_sends_in_ones_name_changes_nothing(home: AtHome, act: str) -> None:
    sent = home.browser.post(f"/me/{act}", data={"csrf": "x", "password": SECRET})
    assert (sent.status_code, home.is_signed_in) == (403, True)


@pytest.mark.parametrize("address", ["/me", "/me/code"])
def test_who_is_not_signed_in_is_led_to_signing_in_and_back(address: str) -> None:
    answer = AtHome().browser.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/sign-in?next={address}")


def test_wrong_passwords_on_the_page_of_ones_account_count(home: AtHome) -> None:
    page = home.page("/me/code")
    for _ in range(MOST_TRIES):
        assert home.sends(page, "/me/code", password="wrong", code="000000").status_code == 422
    assert home.sends(page, "/me/code", password=SECRET, code="000000").status_code == 429


def test_the_pages_speak_english_when_asked(home: AtHome) -> None:
    assert "Turn on codes at sign-in" in home.page("/me?lang=en")
    assert "Turn it on" in home.page("/me/code?lang=en")
