"""Each of the 29 rulings has a test that is named after it."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
NAMED = re.compile(r"test_ruling_(\d+)_\w+")
RULINGS = range(1, 30)


def named() -> set[int]:
    """The rulings after which some test is named."""
    trees = (ast.parse(file.read_text("utf-8")) for file in TESTS.rglob("test_*.py"))
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {int(found[1]) for one in functions if (found := NAMED.fullmatch(one.name))}


def test_every_ruling_has_a_test_named_after_it_and_no_test_is_named_after_another() -> None:
    assert named() == {*RULINGS}
