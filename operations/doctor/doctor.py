"""`shangliang doctor`: what is wrong with this installation, and what to do about it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from jwt import PyJWTError

from infra.kernel.access.identity import Claims, Verifier, make_token
from infra.kernel.access.site import PERSONAL, Site, SiteProblem, embedded_site, server_site
from infra.kernel.base.problems import Unauthenticated
from infra.kernel.storage.lost import must_be_whole
from infra.kernel.storage.migrate import behind, newer
from infra.kernel.storage.writable import trouble_of
from operations.doctor import broker as doctor_broker
from operations.doctor import databases as doctor_databases
from operations.doctor import events as doctor_events
from operations.doctor.files_of_records import missing_files
from operations.doctor.finding import Finding
from operations.doctor.keys_of_persons import missing_keys
from operations.doctor.ledger_to_go_on_with import ledger_cannot_go_on
from operations.doctor.witnessed_logs import bad_lines
from operations.suite.services import WITH_DATABASES
from operations.tools.lag import lags
from operations.tools.parked import all_parked

LEAST_FREE = 1 << 30
MUCH_LAG = 10_000
SECRETS = Path(".env")


def findings(data: Path, environment: dict[str, str]) -> list[Finding]:
    found = list(_machine(data))
    on_servers = bool(environment.get("DATABASE_URL"))
    if not on_servers and not data.exists():
        return [*found, Finding(f"there is no site under {data}", "shangliang up makes one")]
    if not on_servers and (trouble := trouble_of(data)):
        return [*found, Finding(trouble, "nothing else can be told of this site until it can be written")]
    try:
        site = server_site(environment) if on_servers else embedded_site(data, demo_clock=False)
    except SiteProblem as problem:
        return [*found, Finding(str(problem), "see docs/operations.md")]
    found += _keys(site)
    found += doctor_broker.broker(site) if on_servers else []
    spoilt = list(doctor_databases.unreachable(site) if on_servers else _files(site)) or list(_lost(site))
    return [*found, *(spoilt or _databases(site))]


def _machine(data: Path) -> Iterator[Finding]:
    here = data if data.exists() else Path()
    if shutil.disk_usage(here).free < LEAST_FREE:
        yield Finding(f"less than 1 GiB is free where {here.resolve()} lies", "make room, or name another --data")
    if SECRETS.exists() and SECRETS.stat().st_mode & 0o077:
        yield Finding(f"{SECRETS.resolve()} can be read by others, with every password in it", "chmod 600 .env")


def _keys(site: Site) -> Iterator[Finding]:
    """A token made with the private key must be good for the public one."""
    if site.token_private_key is None:
        return
    try:
        Verifier(site.token_public_key).claims(make_token(site.token_private_key, Claims(("AUD",)), hours=1))
    except (ValueError, PyJWTError, Unauthenticated) as error:
        yield Finding(f"the token keys are no pair: {error}", "bring both back from the backup")


def _files(site: Site) -> Iterator[Finding]:
    """Missing or damaged databases; nothing else can be told of a site that has such."""
    if site.folder is None:
        return
    files = {name: site.folder / f"{name}.sqlite" for name in (*WITH_DATABASES, PERSONAL)}
    if not any(file.exists() for file in files.values()):
        yield Finding(f"there is no site under {site.folder} yet", "shangliang up makes one")
        return
    for name, file in files.items():
        if not file.exists():
            yield Finding(f"the database of {name} is missing: {file}", "bring it back from the backup")
        elif damage := _damage(file):
            yield Finding(f"the database of {name} is damaged: {damage}", "bring it back from the backup")


def _lost(site: Site) -> Iterator[Finding]:
    try:
        must_be_whole(site)
    except SiteProblem as problem:
        yield Finding(str(problem), "docs/operations.md says how a site is restored")


def _databases(site: Site) -> Iterator[Finding]:
    if late := behind(site, list(WITH_DATABASES)):
        yield Finding(f"databases are not up to date: {' '.join(late)}", "shangliang migrate")
        return
    if ahead := newer(site, list(WITH_DATABASES)):
        yield Finding(f"databases were migrated by a newer version: {' '.join(ahead)}", "finish the upgrade")
    yield from doctor_databases.guards(site)
    yield from ledger_cannot_go_on(site)
    yield from missing_keys(site)
    yield from missing_files(site)
    yield from bad_lines(site)
    if site.folder is None:
        yield from doctor_databases.rights(site)
        yield from doctor_databases.unnumbered(site)
    for one in lags(site):
        if one.behind > MUCH_LAG:
            yield Finding(
                f"{one.service} is {one.behind} events behind {one.producer}", "look at its log; is it running?"
            )
    yield from doctor_events.undecodable_events(site)
    for parked in all_parked(site):
        yield Finding(
            f"{parked['service']} could not {'do what is due' if 'due_at' in parked else 'apply'} {parked['type']} "
            f"({parked['stream']}): {parked['error']}",
            f"mend the cause, then: shangliang parked retry {parked['service']} {parked['number']}",
        )
    if site.folder and (site.folder / "token-private-key.pem").stat().st_mode & 0o077:
        yield Finding("the token key can be read by others", f"chmod 600 {site.folder / 'token-private-key.pem'}")


def _damage(file: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if answer == "ok" else str(answer)
