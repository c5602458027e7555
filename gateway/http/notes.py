"""What a browser carries from one step of signing in to the next: signed with the token key, each kind apart, over in minutes."""

import time
from dataclasses import asdict, dataclass
from typing import ClassVar, TypeVar

import jwt
import msgspec

NOTE_SECONDS = 10 * 60


class CarriedNote:
    """One of them; `cookie` is what it is carried as."""

    __slots__ = ()
    cookie: ClassVar[str]


@dataclass(frozen=True, slots=True)
class HalfSignedIn(CarriedNote):
    """The password was right; a code is to come. `half` is what the service said then."""

    account: str
    half: str

    cookie: ClassVar[str] = "half-signed-in"


@dataclass(frozen=True, slots=True)
class SentToProvider(CarriedNote):
    """Sent to sign in elsewhere: what must come back with him (`state`, and `nonce` in what is signed), and what shows that
    the code is his (`verifier`). He wants to go on to `next`."""

    state: str
    nonce: str
    verifier: str
    next: str

    cookie: ClassVar[str] = "sent-to-provider"


N = TypeVar("N", bound=CarriedNote)


def signed_note(note: HalfSignedIn | SentToProvider, private_key: str) -> str:
    body = {"aud": _audience(type(note)), "exp": int(time.time()) + NOTE_SECONDS, **asdict(note)}
    return jwt.encode(body, private_key, algorithm="EdDSA")


def read_note(kind: type[N], text: str | None, public_key: str | None) -> N | None:
    """None where it is not one of ours, of another kind, was changed, or is over."""
    if not text or public_key is None:
        return None
    try:
        body = jwt.decode(
            text, public_key, algorithms=["EdDSA"], audience=_audience(kind), options={"require": ["exp"]}
        )
        return msgspec.convert(body, kind)
    except (jwt.InvalidTokenError, msgspec.ValidationError):
        return None


def _audience(kind: type[CarriedNote]) -> str:
    return f"shangliang-{kind.cookie}"
