"""`make env`: secrets of this installation. Writes .env once, and RabbitMQ's definitions from it and the template.

A variable that .env has already is never changed; one that a newer version needs is added at the end.
"""

import base64
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.kernel.access.identity import new_key_pair

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "infra/rabbitmq/definitions.json"
DEFINITIONS = "infra/rabbitmq/generated/definitions.json"
DATABASE_ROLES = ("postgres", "operator", "keys", "members", "topics", "meetings", "outcomes", "audit")
BROKER_USERS = ("operator", "gateway", "members", "topics", "meetings", "outcomes", "audit")
SALT_BYTES = 4


def main(folder: Path, say: Callable[[str], object]) -> None:
    folder.mkdir(exist_ok=True, parents=True)
    file = folder / ".env"
    known = read(file) if file.exists() else {}
    missing = {name: value for name, value in new_variables() if name not in known}
    if missing:
        write(file, missing, new=not known)
    say(f"{file}: {'written' if not known else 'kept'}{', added: ' + ' '.join(missing) if known and missing else ''}")
    target = folder / DEFINITIONS
    target.parent.mkdir(exist_ok=True, parents=True)
    target.write_text(definitions(known | missing))
    # The broker's own user in its container must read it; it holds salted hashes of long random passwords.
    target.chmod(0o644)
    say(f"{target}: written")


def read(file: Path) -> dict[str, str]:
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if "=" in line and line[0] != "#")
    return {name: value.strip("'\"") for name, _, value in (line.partition("=") for line in lines)}


def new_variables() -> Iterator[tuple[str, str]]:
    """Every variable that docker-compose.yml needs; passwords have letters that no URL and no shell has to quote."""
    for role in DATABASE_ROLES:
        yield f"DB_PASSWORD_{role.upper()}", secrets.token_hex(24)
    for user in BROKER_USERS:
        yield f"MQ_PASSWORD_{user.upper()}", secrets.token_hex(24)
    private, public = new_key_pair()
    yield "TOKEN_PRIVATE_KEY", private.replace("\n", "\\n")
    yield "TOKEN_PUBLIC_KEY", public.replace("\n", "\\n")


def write(file: Path, variables: dict[str, str], new: bool) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | (os.O_CREAT | os.O_EXCL if new else 0), 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        if new:
            opened.write(HEAD)
        # Single quotes: docker compose takes what is between them as it is.
        opened.writelines(f"{name}='{value}'\n" for name, value in variables.items())
        opened.flush()
        os.fsync(opened.fileno())


HEAD = """\
# Secrets of this installation, made by `make env`. Keep a copy elsewhere: without TOKEN_PRIVATE_KEY every token is void.
# May be set as well: HTTP_PORT (8000), RATE_LIMIT (60 requests a minute without a token), DEMO_CLOCK (1 allows it),
# and before the first start, never again: LEDGER_ORIGIN, the ledger's name (docs/operations.md).
"""


def definitions(variables: dict[str, str]) -> str:
    """The template with a password hash for each of its users."""
    wanted = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    for user in wanted["users"]:
        user["password_hash"] = hashed(variables[f"MQ_PASSWORD_{user['name'].upper()}"], os.urandom(SALT_BYTES))
        user["hashing_algorithm"] = "rabbit_password_hashing_sha256"
    return json.dumps(wanted, indent=1)


def hashed(password: str, salt: bytes) -> str:
    """As RabbitMQ keeps it: base64 of the salt and the SHA-256 of salt and password."""
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT, print)
