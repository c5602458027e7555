"""An office's own directory, by OpenID Connect: where to send who wants to sign in by it, and as whom he comes back.

Authorization code with PKCE, state and nonce. Where it is found and with which keys it signs is asked once an hour; when it
does not answer, it is left alone for a while. Only signatures that need its own key are believed.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from gateway.http.notes import SentToProvider
from gateway.http.settings import ProviderSettings
from infra.kernel.base.problems import Unauthenticated, Unavailable

log = structlog.get_logger("shangliang.provider")

FOUND_AT = "/.well-known/openid-configuration"
KNOWN_SECONDS = 3600.0
# Keys of a name that nobody knows are asked for no oftener; and who does not answer is let be as long.
AGAIN_SECONDS = 20.0
MOST_BYTES = 1024 * 1024
TIMEOUT = (3.05, 5.0)
LEEWAY_SECONDS = 60
# What is signed with the client's secret, or not at all, is not believed.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LOOPBACK = ("127.0.0.1", "::1", "localhost")
SCOPE = "openid profile email"
SILENT = "单位登录暂时没有应答，请稍后再试，或用密码登录 The provider does not answer: try later, or sign in with your password"
NOT_DONE = "单位登录没有完成，请再试一次，或用密码登录 That did not work: try once more, or sign in with your password"
NO_NAME = "单位登录没有说您的登录名，请找安全管理员 The provider does not tell your login name: ask the security administrator"
REFUSING = (requests.RequestException, AuthlibBaseError, JoseError, ValueError, KeyError, TypeError)


@dataclass
class KeptForAWhile:
    """What was fetched, and until when it is taken as it was."""

    value: dict[str, Any] | None = None
    until: float = 0.0
    asked: float = field(default=float("-inf"))


class Provider:
    """`now` is a clock that only goes on."""

    def __init__(self, settings: ProviderSettings, now: Callable[[], float] = time.monotonic) -> None:
        self.settings, self._now = settings, now
        self._document, self._keys = KeptForAWhile(), KeptForAWhile()

    def address(self, back: str, note: SentToProvider) -> str:
        """Where the browser goes. Raises Unavailable."""
        found = self._found()
        with self._session(back) as session:
            address, _state = session.create_authorization_url(
                found["authorization_endpoint"], state=note.state, nonce=note.nonce, code_verifier=note.verifier
            )
        return str(address)

    def name(self, back: str, code: str, note: SentToProvider) -> str:
        """The login name of who has come back with this code. Raises Unauthenticated and Unavailable."""
        found = self._found()
        try:
            with self._session(back) as session:
                token = session.fetch_token(
                    found["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=note.verifier,
                    timeout=TIMEOUT,
                    allow_redirects=False,
                )
            claims = self._claims(token, note.nonce)
            return self._name(claims, token)
        except (requests.ConnectionError, requests.Timeout) as silent:
            raise self._silence(silent) from silent
        except REFUSING as refused:
            log.warning("provider refused", why=type(refused).__name__, said=str(refused)[:200])
            raise Unauthenticated(NOT_DONE) from refused

    def _session(self, back: str) -> OAuth2Session:
        return OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            token_endpoint_auth_method="client_secret_basic",  # noqa: S106 how it is shown, not what it is
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _claims(self, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        """Raises JoseError where any of it is not as it must be."""
        try:
            signed = self._decoded(token["id_token"], self._signing_keys())
        except InvalidKeyIdError:
            signed = self._decoded(token["id_token"], self._signing_keys(anew=True))
        wanted = {
            "iss": {"essential": True, "value": self.settings.issuer},
            "aud": {"essential": True, "value": self.settings.client_id},
        }
        known = {"nonce": nonce, "client_id": self.settings.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(signed.claims, signed.header, wanted, known)
        claims.validate(leeway=LEEWAY_SECONDS)
        return dict(claims)

    def _decoded(self, text: str, keys: dict[str, Any]) -> jwt.Token:
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        return jwt.decode(text, KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]

    def _name(self, claims: dict[str, Any], token: dict[str, Any]) -> str:
        """Also by asking for it, where what was signed does not say it. An address of mail counts where it was verified."""
        wanted, said = self.settings.name_claim, claims
        if wanted not in said and "userinfo_endpoint" in self._found():
            bearer = {"Authorization": f"Bearer {token['access_token']}"}
            said = _fetched(self._found()["userinfo_endpoint"], bearer)
            if said.get("sub") != claims["sub"]:
                raise ValueError("userinfo is of somebody else")
        name = said.get(wanted)
        if not isinstance(name, str) or not name or (wanted == "email" and said.get("email_verified") is not True):
            raise Unauthenticated(NO_NAME)
        return name

    def _found(self) -> dict[str, Any]:
        """Its own description. Raises Unavailable."""
        return self._kept(self._document, lambda: _described(self.settings.issuer))

    def _signing_keys(self, anew: bool = False) -> dict[str, Any]:
        address = self._found()["jwks_uri"]
        if anew and self._keys.asked + AGAIN_SECONDS < self._now():
            self._keys.until = 0.0
        return self._kept(self._keys, lambda: _fetched(address))

    def _kept(self, kept: KeptForAWhile, fetch: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        now = self._now()
        if kept.value is None or kept.until <= now:
            if kept.value is None and kept.asked + AGAIN_SECONDS > now:
                raise Unavailable(SILENT, retry_after=int(AGAIN_SECONDS))
            kept.asked, kept.value = now, None
            try:
                kept.value, kept.until = fetch(), now + KNOWN_SECONDS
            except REFUSING as silent:
                raise self._silence(silent) from silent
        return kept.value

    def _silence(self, why: Exception) -> Unavailable:
        log.warning("provider silent", issuer=self.settings.issuer, why=type(why).__name__)
        return Unavailable(SILENT, retry_after=int(AGAIN_SECONDS))


def _described(issuer: str) -> dict[str, Any]:
    """Raises ValueError where it is not of that issuer, or leads to where what is sent could be read on the way."""
    found = _fetched(issuer.rstrip("/") + FOUND_AT)
    if found.get("issuer") != issuer:
        raise ValueError("the description is of another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _must_be_private(found[name])
    return found


def _must_be_private(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ValueError("neither https nor on this machine")


def _fetched(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON object of bounded size, from that address and no other."""
    _must_be_private(address)
    with requests.get(address, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
        if answer.status_code != requests.codes.ok:
            raise ValueError(f"answered {answer.status_code}")
        body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
    if len(body) > MOST_BYTES:
        raise ValueError("too large")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found
