"""Whatever bytes others send: they are read, or refused with the module's own error. And what we write is read back."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infra.kernel.contract.envelope import Recorded
from infra.ledger.bundles import pack, unpack
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.entries import decode, encode, read_entry
from infra.ledger.hashing import EMPTY_ROOT
from infra.ledger.notes import (
    CosignatureSigner,
    NoteRefused,
    NoteSigner,
    NoteVerifier,
    new_cosigning_key,
    new_signing_key,
    open_note,
    read_private,
    read_private_cosigner,
    split,
)
from infra.ledger.proofs import parse_proof, verify_proof, write_proof
from infra.ledger.texts import Malformed
from infra.ledger.tiles import bundle_path, parse_path, split_tile, tile_path
from infra.ledger.tree import ProofRefused
from infra.ledger.verify_ledger import Unreadable, entry_of, note_of, policy_of, receipt_of, unbundle
from infra.ledger.witness_policy import parse_policy
from infra.ledger.witnessing import WitnessRefused, judge, parse_add_checkpoint, write_add_checkpoint

LOG = NoteSigner("ledger.example/county", bytes(32))
CITY = CosignatureSigner("city.example", bytes([1]) * 32)
SIGNED = Checkpoint(LOG.name, 5, bytes(range(32)))
NOTE = f"{SIGNED.body()}\n{LOG.sign(SIGNED.body())}{CITY.sign(SIGNED.body(), 1_770_000_000)}"
PROOF = write_proof(3, [bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32], NOTE, b"entry")
REQUEST = write_add_checkpoint(3, [bytes([4]) * 32], NOTE)
POLICY = f"# who\nlog {LOG.vkey}\nwitness city {CITY.vkey} https://city.example\ngroup all all city\nquorum all\n"
ENTRY = encode(
    Recorded(
        event_id="e",
        stream="topic-1",
        version=1,
        type="TopicProposed",
        schema_version=1,
        occurred_at="2026-03-02T08:00:00.000000+00:00",
        recorded_at="2026-03-02T08:00:00.000000+00:00",
        actor=None,
        role="member",
        organisation=None,
        division="110101000000",
        command_id="c",
        correlation_id="c",
        causation_id=None,
        payload='{"title":"学校"}',
        service="topics",
        position=0,
    )
)[0]


def changed(whole: bytes) -> st.SearchStrategy[bytes]:
    """Any bytes, and what is nearly right: a piece of the right bytes replaced by others."""
    places = st.integers(0, len(whole))
    pieces = st.one_of(
        st.binary(max_size=8), st.sampled_from([b"\n", b"\n\n", b"0", b"-", b"\xff", b"\xed\xa0\x80", b" "])
    )
    near = st.tuples(places, places, pieces).map(lambda cut: whole[: cut[0]] + cut[2] + whole[cut[1] :])
    return st.one_of(st.binary(max_size=200), near, near)


def text(content: bytes) -> str:
    return content.decode(errors="surrogateescape")


def verify_ours(content: bytes) -> None:
    verify_proof(content, b"entry", [NoteVerifier(LOG.vkey)])


def judged(content: bytes) -> None:
    judge(parse_add_checkpoint(content), Checkpoint(LOG.name, 3, EMPTY_ROOT), [NoteVerifier(LOG.vkey)])


def blob_of_nothing(_: str) -> bytes:
    return b"\xff"


PARSERS: list[tuple[str, Callable[[bytes], object], bytes, type[Exception] | tuple[type[Exception], ...]]] = [
    ("note", split, NOTE.encode(), NoteRefused),
    ("note as text", lambda read: split(text(read)), NOTE.encode(), NoteRefused),
    ("signed note", lambda read: open_note(read, [NoteVerifier(LOG.vkey)]), NOTE.encode(), NoteRefused),
    ("cosigned note", lambda read: open_note(read, [NoteVerifier(CITY.vkey)]), NOTE.encode(), NoteRefused),
    ("vkey", lambda read: NoteVerifier(text(read)), LOG.vkey.encode(), Malformed),
    ("private key", lambda read: read_private(text(read)), new_signing_key("a").encode(), Malformed),
    ("witness key", lambda read: read_private_cosigner(text(read)), new_cosigning_key("a").encode(), Malformed),
    ("checkpoint", lambda read: parse_checkpoint(text(read)), SIGNED.body().encode(), Malformed),
    ("proof", parse_proof, PROOF.encode(), Malformed),
    ("proof as text", lambda read: parse_proof(text(read)), PROOF.encode(), Malformed),
    ("proof of an entry", verify_ours, PROOF.encode(), (Malformed, NoteRefused, ProofRefused)),
    ("policy", parse_policy, POLICY.encode(), Malformed),
    ("policy as text", lambda read: parse_policy(text(read)), POLICY.encode(), Malformed),
    ("request", parse_add_checkpoint, REQUEST, Malformed),
    ("judged request", judged, REQUEST, (Malformed, WitnessRefused)),
    ("tile path", lambda read: parse_path(text(read)), b"tile/0/x001/067.p/3", Malformed),
    ("bundle path", lambda read: parse_path(text(read)), b"tile/entries/x001/067", Malformed),
    ("tile", split_tile, bytes(64), Malformed),
    ("bundle", unpack, pack([b"a", b"bc", ENTRY]), Malformed),
    ("entry", read_entry, ENTRY, Malformed),
    (
        "event",
        lambda read: decode(read, blob_of_nothing),
        ENTRY.replace(b'"payload":', b'"payload_sha256":'),
        Malformed,
    ),
    ("the verifier's note", note_of, NOTE.encode(), Unreadable),
    ("the verifier's receipt", receipt_of, PROOF.encode(), Unreadable),
    ("the verifier's policy", lambda read: policy_of(text(read)), POLICY.encode(), Unreadable),
    ("the verifier's bundle", unbundle, pack([b"a", b"bc", ENTRY]), Unreadable),
    ("the verifier's entry", entry_of, ENTRY, Unreadable),
]


@pytest.mark.parametrize(("parse", "whole", "refusal"), [row[1:] for row in PARSERS], ids=[row[0] for row in PARSERS])
@given(data=st.data())
def test_bytes_are_read_or_refused_and_nothing_else_happens(
    parse: Callable[[bytes], object], whole: bytes, refusal: type[Exception], data: st.DataObject
) -> None:
    content = data.draw(changed(whole))
    try:
        parse(content)
    except refusal:
        return


@pytest.mark.parametrize("content", [b"", b"\xff", b"\x00", "—".encode(), b"\n\n", b"{", b"[" * 100_000, b"9" * 5_000])
@pytest.mark.parametrize(("parse", "refusal"), [(row[1], row[3]) for row in PARSERS], ids=[row[0] for row in PARSERS])
def test_bytes_that_like_to_break_parsers(
    parse: Callable[[bytes], object], refusal: type[Exception], content: bytes
) -> None:
    try:
        parse(content)
    except refusal:
        return
    assert content in {b"", b"[" * 100_000, b"9" * 5_000, b"\x00"}  # a tile or a bundle of nothing, or just bytes


@given(change=changed(NOTE.encode()))
def test_a_note_opens_only_with_the_body_that_was_signed(change: bytes) -> None:
    for key in (LOG.vkey, CITY.vkey):
        try:
            assert open_note(change, [NoteVerifier(key)]).body == SIGNED.body()
        except NoteRefused:
            continue


@given(change=changed(ENTRY))
def test_an_entry_is_read_only_in_the_spelling_it_was_written(change: bytes) -> None:
    try:
        event = decode(change, blob_of_nothing)
    except Malformed:
        return
    assert encode(event)[0] == change


LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"], exclude_characters="+\n"), min_size=1
)


@given(
    name=LINES, size=st.integers(1, 2**63 - 1), root=st.binary(min_size=32, max_size=32), time=st.integers(1, 2**63 - 1)
)
def test_what_is_signed_opens(name: str, size: int, root: bytes, time: int) -> None:
    assume(not any(character.isspace() for character in name))
    log, witness = NoteSigner(name, root), CosignatureSigner(name, root)
    body = Checkpoint(name, size, root).body()
    assert parse_checkpoint(body) == Checkpoint(name, size, root)
    opened = open_note(
        f"{body}\n{log.sign(body)}{witness.sign(body, time)}", [NoteVerifier(log.vkey), NoteVerifier(witness.vkey)]
    )
    assert (opened.body, [one.time for one in opened.verified]) == (body, [None, time])


def test_a_private_key_is_read_back() -> None:
    signing, cosigning = new_signing_key("ledger.example"), new_cosigning_key("city.example")
    assert read_private(f"{signing}\n").name == "ledger.example"
    assert read_private(signing).sign("a\n") == read_private(signing).sign("a\n")
    assert NoteVerifier(read_private(signing).vkey).name == "ledger.example"
    assert NoteVerifier(read_private_cosigner(cosigning).vkey).name == "city.example"
    with pytest.raises(Malformed, match="another type"):
        read_private(cosigning)


@given(entries=st.lists(st.binary(max_size=300), max_size=256))
def test_a_bundle_is_unpacked_as_it_was_packed(entries: list[bytes]) -> None:
    assert unpack(pack(entries)) == entries


@given(level=st.integers(0, 63), number=st.integers(0, 2**48), width=st.integers(1, 256))
def test_a_path_is_parsed_as_it_was_made(level: int, number: int, width: int) -> None:
    parsed = parse_path(tile_path(level, number, width))
    assert (parsed.level, parsed.number, parsed.width) == (level, number, width)
    parsed = parse_path(bundle_path(number, width))
    assert (parsed.level, parsed.number, parsed.width) == (None, number, width)


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
EVENTS = st.builds(
    Recorded,
    event_id=WORDS,
    stream=WORDS,
    version=st.integers(1, 2**63 - 1),
    type=WORDS,
    schema_version=st.integers(1, 99),
    occurred_at=WORDS,
    recorded_at=WORDS,
    actor=st.none() | WORDS,
    role=WORDS,
    organisation=st.none() | WORDS,
    division=WORDS,
    command_id=WORDS,
    correlation_id=WORDS,
    causation_id=st.none() | WORDS,
    payload=st.one_of(WORDS, st.integers(10_000, 70_000).map(lambda length: "长\n" * (length // 2))),
    service=WORDS,
    position=st.integers(0, 2**63 - 1),
)


@given(event=EVENTS)
def test_an_event_is_decoded_as_it_was_encoded(event: Recorded) -> None:
    entry, blob = encode(event)
    assert len(entry) <= 65_535
    assert decode(entry, lambda _: blob or b"") == event


@given(
    index=st.integers(0, 2**63 - 1),
    hashes=st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    extra=st.none() | st.binary(),
)
def test_a_proof_is_parsed_as_it_was_written(index: int, hashes: list[bytes], extra: bytes | None) -> None:
    proof = parse_proof(write_proof(index, hashes, NOTE, extra))
    assert (proof.index, list(proof.hashes), proof.note, proof.extra) == (index, hashes, NOTE, extra)


@given(old=st.integers(0, 2**63 - 1), hashes=st.lists(st.binary(min_size=32, max_size=32), max_size=63))
def test_a_request_is_parsed_as_it_was_written(old: int, hashes: list[bytes]) -> None:
    request = parse_add_checkpoint(write_add_checkpoint(old, hashes, NOTE))
    assert (request.old_size, list(request.proof), request.note) == (old, hashes, NOTE)
    assert request.origin == LOG.name
