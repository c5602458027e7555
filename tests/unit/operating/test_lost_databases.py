"""A site of which a database is lost or damaged is not gone on with: none is begun anew in silence."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infra.kernel.access.site import Site, SiteProblem, embedded_site
from infra.kernel.storage.lost import must_be_whole
from infra.kernel.storage.migrate import bring_to
from operations.doctor.doctor import findings

NAMES = ("members", "topics", "personal")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Topics has followed members."""
    site = embedded_site(tmp_path, demo_clock=False)
    for name in NAMES:
        bring_to(site, name)
    with closing(sqlite3.connect(tmp_path / "topics.sqlite", isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO cursors (producer, next_position) VALUES ('members', 5), ('members/offices', 5), ('topics', 0)"
        )
    return site


def test_a_site_with_all_its_databases_is_whole(site: Site) -> None:
    must_be_whole(site)


@pytest.mark.parametrize("name", ["members", "personal"])
def test_a_database_that_others_have_followed_and_the_keys_are_not_begun_anew(site: Site, name: str) -> None:
    file = Path(site.database(name).removeprefix("sqlite:///"))
    file.unlink()
    with pytest.raises(SiteProblem, match=f"missing or empty: {name};"):
        must_be_whole(site)
    assert not file.exists()
    # As whoever looked for something in it leaves it; that it is behind its migrations is not the trouble.
    file.touch()
    with pytest.raises(SiteProblem, match=f"missing or empty: {name};"):
        must_be_whole(site)
    for other in ("meetings", "outcomes", "audit"):
        bring_to(site, other)
    assert f"missing or empty: {name};" in findings(file.parent, {})[-1].what


def test_a_first_start_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    site = embedded_site(tmp_path, demo_clock=False)
    must_be_whole(site)
    bring_to(site, "members")
    must_be_whole(site)


def test_a_database_that_is_none_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "topics.sqlite").write_text("garbage")
    with pytest.raises(SiteProblem, match="the database of topics is damaged"):
        must_be_whole(site)
