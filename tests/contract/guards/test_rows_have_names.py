"""What a query gives is unpacked into names: `row[5]` says nothing, and means something else after the next column."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILES = sorted((*(ROOT / "infra" / "kernel").rglob("*.py"), *(ROOT / "services").rglob("*.py")))
ROWS = ("row", "told", "columns")
"""What a row is called here where it is not unpacked."""


def read_by_number(source: str) -> Iterator[int]:
    """The lines that take a column of a row by its number: `row[5]`, or `rows[0][5]`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and _number(node.slice):
            inner = node.value
            of_a_row = isinstance(inner, ast.Name) and inner.id in ROWS
            of_a_first = isinstance(inner, ast.Subscript) and _number(inner.slice)
            if of_a_row or of_a_first:
                yield node.lineno


def _number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def test_no_column_is_read_by_its_number() -> None:
    assert len(FILES) > 500
    seen = {str(file.relative_to(ROOT)): list(read_by_number(file.read_text(encoding="utf-8"))) for file in FILES}
    assert {name: lines for name, lines in seen.items() if lines} == {}


@pytest.mark.parametrize("line", ["row[5]", "rows[0][0]", "query(wanted)[-1][2]", "told[3]"])
def test_a_column_read_by_its_number_is_seen(line: str) -> None:
    assert list(read_by_number(line)) == [1]


@pytest.mark.parametrize("line", ["rows[0]", "row.stream", "(key,) = rows[0]", "rows[:5]", "row['a']"])
def test_names_and_whole_rows_are_left_alone(line: str) -> None:
    assert list(read_by_number(line)) == []
