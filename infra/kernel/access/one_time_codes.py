"""Codes of one use beside a password: six digits that a device reckons anew every half minute (RFC 6238), and codes to recover."""

import base64
import binascii
import os
import secrets
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP_SECONDS, DIGITS, SECRET_BYTES = 30, 6, 20
# A device's clock may go a little before or behind.
NEAR = (0, -1, 1)
ISSUER = "商量 Shangliang"
RECOVERY_CODES = 10
# Nothing that looks like another: no 0 O, no 1 I L.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, IN_A_GROUP = 3, 4


def new_secret() -> str:
    """As devices take it: base32."""
    return base64.b32encode(os.urandom(SECRET_BYTES)).decode()


def is_a_secret(text: str) -> bool:
    """Whether it is one that could have come from here."""
    try:
        return len(base64.b32decode(text)) == SECRET_BYTES
    except (binascii.Error, ValueError):
        return False


def address_for_a_device(secret: str, name: str) -> str:
    """What is scanned: `otpauth://…`."""
    return _reckoned_from(secret).get_provisioning_uri(name, ISSUER)


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    return _reckoned_from(secret, digits).generate(step * STEP_SECONDS).decode()


def step_of(secret: str, code: str, now: float) -> int | None:
    """In which half minute this is the code: this one, the one before or the one after; None for any other."""
    step, said = int(now) // STEP_SECONDS, "".join(code.split())
    if len(said) != DIGITS or not (said.isascii() and said.isdigit()):
        return None
    return next((step + away for away in NEAR if compare_digest(code_at(secret, step + away), said)), None)


def _reckoned_from(secret: str, digits: int = DIGITS) -> TOTP:
    """With SHA-1, which is what devices know; in a keyed digest nothing is wrong with it."""
    return TOTP(base64.b32decode(secret), digits, SHA1(), STEP_SECONDS)  # noqa: S303


def new_recovery_codes() -> list[str]:
    """Ten of 59 bits each. The first character is the number of the code."""
    return ["-".join((str(number), *(_group() for _ in range(GROUPS)))) for number in range(RECOVERY_CODES)]


def recovery_number(typed: str) -> int | None:
    """Which of the ten this would be; None for what cannot be one."""
    said = as_one_word(typed)
    fits = len(said) == 1 + GROUPS * IN_A_GROUP and said[0] in "0123456789"
    return int(said[0]) if fits else None


def as_one_word(code: str) -> str:
    """However it is typed: without blanks and strokes, in capitals."""
    return "".join(one for one in code.upper() if one.isalnum())


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP))
