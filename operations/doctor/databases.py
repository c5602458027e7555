"""What is wrong with the databases themselves: reachable, guarded, with the rights that are meant, at the same time."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg2

from infra.kernel.access.site import PERSONAL, Site
from infra.kernel.running.figures import age
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from operations.doctor.finding import Finding
from operations.suite.services import SERVICES, WITH_DATABASES
from operations.suite.waiting import refused_by_database

MOST_SKEW_SECONDS = 2.0
MOST_UNNUMBERED_SECONDS = 60.0
GUARDS = {
    "sqlite": {"events_are_never_changed", "events_are_never_deleted", "events_are_never_replaced"},
    "postgresql": {"events_are_never_changed", "events_are_never_deleted"},
}
WORKS_IN = {PERSONAL: "keys"}


def unreachable(site: Site) -> Iterator[Finding]:
    """PostgreSQL's databases that cannot be entered; nothing else can be told of a site that has such."""
    for name in (*WITH_DATABASES, PERSONAL):
        try:
            psycopg2.connect(site.database(name), connect_timeout=5).close()
        except psycopg2.OperationalError as failure:
            refusal = refused_by_database(failure)
            said = refusal or str(failure).strip().partition("\n")[0]
            yield Finding(
                f"the database of {name} cannot be entered: {said}",
                "start again with the right address"
                if refusal
                else "docker compose ps postgres; docker compose logs postgres",
            )


def guards(site: Site) -> Iterator[Finding]:
    """Whether the log of each service still refuses to be changed."""
    for name in SERVICES:
        database = Database(site.database(name))
        kind = "sqlite" if database.on_sqlite else "postgresql"
        with database.transaction() as cursor:
            cursor.execute(_TRIGGERS[kind])
            missing = GUARDS[kind] - {str(row[0]) for row in cursor.fetchall()}
        database.dispose()
        if missing:
            yield Finding(
                f"the log of {name} is not guarded: {' '.join(sorted(missing))} missing or switched off",
                "find out who did that and what was changed since; compare with a backup; the migration that made the "
                "guards (infra/kernel/storage/migrations/service, 0002) holds the statements that bring them back",
            )


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'",
    "postgresql": """
        SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE tgrelid = 'events'::regclass AND tgenabled IN ('O', 'A') AND prosrc LIKE '%RAISE EXCEPTION%'
    """,
}


def unnumbered(site: Site) -> Iterator[Finding]:
    """Events that have waited for their position for longer than a running service lets them."""
    for name in SERVICES:
        database = Database(site.database(name))
        oldest = SqlStore(database, name).oldest_unnumbered()
        database.dispose()
        if oldest and (waited := age(oldest, datetime.now(UTC))) > MOST_UNNUMBERED_SECONDS:
            yield Finding(
                f"events of {name} have waited for their positions for {waited:.0f} seconds",
                f"docker compose ps {name}; docker compose logs {name}",
            )


def rights(site: Site) -> Iterator[Finding]:
    """Who may do what in each database of PostgreSQL, and whose clock it goes by."""
    for name in (*WITH_DATABASES, PERSONAL):
        with closing(psycopg2.connect(site.database(name))) as connection, connection.cursor() as cursor:
            yield from _roles(cursor, name, WORKS_IN.get(name, name))
            if name in SERVICES:
                yield from _on_the_log(cursor, name)
            if name == PERSONAL:
                yield from _clock(cursor)


def _roles(cursor: Any, name: str, works_here: str) -> Iterator[Finding]:
    cursor.execute(_STRANGERS, {"works_here": works_here})
    for role, powerful in cursor.fetchall():
        if powerful:
            yield Finding(
                f"the user {role} of PostgreSQL may do anything",
                _psql("postgres", f"ALTER ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"),
            )
        else:
            yield Finding(
                f"the user {role} may enter the database of {name}",
                _psql("postgres", f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC, {role}"),
            )


# Who is the database's owner or administers the server is meant to be able to enter.
_STRANGERS = """
    SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls AS powerful
    FROM pg_roles JOIN pg_database ON datname = current_database()
    WHERE rolcanlogin AND pg_roles.oid <> datdba
      AND CASE WHEN rolname = %(works_here)s THEN rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls
               ELSE NOT rolsuper AND has_database_privilege(pg_roles.oid, pg_database.oid, 'CONNECT') END
    ORDER BY rolname
"""


def _on_the_log(cursor: Any, name: str) -> Iterator[Finding]:
    cursor.execute(_WRITERS)
    for role, too_much in cursor.fetchall():
        yield Finding(
            f"the user {role} may do more to the log of {name} than add to it: {too_much}",
            _psql(
                name, f"REVOKE ALL ON events FROM {role}; GRANT SELECT, INSERT, UPDATE (position) ON events TO {role}"
            ),
        )


_WRITERS = """
    SELECT rolname, string_agg(right_, ', ')
    FROM pg_roles JOIN pg_class ON pg_class.oid = 'events'::regclass,
      unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS right_
    WHERE NOT rolsuper AND pg_roles.oid <> relowner AND NOT pg_has_role(pg_roles.oid, relowner, 'USAGE')
      AND has_table_privilege(pg_roles.oid, pg_class.oid, right_) AND rolname NOT LIKE 'pg\\_%'
    GROUP BY rolname ORDER BY rolname
"""


def _clock(cursor: Any) -> Iterator[Finding]:
    asked = time.time()
    cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
    there, here = float(cursor.fetchone()[0]), (asked + time.time()) / 2
    if abs(there - here) > MOST_SKEW_SECONDS:
        yield Finding(
            f"the database server's clock is {there - here:+.1f} seconds from the one here",
            "let both machines take their time from the same source (chrony, systemd-timesyncd)",
        )


def _psql(database: str, statement: str) -> str:
    return f'docker compose exec postgres psql -U postgres -d {database} -c "{statement}"'
