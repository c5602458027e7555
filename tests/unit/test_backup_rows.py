"""A row written as a line of a backup is read as the same row, whatever is in it."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as some

from operations.backup.rows import bytes_of, line_of, rows_of, truth_of

# What has a meaning in a line comes often.
MEANINGFUL = some.sampled_from(["\\", "\t", "\n", "\r", "\b", "N", "x", "沙"])
TEXTS = some.lists(MEANINGFUL | some.characters(exclude_categories=["Cs"])).map("".join)


@given(some.lists(some.one_of(some.none(), TEXTS), min_size=1))
def test_texts_and_nulls_are_read_as_they_were(row: list[str | None]) -> None:
    assert list(rows_of(BytesIO(line_of(row)), {})) == [row]


@given(some.one_of(some.none(), some.binary()))
def test_bytes_are_read_as_they_were(value: bytes | None) -> None:
    assert list(rows_of([line_of(["k", value])], {1: bytes_of})) == [["k", value]]


@given(some.lists(TEXTS, min_size=1))
def test_a_row_is_one_line(row: list[str]) -> None:
    assert line_of(row).count(b"\n") == 1
    assert len(line_of(row).split(b"\t")) == len(row)


def test_lines_are_those_of_postgresql() -> None:
    assert (
        line_of(["a\tb", None, 7, b"\x00\xff", "\\N", "沙河\n"])
        == "a\\tb\t\\N\t7\t\\\\x00ff\t\\\\N\t沙河\\n\n".encode()
    )
    assert list(rows_of([b"\\b\\f\\v\\\\x\n"], {})) == [["\b\f\v\\x"]]


def test_truth_is_read_from_both_databases() -> None:
    assert [truth_of(text) for text in ("t", "f", "1", "0")] == [1, 0, 1, 0]
