"""Tokens: signed with Ed25519 by the gateway's key, checked again by every service, which holds only the public one."""

import time
from dataclasses import dataclass

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import Unauthenticated

TOKEN_ROLES = (
    "MEM", "LIA", "REC", "CHAIR", "STN", "OFF", "LEAD", "PARTY", "GOV", "DISP", "HND", "CO", "SUP", "PUB", "AUD", "ADM", "SEC",
)  # fmt: skip
WITHOUT_ORGANISATION = ("ADM", "SEC", "AUD", "PUB")
EXCLUSIVE = ("ADM", "SEC", "AUD")
AUDIENCE = "shangliang"


class ClaimsRefused(ValueError):
    """A token with such roles is not made."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says of its holder."""

    roles: tuple[str, ...]
    organisation: str | None = None
    division: str | None = None
    person: str | None = None
    token_id: str | None = None


def new_key_pair() -> tuple[str, str]:
    """(private, public) as PEM texts."""
    private = Ed25519PrivateKey.generate()
    return (
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    )


def check_claims(claims: Claims) -> None:
    """Raises ClaimsRefused: unknown roles, administrators of two kinds in one, a role that needs an organisation."""
    unknown = [role for role in claims.roles if role not in TOKEN_ROLES]
    if unknown or not claims.roles:
        raise ClaimsRefused(f"roles are {' '.join(TOKEN_ROLES)}; not {' '.join(unknown) or 'none'}")
    if any(role in EXCLUSIVE for role in claims.roles) and len(claims.roles) > 1:
        raise ClaimsRefused("ADM, SEC and AUD exclude one another and every other role (三员分立)")
    if claims.organisation is None and not set(claims.roles) <= set(WITHOUT_ORGANISATION):
        raise ClaimsRefused("this role acts for an organisation: name it with --organisation ID")


def make_token(private_key: str, claims: Claims, hours: float) -> str:
    """A bearer token. Raises ClaimsRefused."""
    check_claims(claims)
    now = int(time.time())
    return jwt.encode(
        {
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + int(hours * 3600),
            "jti": new_id(),
            "roles": list(claims.roles),
            "organisation": claims.organisation,
            "division": claims.division,
            "person": claims.person,
        },
        private_key,
        algorithm="EdDSA",
    )


class Verifier:
    """Checks tokens against the public key; one that was good is remembered until it expires."""

    MOST_REMEMBERED = 10_000

    def __init__(self, public_key: str) -> None:
        self._public_key = public_key
        self._good: dict[str, tuple[float, Claims]] = {}

    def claims(self, token: str) -> Claims:
        """Raises Unauthenticated."""
        expires, claims = self._good.get(token, (0.0, None))
        if claims is not None and expires > time.time():
            return claims
        return self._checked(token)

    def _checked(self, token: str) -> Claims:
        try:
            body = jwt.decode(
                token,
                self._public_key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                # When it was made is by the gateway's clock, which may be ahead of ours; what counts is when it ends.
                options={"require": ["exp", "iat", "jti"], "verify_iat": False},
            )
            said = {name: body[name] for name in ("roles", "organisation", "division", "person")}
            claims = msgspec.convert({**said, "token_id": body["jti"]}, Claims)
            check_claims(claims)
        except (jwt.InvalidTokenError, KeyError, msgspec.ValidationError, ClaimsRefused) as error:
            raise Unauthenticated(
                "令牌无效或已过期，请重新获取 The token is not valid or has expired; get a new one"
            ) from error
        if len(self._good) >= self.MOST_REMEMBERED:
            self._good.clear()
        self._good[token] = (float(body["exp"]), claims)
        return claims

    def actor(self, caller: Caller) -> Actor:
        """Who calls, from the credentials as they came. Raises Unauthenticated."""
        claims = self.claims(caller.token) if caller.token else Claims(())
        return Actor(
            person=claims.person,
            roles=claims.roles,
            organisation=claims.organisation,
            division=claims.division,
            tracking=digest(caller.tracking_code) if caller.tracking_code else None,
            participant=digest(caller.participant_code) if caller.participant_code and not caller.token else None,
            capacity=caller.capacity,
            token_id=claims.token_id,
        )


def caller_name(actor: Actor, key: str) -> str:
    """Whose idempotency keys they are: the token's person, the token itself, the code's holder, or else the key itself.

    A person keeps his keys when his token is renewed. A token that names nobody is its own caller, so that two desks
    of one office never get each other's answers; the price is that a command repeated with a renewed token is a new
    one. Whoever renews such a token first repeats, with the old one, what he has no answer to.
    """
    if actor.has_token:
        who = actor.person or actor.token_id or ""
        return f"token:{who}:{actor.organisation or ''}:{','.join(sorted(actor.roles))}"
    if actor.tracking:
        return f"tracking:{actor.tracking}"
    if actor.participant:
        return f"participant:{actor.participant}"
    return f"anyone:{key}"
