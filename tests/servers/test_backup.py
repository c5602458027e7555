"""A deployment backed up under load and restored on an empty one: nothing is lost or doubled, and the story goes on there."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import psycopg2
import pytest

from infra.kernel.access.site import embedded_site
from infra.kernel.entrypoints.topology import NewsIsTaken, forget_news
from operations.backup.backup import back_up
from operations.backup.format import BackupRefused, Manifest
from operations.backup.restore import restore_embedded
from operations.backup.restore_postgres import fill_servers, must_be_empty
from operations.demo.play import perform
from operations.suite.first_start import prepare
from operations.suite.services import follows
from tests.checker import acked as acknowledged
from tests.servers.clients import acked_of, unsure_of
from tests.servers.containers import postgresql
from tests.servers.deployment import SERVICES, Deployment, deployed
from tests.servers.story import checked, submissions_meanwhile
from tests.system.interrupted import Interrupted, ahead, kept_of
from tests.system.story import story_is_over

WRITERS, TIMES, STEP = 3, 10, 60
OURS = 10001


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """Where the image's user may write, as the handbook has it made."""
    folder = tmp_path / "backups"
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, OURS, OURS)
    else:
        folder.chmod(0o777)
    return folder


@pytest.fixture
def elsewhere(servers: Deployment, tmp_path: Path) -> Iterator[Callable[[], Deployment]]:
    """An empty machine: nothing but a folder with the `.env` that was put there; made when it is called."""
    with ExitStack() as made:
        project = f"{servers.project}-elsewhere"
        yield lambda: made.enter_context(deployed(tmp_path / "elsewhere", project, started=False))


def operator(deployment: Deployment, backups: Path, *arguments: str, check: bool = True) -> str:
    """A command as docs/operations.md has it: in a container of its own, with the folder of backups."""
    mounted = ("-v", f"{backups}:/backup")
    done = deployment.compose("run", "--rm", "-T", "--no-deps", *mounted, "operator", *arguments, check=check)
    return done.stdout + done.stderr


def test_a_backup_of_the_one_kind_of_site_is_restored_on_the_other(tmp_path: Path) -> None:
    """From SQLite to PostgreSQL and back: every row is what it was, and what numbers rows goes on after the last."""
    here = embedded_site(tmp_path / "here", demo_clock=False)
    prepare(here, lambda line: None)
    before = back_up(here, tmp_path / "of-here", lambda line: None)
    with postgresql() as address:
        for name in before.databases:
            created(f"{address}/postgres", name)
        there = replace(here, folder=None, database_url=f"{address}/{{service}}")
        must_be_empty(there, before)
        fill_servers(there, before, tmp_path / "of-here", lambda line: None, lambda: None)
        with pytest.raises(BackupRefused, match="has rows already"):
            must_be_empty(there, before)
        with closing(psycopg2.connect(f"{address}/members")) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT nextval('events_inserted_seq') - max(inserted) FROM events")
            assert cursor.fetchone() == (1,)
        after = back_up(there, tmp_path / "of-there", lambda line: None)
    assert lines_of(tmp_path / "of-there", after) == lines_of(tmp_path / "of-here", before)
    restore_embedded(tmp_path / "back", tmp_path / "of-there", lambda line: None)
    again = back_up(embedded_site(tmp_path / "back", demo_clock=False), tmp_path / "of-back", lambda line: None)
    assert lines_of(tmp_path / "of-back", again) == lines_of(tmp_path / "of-here", before)
    assert sum(map(len, lines_of(tmp_path / "of-here", before).values())) > 45_000


def created(address: str, name: str) -> None:
    with closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")


def lines_of(backup: Path, manifest: Manifest) -> dict[str, list[bytes]]:
    """By table, its rows: a database has them in any order."""
    tables = [table for part in manifest.databases.values() for table in part.tables.values()]
    return {table.file: sorted((backup / table.file).read_bytes().splitlines()) for table in tables}


class Move:
    """Backs up under load, and brings up what was restored on the empty machine."""

    def __init__(self, servers: Deployment, backups: Path, empty: Callable[[], Deployment]) -> None:
        self._servers, self._backups, self._empty = servers, backups, empty
        self.site: Deployment | None = None

    def happen(self, client: Interrupted) -> None:
        with submissions_meanwhile(self._servers, WRITERS) as all_have_spoken:
            all_have_spoken(TIMES)
            before = acknowledged.kept(acked_of(self._servers))
            operator(self._servers, self._backups, "backup", "/backup/today")
            all_have_spoken(TIMES)
        self.site = self._restored()
        kept = kept_of(acked_of(self._servers), self.site)
        assert {one.key for one in before} <= {one.key for one in kept}, "acknowledged before it began, and lost"
        assert len(kept) < len(acknowledged.kept(acked_of(self._servers))), "nobody spoke after it had begun"
        client.acked = acked_of(self.site)
        for one in kept:
            acknowledged.keep(client.acked, one)
        shutil.copy(unsure_of(self._servers), unsure_of(self.site))
        client.url = self.site.url

    def _restored(self) -> Deployment:
        new = self._backups.parent / "elsewhere"
        new.mkdir()
        shutil.copy(self._backups / "today" / "env", new / ".env")
        site = self._empty()
        site.up("postgres", "rabbitmq")
        operator(site, self._backups, "restore", "/backup/today")
        assert ahead(site) == []
        assert "there is a ledger" in operator(site, self._backups, "restore", "/backup/today", check=False)
        site.up()
        site.wait_ready()
        return site


def test_a_deployment_backed_up_under_load_goes_on_where_it_is_restored(
    servers: Deployment, backups: Path, elsewhere: Callable[[], Deployment], tell: Callable[[str], None]
) -> None:
    move = Move(servers, backups, elsewhere)
    client = Interrupted(servers.url, acked_of(servers), {STEP: move.happen})
    stage = perform(client, servers.site, say=lambda line: None)
    assert move.site is not None
    assert story_is_over(client, stage)
    report = checked(move.site)
    tell(f"backed up under {WRITERS} writers at step {STEP}; {report}")
    assert report.findings == []
    assert all(" 0 behind" in line for line in move.site.shangliang("lag").splitlines())
    assert "nothing is wrong" in move.site.shangliang("doctor")


def test_a_deployment_in_use_is_not_restored_onto(servers: Deployment, backups: Path) -> None:
    operator(servers, backups, "backup", "/backup/today")
    before = [servers.rows(service, "SELECT count(*) FROM events") for service in SERVICES]
    told = operator(servers, backups, "restore", "/backup/today", check=False)
    assert "there is a ledger" in told
    assert "docker compose down --volumes" in told
    assert [servers.rows(service, "SELECT count(*) FROM events") for service in SERVICES] == before


def test_news_is_not_dropped_under_services_that_take_it(servers: Deployment) -> None:
    with pytest.raises(NewsIsTaken, match=r"topics\.news"):
        forget_news(servers.broker("operator"), follows())
    assert servers.ready()
