"""What a browser carries from one step of signing in to the next: signed with the token key, each kind apart, over in minutes."""

import time
from dataclasses import asdict, dataclass
from typing import TypeAlias, TypeVar

import jwt
import msgspec

NOTE_SECONDS = 10 * 60


@dataclass(frozen=True, slots=True)
class HalfSignedIn:
    """The password was right; a code is to come. `half` is what the service said then."""

    account: str
    half: str


CarriedNote: TypeAlias = HalfSignedIn
T = TypeVar("T", bound=HalfSignedIn)
COOKIES: dict[type[CarriedNote], str] = {HalfSignedIn: "half-signed-in"}


def signed_note(note: CarriedNote, private_key: str) -> str:
    body = {"aud": _audience(type(note)), "exp": int(time.time()) + NOTE_SECONDS, **asdict(note)}
    return jwt.encode(body, private_key, algorithm="EdDSA")


def read_note(kind: type[T], text: str | None, public_key: str | None) -> T | None:
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
    return f"shangliang-{COOKIES[kind]}"
