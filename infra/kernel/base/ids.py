"""Fresh ids: UUIDv7, so that ids sort by the time they were made; and secret codes that people can read out."""

import hashlib
import secrets
import uuid

import uuid_utils

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    return str(uuid_utils.uuid7())


def id_that_follows(event_id: str, name: str) -> str:
    """The id of the command that a reaction of that name gives to an event: the same however often it is given."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{event_id}/{name}"))


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
