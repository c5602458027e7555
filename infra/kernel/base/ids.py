"""Fresh ids: UUIDv7, so that ids sort by the time they were made; and secret codes that people can read out."""

import hashlib
import secrets
import uuid
from datetime import datetime

import uuid_utils

# RFC 9562: 48 bits of time, the version, 12 free bits, the variant, 62 free bits.
_VERSION_7 = 7 << 76 | 2 << 62
_FREE_BITS = 0xFFF << 64 | (1 << 62) - 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    return str(uuid_utils.uuid7())


def id_that_follows(event_id: str, name: str) -> str:
    """The id of the command that a reaction of that name gives to an event: the same however often it is given."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{event_id}/{name}"))


def id_of(name: str, at: datetime) -> str:
    """The one id of that name, for what there can only be one of: a UUIDv7 of that time, its random bits those of the name."""
    milliseconds = int(at.timestamp() * 1000)
    bits = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10])
    return str(uuid.UUID(int=milliseconds << 80 | _VERSION_7 | (bits & _FREE_BITS)))


def new_code() -> str:
    """16 letters and digits without I L O U: 80 bits, `7K3M-…` in four groups."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def digest(code: str) -> str:
    """What is kept of a code. 80 random bits need no salt."""
    return hashlib.sha256(normal(code).encode()).hexdigest()


def normal(code: str) -> str:
    """The code as it was made, whatever case, dashes or spaces it was typed with."""
    bare = "".join(char for char in code.upper() if char.isalnum())
    bare = bare.replace("O", "0").replace("I", "1").replace("L", "1")
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))
