"""Where a site keeps its things: databases, keys, the broker; embedded under one folder, or from the environment."""

import fcntl
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from infra.kernel.access.identity import new_key_pair
from infra.kernel.base.whole_file import SECRET, write_whole

EMBEDDED_BROKER = "shangliang-embedded://localhost/"
PERSONAL = "personal"
AUDIT = "audit"
PRIVATE_KEY, PUBLIC_KEY = "token-private-key.pem", "token-public-key.pem"


SERVERS_FILES = "/var/lib/shangliang/files"


class SiteProblem(Exception):
    """This installation cannot be used as it is; the message says what to do."""


@dataclass(frozen=True)
class Site:
    """`database_url` is a template with {service}; `token_private_key` only the gateway and the command line have.

    `files` is where files are kept: a folder, or `s3://BUCKET/PREFIX`.
    `ledger` is the folder of the transparency log and its keys: on servers only the audit service has it.
    """

    database_url: str
    broker_url: str
    token_public_key: str
    token_private_key: str | None
    demo_clock: bool
    folder: Path | None = None
    personal_url: str | None = None
    ledger: Path | None = None
    ledger_origin: str | None = None
    files: str = SERVERS_FILES

    def database(self, service: str) -> str:
        """`personal` has an address of its own where services reach it as another user than their own."""
        if service == PERSONAL and self.personal_url:
            return self.personal_url
        return self.database_url.replace("{service}", service)


def embedded_site(folder: Path, demo_clock: bool) -> Site:
    """The site under `folder`; its key pair is made when it is missing. Raises SiteProblem."""
    folder.mkdir(parents=True, exist_ok=True)
    private, public = folder / PRIVATE_KEY, folder / PUBLIC_KEY
    if not private.exists():
        if any(folder.glob("*.sqlite")):
            raise SiteProblem(f"{private} is missing although {folder} has data: bring the key back from the backup")
        keep_keys(folder, *new_key_pair())
    if not public.exists():
        raise SiteProblem(f"{public} is missing: bring it back from the backup")
    url = f"sqlite:///{folder.resolve()}/{{service}}.sqlite"
    return Site(
        url,
        EMBEDDED_BROKER,
        _key(public),
        _key(private),
        demo_clock,
        folder,
        ledger=folder / "ledger",
        files=str(folder.resolve() / "files"),
    )


def _key(file: Path) -> str:
    try:
        return file.read_text()
    except UnicodeDecodeError as error:
        raise SiteProblem(f"{file} cannot be read, it is no text: bring it back from the backup") from error


def keep_keys(folder: Path, private_key: str, public_key: str) -> None:
    """Writes an embedded site's token keys, where there are none yet."""
    write_whole(folder / PUBLIC_KEY, public_key, SECRET)
    write_whole(folder / PRIVATE_KEY, private_key, SECRET)


def server_site(environment: dict[str, str]) -> Site:
    """The site that the environment describes. Raises SiteProblem naming the variable that is missing."""
    for name in ("DATABASE_URL", "AMQP_URI", "TOKEN_PUBLIC_KEY"):
        if not environment.get(name):
            raise SiteProblem(f"{name} is not set; `make env` writes a .env with all of them")
    if "{service}" not in environment["DATABASE_URL"]:
        raise SiteProblem("DATABASE_URL must hold {service}: every service has a database of its own")
    return Site(
        environment["DATABASE_URL"],
        environment["AMQP_URI"],
        environment["TOKEN_PUBLIC_KEY"].replace("\\n", "\n"),
        environment.get("TOKEN_PRIVATE_KEY", "").replace("\\n", "\n") or None,
        environment.get("DEMO_CLOCK") == "1",
        personal_url=environment.get("PERSONAL_DATABASE_URL") or None,
        ledger=Path(environment["LEDGER_DIR"]) if environment.get("LEDGER_DIR") else None,
        ledger_origin=environment.get("LEDGER_ORIGIN") or None,
        files=environment.get("FILES_URL") or SERVERS_FILES,
    )


def lock(folder: Path) -> IO[str]:
    """Holds the folder for this process as long as the file is open. Raises SiteProblem when another one has it."""
    file = (folder / "lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise SiteProblem(
            f"another shangliang is running on {folder}: stop it first, or name another --data"
        ) from error
    return file
