"""Signing in by the office's own directory: a real provider (Canaille) in a process of its own, real services of members."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from gateway.http.notes import SentToProvider, read_note, signed_note
from gateway.http.session_cookie import SESSION
from gateway.http.settings import ProviderSettings
from infra.kernel.access.vouching import vouched
from infra.kernel.base.problems import Unauthenticated
from tests.unit.gateway.fakes import OTHER_PRIVATE_KEY
from tests.unit.gateway.known_there import CLIENT_SECRET, KNOWN, SITES
from tests.unit.gateway.provider_at_work import ProviderAtWork, serving, signed_in_there
from tests.unit.gateway.test_second_step import PRIVATE_KEY, PUBLIC_KEY, SITE, AtHome

BACK = f"{SITE}/sign-in/provider/back"
HTML = {"Accept": "text/html"}
APART = iter(SITES[1:])


@pytest.fixture(scope="module")
def provider() -> Iterator[ProviderAtWork]:
    with serving(BACK) as at_work:
        yield at_work


class AtTheOffice(AtHome):
    """Her office has a directory, which knows her and others."""

    def __init__(self, issuer: str, client_id: str = SITES[0], **differing: str) -> None:
        settings = {"client_secret": CLIENT_SECRET, **differing}
        super().__init__(ProviderSettings(issuer, client_id, **settings))

    def leaves(self, wanted: str = "/me") -> str:
        answer = self.browser.get(f"/sign-in/provider?next={wanted}", headers=HTML)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def comes_back(self, to: str, **differing: str) -> TestResponse:
        """As the provider sent her, but for what differs."""
        args = {name: value for name, (value,) in parse_qs(urlsplit(to).query).items()} | differing
        return self.browser.get("/sign-in/provider/back", query_string=args, headers=HTML)

    def was_there(self, name: str = KNOWN[0]) -> str:
        return signed_in_there(self.leaves(), BACK, name)


@pytest.fixture
def apart(provider: ProviderAtWork) -> AtTheOffice:
    """At a site of its own: for who does not come for a code that the provider has given."""
    return AtTheOffice(provider.issuer, next(APART))


@pytest.fixture
def office(provider: ProviderAtWork) -> AtTheOffice:
    return AtTheOffice(provider.issuer)


def test_whom_the_directory_knows_is_signed_in_under_his_account_and_led_on(office: AtTheOffice) -> None:
    assert 'href="/sign-in/provider?next=' in office.page("/sign-in")
    answer = office.comes_back(office.was_there())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me")
    assert office.is_signed_in
    assert cast("Any", office.browser.get("/v1/session").json)["name"] == "王安"
    assert office.site.types() == ["SignedIn"]


def test_he_is_sent_with_state_nonce_and_the_digest_of_a_secret_that_stays_here(office: AtTheOffice) -> None:
    said = {name: value for name, (value,) in parse_qs(urlsplit(office.leaves()).query).items()}
    carried = office.browser.get_cookie("sent-to-provider")
    assert carried is not None
    note = read_note(SentToProvider, carried.value, PUBLIC_KEY)
    assert note is not None
    assert (said["state"], said["nonce"], said["code_challenge_method"]) == (note.state, note.nonce, "S256")
    assert note.verifier not in said.values()
    assert said["redirect_uri"] == BACK


def test_whom_it_knows_but_who_has_no_account_here_is_told_whom_to_ask_and_none_is_made(office: AtTheOffice) -> None:
    head = office.site.of.store.head()
    answer = office.comes_back(office.was_there(KNOWN[1]))
    assert answer.status_code == 401
    assert "请找本单位的安全管理员开设" in answer.text
    assert office.site.of.store.head() == head


def test_a_locked_account_stays_locked_and_the_try_is_on_record(office: AtTheOffice) -> None:
    office.site.do("lock", ("accounts", office.site.account), reason="调离")
    answer = office.comes_back(office.was_there())
    assert (answer.status_code, "锁定" in answer.text) == (401, True)
    assert office.site.types() == ["AccountLocked", "SignInRefused"]


def test_whose_account_asks_for_a_code_is_asked_for_it_here_too(office: AtTheOffice) -> None:
    assert office.gives_password().status_code == 303
    office.turns_it_on()
    office.signs_out()
    asked = office.comes_back(office.was_there())
    assert (asked.status_code, office.browser.get_cookie(SESSION)) == (200, None)
    assert office.sends(asked.text, "/sign-in/code", code=office.device.code()).headers["Location"] == "/me"
    assert office.is_signed_in


@pytest.mark.parametrize(
    "differing", [{"state": "another"}, {"state": ""}, {"code": ""}, {"iss": "https://evil.example"}], ids=str
)
def test_what_does_not_come_back_as_it_was_sent_signs_nobody_in(apart: AtTheOffice, differing: dict[str, str]) -> None:
    answer = apart.comes_back(apart.was_there(), **differing)
    assert (answer.status_code, apart.is_signed_in) == (401, False)
    assert "用密码登录" in answer.text
    assert apart.gives_password().status_code == 303


def test_who_was_not_sent_from_this_browser_is_not_signed_in(apart: AtTheOffice) -> None:
    to = apart.was_there()
    apart.browser = apart.another()
    assert apart.comes_back(to).status_code == 401
    assert not apart.is_signed_in


@pytest.mark.parametrize("differing", [{"nonce": "another"}, {"verifier": "another" * 9}], ids=str)
def test_an_answer_to_another_question_or_fetched_by_another_signs_nobody_in(
    apart: AtTheOffice, differing: dict[str, str]
) -> None:
    """What the provider signed, or saw the digest of, is not what this browser carries."""
    to = apart.was_there()
    carried = apart.browser.get_cookie("sent-to-provider")
    assert carried is not None
    note = read_note(SentToProvider, carried.value, PUBLIC_KEY)
    assert note is not None
    other = replace(note, **differing)
    apart.browser.set_cookie("sent-to-provider", signed_note(other, PRIVATE_KEY), secure=True)
    assert apart.comes_back(to).status_code == 401
    assert not apart.is_signed_in


def test_the_way_back_is_gone_once_it_was_taken(office: AtTheOffice) -> None:
    to = office.was_there()
    assert office.comes_back(to).status_code == 303
    office.signs_out()
    assert office.comes_back(to).status_code == 401
    assert not office.is_signed_in


def test_who_was_held_back_there_is_told_what_to_do(office: AtTheOffice) -> None:
    state = parse_qs(urlsplit(office.leaves()).query)["state"][0]
    answer = office.comes_back(f"{BACK}?error=access_denied&state={state}")
    assert (answer.status_code, "没有放行" in answer.text) == (401, True)


def test_a_client_that_the_directory_does_not_know_signs_nobody_in(provider: ProviderAtWork) -> None:
    office = AtTheOffice(provider.issuer, next(APART), client_secret="wrong")
    assert office.comes_back(office.was_there()).status_code == 401
    assert not office.is_signed_in


def test_a_name_that_it_does_not_tell_is_said_so(provider: ProviderAtWork) -> None:
    office = AtTheOffice(provider.issuer, name_claim="employee_number")
    answer = office.comes_back(office.was_there())
    assert (answer.status_code, "没有说您的登录名" in answer.text) == (401, True)


def test_while_the_directory_is_silent_the_page_says_so_and_a_password_is_as_good_as_ever() -> None:
    with serving(BACK) as provider:
        office = AtTheOffice(provider.issuer)
        to = office.was_there()
        provider.stop()
        back = office.comes_back(to)
        assert (back.status_code, "暂时没有应答" in back.text) == (503, True)
        elsewhere = AtTheOffice(provider.issuer, next(APART))
        assert elsewhere.browser.get("/sign-in/provider", headers=HTML).status_code == 503
        office = AtTheOffice(provider.issuer)
    assert office.gives_password().status_code == 303
    assert office.is_signed_in


def test_where_no_directory_is_named_there_is_no_way_to_it() -> None:
    home = AtHome()
    assert "/sign-in/provider" not in home.page("/sign-in")
    for path in ("/sign-in/provider", "/sign-in/provider/back"):
        assert home.browser.get(path, headers=HTML).status_code == 404


def test_nobody_but_the_gateway_vouches_for_anybody(office: AtTheOffice) -> None:
    assert office.site.signing_in.sign_in_vouched(vouched("wang.an", PRIVATE_KEY))["session"]
    for text in ("", "wang.an", vouched("wang.an", OTHER_PRIVATE_KEY), vouched("", PRIVATE_KEY)):
        with pytest.raises(Unauthenticated):
            office.site.signing_in.sign_in_vouched(text)
