"""What a record can be found by: every text that its readers read, but nothing personal, which outlives no key.

`open` is what everybody who reads the record reads; `kept`, what those do not who read it only because it was published.
Both are folded alike in both databases: whatever the case of the 26 letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow, field_names
from infra.kernel.storage.personal import PREFIX

_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_HEX = frozenset("0123456789abcdef")
_CAPITAL = re.compile("[A-Z]")
# Ids, times, days and digests are no words: somebody who looks for 2026 does not mean whatever was changed in that year.
_NO_WORD = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+))?"
)


MOST_LOOKED_UP = 32


class RecordWords(NamedTuple):
    open: str
    kept: str


def on_wire(shown: object) -> dict[str, Any]:
    """A record's own fields; `class_` is written `class`, since Python keeps that word."""
    fields: dict[str, Any] = msgspec.to_builtins(shown)
    return {name.rstrip("_"): value for name, value in fields.items()} if says_a_kept_word(shown) else fields


def says_a_kept_word(shown: Any) -> bool:
    """Whether it has a field whose name Python keeps for itself."""
    return _has_a_kept_word(shown.__class__)


@cache
def _has_a_kept_word(kind: type) -> bool:
    return any(name.endswith("_") for name in field_names(kind))


def words_of(row: ReadRow, state: str, kept_inside: KeptInside | None) -> RecordWords:
    return words_in(on_wire(row.shown), row.search, state, kept_inside)


def new_words(
    row: ReadRow, state: str, earlier: ReadRow | None, state_before: str, kept_inside: KeptInside | None
) -> RecordWords | None:
    """Under which it is found from now on; None where those of before stand."""
    if earlier is None:
        return words_of(row, state, kept_inside)
    # Most often the owner of what happened says the same as before: that costs less to see than its words to make.
    if (earlier.shown, earlier.search, state_before) == (row.shown, row.search, state):
        return None
    # Numbers, days and ids that changed are no words either.
    if kept_inside is None and earlier.search == row.search and _same_texts(earlier.shown, row.shown):
        return None
    words = words_of(row, state, kept_inside)
    return None if words == words_of(earlier, state_before, kept_inside) else words


def words_in(shown: dict[str, Any], besides: str, state: str, kept_inside: KeptInside | None) -> RecordWords:
    """`besides` are words under which it is found and which it does not show."""
    inside = list(dict.fromkeys(_texts(shown)))
    outside = list(dict.fromkeys(_texts({**shown, **kept_inside.of_record(state, shown)}))) if kept_inside else inside
    further = [word for word in besides.split() if not any(word in text for text in outside)]
    seen = set(outside)
    kept = [text for text in inside if text not in seen] if kept_inside else []
    return RecordWords(folded("\n".join((*outside, *further))), folded("\n".join(kept)))


def folded(text: str) -> str:
    # Most texts are Chinese: to see that there is no capital costs a tenth of looking each character up.
    return text.translate(_SMALL) if _CAPITAL.search(text) else text


def terms_of(text: str) -> list[str]:
    """By what a text of any length is looked up: each two characters in a row; one alone by itself."""
    return list(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1))) if len(text) > 1 else [text]


def tokens_of(text: str) -> str:
    """Each character by its number, since what splits Latin words leaves Chinese ones whole."""
    return " ".join(f"{ord(one):x}" for one in text)


def phrase_of(text: str) -> str:
    """What is looked up in an index of such tokens: they stand there one after the other. The rest is seen in the words."""
    return f'"{tokens_of(text[:MOST_LOOKED_UP])}"'


def _same_texts(earlier: Any, now: Any) -> bool:
    """Of one kind, looked at where they differ: most fields stay as they are."""
    if type(earlier) is not type(now):
        return False
    both = ((getattr(earlier, name), getattr(now, name)) for name in field_names(now.__class__))
    return all(_says_the_same(one, other) for one, other in both if one != other)


def _says_the_same(earlier: object, now: object) -> bool:
    """A number that has changed, the most usual case by far, is no text before and none afterwards."""
    if isinstance(earlier, int) and isinstance(now, int):
        return True
    return _texts_of(earlier) == _texts_of(now)


def _texts_of(value: object) -> list[str]:
    return list(_texts(msgspec.to_builtins(value)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value and not value.startswith(PREFIX) and not (value[0] in _HEX and _NO_WORD.fullmatch(value)):
            yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _texts(member)
