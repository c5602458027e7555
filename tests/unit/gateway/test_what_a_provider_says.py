"""A provider's word is believed only as far as its own key signed it, for this site, for this question, and lately."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from gateway.http.notes import SentToProvider
from gateway.http.provider import AGAIN_SECONDS, KNOWN_SECONDS, MOST_BYTES, Provider
from gateway.http.settings import ProviderSettings, provider_of
from infra.kernel.base.problems import Unauthenticated, Unavailable

SECRET = "secret-of-the-site"
BACK = "https://shangliang.example/sign-in/provider/back"
NOTE = SentToProvider("state", "nonce", "v" * 43, "")
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = RSAKey.generate_key(2048, {"kid": "one"})


class Lying:
    """A provider that says what the test wants; `asked` are the paths that were."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.asked: list[str] = []
        self.id_token: Any = self.signed()
        self.keys = [KEY]
        self.said: dict[str, Any] = {}
        self.thinks = 0.0
        self.described: dict[str, Any] = {}

    def claims(self, **differing: Any) -> dict[str, Any]:
        now = int(time.time())
        said = {"iss": self.issuer, "sub": "1", "aud": "site", "exp": now + 300, "iat": now, "nonce": NOTE.nonce}
        return {**said, "preferred_username": "wang.an", **differing}

    def signed(self, key: RSAKey = KEY, **differing: Any) -> str:
        claims = {name: value for name, value in self.claims(**differing).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    def answer(self, path: str) -> Any:
        self.asked.append(path)
        threading.Event().wait(self.thinks)
        named = {
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
        }
        return {
            "/.well-known/openid-configuration": {"issuer": self.issuer, **named, **self.described},
            "/keys": {"keys": [key.as_dict(private=False) for key in self.keys]},
            "/token": {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token},
            "/me": self.said,
        }[path]


@pytest.fixture
def lying() -> Iterator[Lying]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(provider.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_said: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        provider = Lying(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()


class At:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def asking(lying: Lying, clock: At | None = None, **differing: str) -> Provider:
    return Provider(ProviderSettings(lying.issuer, "site", SECRET, **differing), clock or At())


def test_whom_its_own_key_vouches_for_is_believed(lying: Lying) -> None:
    assert asking(lying).name(BACK, "code", NOTE) == "wang.an"


@pytest.mark.parametrize(
    "differing",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another site"},
        {"aud": ["site", "another"]},
        {"aud": []},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": 2**40},
        {"azp": "another"},
        {"at_hash": "another"},
        {"sub": None},
    ],
    ids=str,
)
def test_a_word_that_is_not_for_this_site_this_question_and_now_is_none(
    lying: Lying, differing: dict[str, Any]
) -> None:
    lying.id_token = lying.signed(**differing)
    with pytest.raises(Unauthenticated):
        asking(lying).name(BACK, "code", NOTE)


def test_what_is_signed_by_nobody_by_another_or_with_the_sites_own_secret_is_not_believed(lying: Lying) -> None:
    nobody = ".".join(jwt.encode({"alg": "RS256"}, lying.claims(), KEY).split(".")[:2])
    unsigned = "eyJhbGciOiJub25lIn0." + nobody.split(".")[1] + "."
    by_secret = jwt.encode({"alg": "HS256"}, lying.claims(), OctKey.import_key(SECRET))
    for token in (unsigned, by_secret, lying.signed(OTHER), nobody, "", "x", "a.b.c", 7, None):
        lying.id_token = token
        with pytest.raises(Unauthenticated):
            asking(lying).name(BACK, "code", NOTE)


def test_another_key_of_its_own_is_asked_for_once_it_signs_with_it_and_a_strange_one_not_each_time(
    lying: Lying,
) -> None:
    clock = At()
    provider = asking(lying, clock)
    provider.name(BACK, "code", NOTE)
    clock.seconds += AGAIN_SECONDS + 1
    new = RSAKey.generate_key(2048, {"kid": "two"})
    lying.id_token = lying.signed(new)
    lying.keys = [KEY, new]
    assert provider.name(BACK, "code", NOTE) == "wang.an"
    lying.id_token = lying.signed(RSAKey.generate_key(2048, {"kid": "three"}))
    for _ in range(3):
        with pytest.raises(Unauthenticated):
            provider.name(BACK, "code", NOTE)
    assert lying.asked.count("/keys") == 2


def test_its_description_and_keys_are_asked_once_an_hour(lying: Lying) -> None:
    clock = At()
    provider = asking(lying, clock)
    for later in (0.0, KNOWN_SECONDS - 1, 2.0):
        clock.seconds += later
        provider.name(BACK, "code", NOTE)
    assert (lying.asked.count("/keys"), lying.asked.count("/.well-known/openid-configuration")) == (2, 2)


def test_who_does_not_answer_is_not_asked_again_at_once() -> None:
    clock = At()
    provider = Provider(ProviderSettings("http://127.0.0.1:1", "site", SECRET), clock)
    for _ in range(2):
        with pytest.raises(Unavailable) as silent:
            provider.address(BACK, NOTE)
        assert silent.value.retry_after == AGAIN_SECONDS


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
        {"more": "x" * MOST_BYTES},
    ],
    ids=lambda described: next(iter(described)),
)
def test_a_description_that_is_anothers_or_leads_into_the_open_is_not_followed(
    lying: Lying, described: dict[str, Any]
) -> None:
    lying.described = described
    with pytest.raises(Unavailable):
        asking(lying).address(BACK, NOTE)


def test_what_was_not_signed_is_asked_for_and_counts_of_the_same_person_only(lying: Lying) -> None:
    lying.said = {"sub": "1", "employee": "wang.an"}
    assert asking(lying, name_claim="employee").name(BACK, "code", NOTE) == "wang.an"
    for said in ({"sub": "2", "employee": "liu"}, {"sub": "1"}, {"sub": "1", "employee": 7}):
        lying.said = said
        with pytest.raises(Unauthenticated):
            asking(lying, name_claim="employee").name(BACK, "code", NOTE)


@pytest.mark.parametrize(("verified", "is_believed"), [(True, True), (False, False), (None, False), ("true", False)])
def test_an_address_of_mail_is_a_name_only_where_it_was_verified(
    lying: Lying, verified: object, is_believed: bool
) -> None:
    lying.id_token = lying.signed(email="wang@example.cn", email_verified=verified)
    if is_believed:
        assert asking(lying, name_claim="email").name(BACK, "code", NOTE) == "wang@example.cn"
        return
    with pytest.raises(Unauthenticated):
        asking(lying, name_claim="email").name(BACK, "code", NOTE)


WAITING = """
import eventlet
eventlet.monkey_patch()
import sys
from gateway.http.notes import SentToProvider
from gateway.http.provider import Provider
from gateway.http.settings import ProviderSettings
ticked = []
def tick():
    while True:
        ticked.append(1)
        eventlet.sleep(0.01)
eventlet.spawn(tick)
provider = Provider(ProviderSettings(sys.argv[1], "site", "secret-of-the-site"))
print(provider.name("https://site.example/back", "code", SentToProvider("state", "nonce", "v" * 43, "")), len(ticked) > 20)
"""


def test_while_the_provider_thinks_everybody_else_is_served(lying: Lying) -> None:
    """As the gateway runs: everything in it waits green."""
    lying.thinks = 0.5
    command = [sys.executable, "-W", "ignore", "-c", WAITING, lying.issuer]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "wang.an True\n", done.stderr


def test_a_site_names_its_provider_whole_or_not_at_all() -> None:
    assert provider_of({}) is None
    whole = {"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "site", "OIDC_CLIENT_SECRET": SECRET}
    assert provider_of(whole) == ProviderSettings("https://id.example", "site", SECRET)
    assert provider_of({**whole, "OIDC_NAME_CLAIM": "email", "OIDC_CALLED": "县政务账号"}) == ProviderSettings(
        "https://id.example", "site", SECRET, "email", "县政务账号"
    )
    with pytest.raises(ValueError, match="OIDC_CLIENT_SECRET"):
        provider_of({"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "site"})
