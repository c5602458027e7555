"""Reads numbers and bytes from text that others wrote, strictly: one value has one spelling."""

import base64
import re

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_HEX_SHA256 = re.compile(r"[0-9a-f]{64}")
MOST = 2**63 - 1


class Malformed(ValueError):
    """What was read does not have the form it should have; the message says where."""


def read_decimal(text: str, what: str) -> int:
    """A whole number without sign, leading zero or anything else, small enough for 63 bits."""
    if not _DECIMAL.fullmatch(text) or int(text) > MOST:
        raise Malformed(f"{what} is not a decimal number: {text[:40]!r}")
    return int(text)


def read_base64(text: str, what: str) -> bytes:
    """Standard base64 with padding, in its one canonical spelling."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        raise Malformed(f"{what} is not base64: {text[:40]!r}") from None
    if write_base64(content) != text:
        raise Malformed(f"{what} is not canonical base64: {text[:40]!r}")
    return content


def read_hash(text: str, what: str) -> bytes:
    """A SHA-256 hash in base64."""
    content = read_base64(text, what)
    if len(content) != 32:  # noqa: PLR2004 SHA-256 has 32 bytes
        raise Malformed(f"{what} is no hash of 32 bytes")
    return content


def write_base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def is_hex_sha256(text: str) -> bool:
    """64 lower-case hexadecimal digits, as blobs are named."""
    return _HEX_SHA256.fullmatch(text) is not None
