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
from infra.kernel.base.whole_file import READABLE_BY_ALL, SECRET, write_whole

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
        write(file, missing)
    say(f"{file}: {'written' if not known else 'kept'}{', added: ' + ' '.join(missing) if known and missing else ''}")
    target = folder / DEFINITIONS
    target.parent.mkdir(exist_ok=True, parents=True)
    # The broker's own user in its container must read it; it holds salted hashes of long random passwords.
    write_whole(target, definitions(known | missing), READABLE_BY_ALL)
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


def write(file: Path, variables: dict[str, str]) -> None:
    """Adds the variables; what the file says already stays as it is."""
    said = file.read_text(encoding="utf-8") if file.exists() else HEAD
    # Single quotes: docker compose takes what is between them as it is.
    write_whole(file, said + "".join(f"{name}='{value}'\n" for name, value in variables.items()), SECRET)


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
