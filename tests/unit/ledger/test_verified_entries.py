"""The quick reader of entries makes of what was sealed what the strict one makes, and refuses what is no entry."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.contract.envelope import Recorded
from infra.ledger.entries import decode, decode_verified, encode
from infra.ledger.texts import Malformed
from tests.unit.ledger.test_foreign_bytes import ENTRY, EVENTS, changed


@given(events=st.lists(EVENTS, max_size=4))
def test_what_was_sealed_is_read_alike_by_both(events: list[Recorded]) -> None:
    sealed = [encode(event) for event in events]
    blobs = {hashlib.sha256(blob).hexdigest(): blob for _entry, blob in sealed if blob is not None}
    entries = [entry for entry, _blob in sealed]
    assert decode_verified(entries, blobs.__getitem__) == events
    assert [decode(entry, blobs.__getitem__) for entry in entries] == events


@given(change=changed(ENTRY))
def test_what_is_no_entry_is_refused(change: bytes) -> None:
    try:
        read = decode_verified([change], lambda _: b"")
    except Malformed:
        return
    assert len(read) == 1


def test_one_whose_payload_stands_elsewhere_among_others_is_read() -> None:
    short = decode(ENTRY, lambda _: b"")
    long = Recorded(*[*[getattr(short, name) for name in Recorded.__struct_fields__][:14], "长" * 30_000, "topics", 1])
    entry, blob = encode(long)
    assert blob is not None
    assert decode_verified([ENTRY, entry], lambda _: blob) == [short, long]
    with pytest.raises(Malformed, match="other bytes"):
        decode_verified([ENTRY, entry], lambda _: b"another")
