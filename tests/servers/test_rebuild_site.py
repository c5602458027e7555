"""Every database and the broker are gone, the ledger's volume is left: the steps of docs/operations.md bring the site back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.deployment import SERVICES, Deployment, deployed
from tests.servers.story import play
from tests.servers.test_ledger import checkpoint, is_level, wait_until_level

pytestmark = pytest.mark.faults
EVENT = (
    "event_id, stream, version, type, schema_version, occurred_at, recorded_at, actor, role, organisation, division, "
    "command_id, correlation_id, causation_id, payload, position"
)


@contextmanager
def one_of_its_own(servers: Deployment, folder: Path) -> Iterator[Deployment]:
    folder.mkdir()
    with deployed(folder, f"{servers.project}-ledger") as site:
        yield site


def logs(site: Deployment) -> dict[str, list[tuple[object, ...]]]:
    return {name: site.rows(name, f"SELECT {EVENT} FROM events ORDER BY position") for name in SERVICES}  # noqa: S608 names of ours


def records(site: Deployment) -> dict[str, list[tuple[object, ...]]]:
    shown = "SELECT collection, id, state, version, shown FROM records ORDER BY collection, id"
    return {name: site.rows(name, shown) for name in SERVICES}


def test_a_deployment_is_made_again_from_its_ledger(
    servers: Deployment, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    operator = ("run", "--rm", "--no-deps", "-T", "operator")
    with one_of_its_own(servers, tmp_path / "site") as site:
        play(site, {})
        wait_until_level(site)
        recorded, shown, sealed = logs(site), records(site), checkpoint(site)
        site.compose("down", "--timeout", "10")
        site.remove_volume("postgres")
        site.remove_volume("rabbitmq")
        site.up("postgres", "rabbitmq")
        told = site.compose(*operator, "rebuild-site").stdout
        site.up()
        site.wait_ready()
        assert all(f"{name}: {len(events)} events" in told for name, events in recorded.items())
        for name, events in logs(site).items():
            assert events[: len(recorded[name])] == recorded[name], name
        assert records(site) == shown
        wait_until_level(site)
        assert is_level(site)
        count = sum(map(len, logs(site).values()))
        assert f"{count} events equal in 4 databases" in site.compose(*operator, "verify").stdout
        size = int(sealed.splitlines()[1])
        tell(f"{size} entries, {sum(map(len, shown.values()))} records made again from the ledger; {count} events now")
