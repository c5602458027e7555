"""What a run says at its end, whichever process it was found out in: what was left out and why, what tests counted."""

from collections.abc import Iterator

import pytest

LEFT_OUT = pytest.StashKey[list[str]]()
TOLD = "told"


def leave_out(config: pytest.Config, items: list[pytest.Item], these: list[pytest.Item], why: str) -> None:
    if these:
        lines_of(config).append(f"left out {len(these)} tests of {why}")
        config.hook.pytest_deselected(items=these)
        items[:] = [item for item in items if item not in these]


def lines_of(config: pytest.Config) -> list[str]:
    return config.stash.setdefault(LEFT_OUT, [])


def told(reporter: pytest.TerminalReporter) -> Iterator[str]:
    """What tests have told, with the name of whoever told it."""
    for reports in reporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when == "call":
                name = report.nodeid.rpartition("/")[2]
                yield from (f"{name}: {line}" for key, line in report.user_properties if key == TOLD)
