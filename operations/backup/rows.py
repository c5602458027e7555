r"""Rows as lines of text, in the text format of PostgreSQL's COPY, for databases that do not write it themselves.

Values are separated by tabs, \N is null, a backslash quotes; bytes are written \x and hexadecimal.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

Value: TypeAlias = str | int | float | bytes | None
_QUOTED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def line_of(row: Iterable[Value]) -> bytes:
    return ("\t".join(_text(value) for value in row) + "\n").encode()


def _text(value: Value) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    text = str(value)
    return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")


def bytes_of(text: str) -> Value:
    return bytes.fromhex(text.removeprefix(r"\x"))


def truth_of(text: str) -> Value:
    return int(text in ("t", "1"))


def rows_of(lines: Iterable[bytes], meant: Mapping[int, Callable[[str], Value]]) -> Iterator[list[Value]]:
    """Values as texts (the columns' types make numbers of them), but for the places where more is known."""
    for line in lines:
        row = [_value(text) for text in line.decode().removesuffix("\n").split("\t")]
        for place, value_of in meant.items():
            text = row[place]
            row[place] = None if text is None else value_of(str(text))
        yield row


def _value(text: str) -> Value:
    if "\\" not in text:
        return text
    return None if text == r"\N" else _QUOTED.sub(lambda quoted: _MEANT.get(quoted[1], quoted[1]), text)
