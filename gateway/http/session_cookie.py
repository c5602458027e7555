"""The session's cookie: signed with the token key, so that no replica has to remember it and nobody can make one.

It opens nothing by itself: the service says at every request whether the session it names has ended. It is no token either:
it is made for another audience.
"""

import secrets
import time
from dataclasses import asdict, dataclass, replace

import jwt
import msgspec

SESSION, FORM = "session", "sign-in"
AUDIENCE = "shangliang-session"
SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """`office` is the one that was chosen, None where there was none to choose; `csrf` goes with every form."""

    account: str
    session: str
    office: str | None
    csrf: str
    exp: int

    def in_office(self, office: str) -> "SessionCookie":
        return replace(self, office=office)


def new_session(account: str, session: str, office: str | None) -> SessionCookie:
    return SessionCookie(account, session, office, secrets.token_urlsafe(24), int(time.time()) + SECONDS)


def signed(cookie: SessionCookie, private_key: str) -> str:
    return jwt.encode({"aud": AUDIENCE, **asdict(cookie)}, private_key, algorithm="EdDSA")


def read(text: str | None, public_key: str | None) -> SessionCookie | None:
    """None where it is not one of ours, was changed, or is over."""
    if not text or public_key is None:
        return None
    try:
        body = jwt.decode(
            text, public_key, algorithms=["EdDSA"], audience=AUDIENCE, options={"require": ["exp"], "verify_iat": False}
        )
        return msgspec.convert(body, SessionCookie)
    except (jwt.InvalidTokenError, msgspec.ValidationError):
        return None
