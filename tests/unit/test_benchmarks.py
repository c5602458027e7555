"""The benchmarks' own rules: nothing is measured that the page does not explain, and a miss is called one."""

import re
from pathlib import Path

from benchmarks.__main__ import LARGE, SCRIPTS
from benchmarks.measuring import Line, interleaved
from benchmarks.table import markdown

ROOT = Path(__file__).parents[2]


def test_there_is_a_script_for_every_line_that_the_page_names() -> None:
    """docs/performance.md says of each line which script measures it."""
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`benchmarks/(\w+)\.py`", page))
    assert named >= {*SCRIPTS, *LARGE}
    assert all((ROOT / "benchmarks" / f"{name}.py").is_file() for name in named)


def test_a_missed_target_is_said_in_the_table() -> None:
    met = Line("append", 900.0, "events/s", "raw", 1000.0, 0.9, at_least=0.8)
    missed = Line("load", 600.0, "events/s", "raw", 1000.0, 0.6, at_least=0.7)
    late = Line("reaction", 12.0, "ms", at_most=10.0)
    told = Line("from outside", 5.0, "commands/s", "raw", 10.0, 0.5)
    assert [row.split(" | ")[4:] for row in list(markdown([met, missed, late, told]))[2:]] == [
        ["0.90", "≥ 0.8", "met |"],
        ["0.60", "≥ 0.7", "**missed** |"],
        ["—", "≤ 10 ms", "**missed** |"],
        ["0.50", "—", " |"],
    ]


def test_sides_take_turns_and_ratios_are_of_one_turn() -> None:
    order: list[str] = []
    speeds = {"slow": iter((10.0, 1.0, 100.0)), "quick": iter((20.0, 2.0, 150.0))}

    def side(name: str) -> float:
        order.append(name)
        return next(speeds[name])

    found = interleaved({"slow": lambda: side("slow"), "quick": lambda: side("quick")}, rounds=3)
    assert order == ["slow", "quick", "quick", "slow", "slow", "quick"]
    assert found.ratio("quick", "slow") == 2.0
    assert found.median("slow") == 10.0
