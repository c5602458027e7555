"""What the gateway vouches for before a service: under which name a provider knows who has just come from it. Good for a minute."""

import time

import jwt

AUDIENCE = "shangliang-vouched"
SECONDS = 60


def vouched(name: str, private_key: str) -> str:
    body = {"aud": AUDIENCE, "exp": int(time.time()) + SECONDS, "name": name}
    return jwt.encode(body, private_key, algorithm="EdDSA")


def name_vouched_for(text: str, public_key: str | None) -> str | None:
    """None where it is none of the gateway's, or was one."""
    if public_key is None:
        return None
    try:
        body = jwt.decode(text, public_key, algorithms=["EdDSA"], audience=AUDIENCE, options={"require": ["exp"]})
    except jwt.InvalidTokenError:
        return None
    name = body.get("name")
    return name if isinstance(name, str) and name else None
