"""The same page in a table of a million records."""

from collections.abc import Iterator

from benchmarks.list_page import VERY_MANY, compared
from benchmarks.measuring import Line
from benchmarks.setting import Setting


def lines(setting: Setting) -> Iterator[Line]:
    yield from compared(setting, VERY_MANY)
