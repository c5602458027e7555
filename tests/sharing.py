"""Which tests run one after another in one process, when several processes share the run (pytest-xdist).

What is costly to bring about is brought about by fixtures, once a process: a deployment on servers for most of
`tests/servers`, a played story or a served site for a file. So a file stays together, and so does whoever uses the deployment.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

SERVERS = "tests/servers/"
# These start what they need themselves.
ALONE = {
    f"{SERVERS}{name}.py"
    for name in ("test_benchmarks", "test_heartbeat", "test_race", "test_starting", "test_store_on_postgresql")
}
# What takes longest begins first, so that no process is left alone with it at the end.
PARTS = (SERVERS, "tests/system/", "tests/contract/", "tests/unit/")


class ByWhatIsShared(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Hands out whole files; the deployment's are one."""

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid)


def shared_by(nodeid: str) -> str:
    file = nodeid.partition("::")[0]
    return SERVERS if file.startswith(SERVERS) and file not in ALONE else file


def longest_first(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (_part(item.nodeid), shared_by(item.nodeid) != SERVERS))


def _part(nodeid: str) -> int:
    return next((number for number, part in enumerate(PARTS) if nodeid.startswith(part)), len(PARTS))
