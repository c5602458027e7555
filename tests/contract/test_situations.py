"""docs/situations.md has a row for every situation, and each names a test that there is."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parents[2]
TESTS = HERE / "tests/unit/ordinary_year"
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| [^|]+ \| `(\w+\.py)::(\w+)` \|$", re.MULTILINE)
ROWS = ROW.findall((HERE / "docs/situations.md").read_text("utf-8"))


def told() -> set[tuple[str, str]]:
    """(file, test) of all that the folder holds."""
    return {
        (file.name, node.name)
        for file in TESTS.glob("test_*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_the_situations_are_numbered_and_are_twenty_five_or_more() -> None:
    assert [int(number) for number, _file, _test in ROWS] == list(range(1, max(25, len(ROWS)) + 1))


def test_each_situation_names_a_test_and_each_test_is_a_situation() -> None:
    named = [(file, test) for _number, file, test in ROWS]
    assert len({*named}) == len(named)
    assert {*named} == told()
