"""Checks that this program may restore a backup: all of it is looked at before the first byte is written.

A backup may come from anywhere. What its manifest names goes into paths and statements, so nothing is taken but the
names that this program knows.
"""

import tempfile
from pathlib import Path

from jwt import PyJWTError
from sqlalchemy import inspect

from infra.kernel.access.identity import Claims, Verifier, make_token
from infra.kernel.access.site import EMBEDDED_BROKER, PERSONAL, Site, SiteProblem
from infra.kernel.base.problems import Unauthenticated
from infra.kernel.storage.database import engine_for
from infra.kernel.storage.migrate import bring_to, is_known
from infra.kernel.storage.terms import OF_SQLITE
from operations.backup.cut import REVISION_TABLE
from operations.backup.format import DATABASES, KEYS, LEDGER, BackupRefused, DatabasePart, Manifest, read
from operations.suite.make_env import read as read_env
from operations.suite.services import WITH_DATABASES
from services.audit.keys import KEY, ORIGIN, WITNESS_KEY, read_keys

NAMES = {*WITH_DATABASES, PERSONAL}
LEDGER_KEYS = (ORIGIN, KEY, WITNESS_KEY)


def restorable(backup: Path) -> Manifest:
    """The manifest of a backup that is whole and of a version that is known here. Raises BackupRefused."""
    manifest = read(backup)
    for name in sorted(manifest.databases.keys() ^ NAMES):
        fault = "is not in this backup" if name in NAMES else "is none of a site's databases"
        raise BackupRefused(f"{name!r} {fault}: nothing was restored; take another backup")
    for name, part in manifest.databases.items():
        if not is_known(name, part.revision):
            raise BackupRefused(
                f"{name} is of revision {ascii(part.revision)[1:-1]}, which this program does not know: bring the program up to date"
            )
    with tempfile.TemporaryDirectory() as folder:
        empty = Site(f"sqlite:///{folder}/{{service}}.sqlite", EMBEDDED_BROKER, "", None, demo_clock=False)
        for name, part in manifest.databases.items():
            _must_have_the_tables(empty, name, part)
    _must_have_keys(backup, manifest)
    return manifest


def token_keys(backup: Path) -> dict[str, str]:
    """By the names they have in `.env`. Raises BackupRefused."""
    try:
        return {name: key.replace("\\n", "\n") for name, key in read_env(backup / KEYS).items()}
    except (OSError, UnicodeDecodeError) as error:
        raise BackupRefused(f"{backup / KEYS} cannot be read: {error}; take another backup") from error


def _must_have_the_tables(empty: Site, name: str, part: DatabasePart) -> None:
    """Those of its revision, with all of their columns, each in its own file."""
    bring_to(empty, name, part.revision)
    engine = engine_for(empty.database(name))
    known = inspect(engine)
    tables = {one for one in known.get_table_names() if one != REVISION_TABLE and not one.startswith(OF_SQLITE)}
    columns = {table: sorted(one["name"] for one in known.get_columns(table)) for table in tables}
    engine.dispose()
    if {table: sorted(kept.columns) for table, kept in part.tables.items()} != columns:
        raise BackupRefused(f"the tables of {name} are not those of its revision {part.revision}: take another backup")
    for table, kept in part.tables.items():
        if kept.file != f"{DATABASES}/{name}/{table}.copy":
            raise BackupRefused(f"{kept.file!r} is not where the rows of {name}.{table} belong: take another backup")


def _must_have_keys(backup: Path, manifest: Manifest) -> None:
    """Those of tokens, a pair where both are there, and those of the ledger."""
    for file in (KEYS, *(f"{LEDGER}/{name}" for name in LEDGER_KEYS)):
        if file not in manifest.files:
            raise BackupRefused(f"{file} is not in this backup: without it a site cannot go on; take another backup")
    tokens = token_keys(backup)
    try:
        read_keys(backup / LEDGER)
        public = Verifier(tokens["TOKEN_PUBLIC_KEY"])
        if private := tokens.get("TOKEN_PRIVATE_KEY"):
            public.claims(make_token(private, Claims(("AUD",)), hours=1))
    except SiteProblem as problem:
        raise BackupRefused(str(problem)) from problem
    except (KeyError, ValueError, PyJWTError, Unauthenticated) as error:
        raise BackupRefused(f"the token keys in {backup / KEYS} are no pair: take another backup") from error
