"""Which tests run one after another in one process, when several processes share the run (pytest-xdist).

What is costly to bring about is brought about by fixtures, once a process: a deployment on servers for most of
`tests/servers`, a played story or a served site for a file. So a file stays together, and so does whoever uses the
deployment, the suite on which the story was told, or the scene of refusals.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

SERVERS = "tests/servers/"
# These start what they need themselves.
ALONE = {
    f"{SERVERS}{name}.py"
    for name in ("test_benchmarks", "test_heartbeat", "test_race", "test_starting", "test_store_on_postgresql")
}
TOLD = "the suite on which the story was told"
WHO_LISTEN = {
    f"tests/system/test_{name}.py"
    for name in (
        "archive", "ledger_http", "logs", "operations", "pages", "reading", "receipts", "search", "story", "story_history",
    )
}  # fmt: skip
REFUSALS = "tests/system/refusals/"
# What takes longest begins first, so that no process is left alone with it at the end: so long, in this order, on two processors.
LONGEST = (
    SERVERS,
    "tests/browser/test_every_page.py",
    "tests/system/test_replay.py",
    "tests/system/test_story_at_every_hour.py",
    "tests/system/test_kill.py",
    REFUSALS,
    TOLD,
    "tests/system/test_backup.py",
    "tests/system/test_verify_tampering.py",
    "tests/system/test_forgotten_everywhere.py",
    "tests/system/test_forget.py",
    "tests/system/test_operators_tools.py",
    "tests/servers/test_benchmarks.py",
    "tests/system/test_ledger_kill.py",
    "tests/servers/test_store_on_postgresql.py",
    "tests/servers/test_race.py",
    "tests/servers/test_starting.py",
    "tests/system/test_witnesses.py",
    "tests/system/test_transport.py",
    "tests/system/test_due_set_aside.py",
)
PARTS = (SERVERS, "tests/system/", "tests/contract/", "tests/unit/")


class ByWhatIsShared(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Hands out whole files; the deployment's are one."""

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid)


def shared_by(nodeid: str) -> str:
    file = nodeid.partition("::")[0]
    if file in WHO_LISTEN:
        return TOLD
    if file.startswith(REFUSALS):
        return REFUSALS
    return SERVERS if file.startswith(SERVERS) and file not in ALONE else file


def longest_first(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (_length(shared_by(item.nodeid)), _part(item.nodeid)))


def _length(shared: str) -> int:
    return LONGEST.index(shared) if shared in LONGEST else len(LONGEST)


def _part(nodeid: str) -> int:
    return next((number for number, part in enumerate(PARTS) if nodeid.startswith(part)), len(PARTS))
