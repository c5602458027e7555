"""A cursor opens to what it was made of, and to nothing that a database would choke on."""

import base64

import pytest

from infra.kernel.base.problems import Invalid
from infra.kernel.reading.paging import cursor_after, id_in


@pytest.mark.parametrize("last", ["019a0000-0000-7000-8000-00000000000a", "620723101", "4711"])
def test_a_cursor_opens_to_the_id_it_was_made_of(last: str) -> None:
    cursor = cursor_after(last)
    assert cursor is not None
    assert id_in(cursor) == last


@pytest.mark.parametrize("inside", [b"", b"62\x00", b"\x00", b"62 ", "县".encode(), b"\xff", b"6" * 65, b"62\n"])
def test_a_cursor_that_holds_no_id_is_refused(inside: bytes) -> None:
    with pytest.raises(Invalid):
        id_in(base64.urlsafe_b64encode(inside).decode())


@pytest.mark.parametrize("cursor", ["?", "NjI", "NjI=x", "县"])
def test_a_cursor_that_is_no_base64_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        id_in(cursor)
