"""What the specifications themselves give as examples, and examples made from their rules by hand."""

from itertools import pairwise

import pytest

from infra.kernel.contract.envelope import Recorded
from infra.ledger.bundles import MOST_BYTES, pack, unpack
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.entries import decode, encode, read_entry
from infra.ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash, root_of
from infra.ledger.notes import CosignatureSigner, NoteRefused, NoteSigner, NoteVerifier, open_note, split
from infra.ledger.proofs import verify_proof, write_proof
from infra.ledger.texts import Malformed
from infra.ledger.tiles import TilePath, bundle_path, new_tiles, parse_path, tile_path, tiles_of
from infra.ledger.tree import (
    ProofRefused,
    consistency_proof,
    inclusion_proof,
    root,
    verify_consistency,
    verify_inclusion,
)
from tests.contract.ledger.ledgers import CITY, LOG, ORIGIN, event, note

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]


def hash_at(level: int, index: int) -> bytes:
    return root_of(HASHES[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_certificate_transparency(size: int) -> None:
    assert root_of(HASHES[:size]).hex() == ROOTS[size - 1]
    assert root(size, hash_at).hex() == ROOTS[size - 1]


def test_the_root_of_the_empty_log() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root(0, hash_at) == root_of([]) == EMPTY_ROOT


def test_the_paths_that_rfc_6962_draws() -> None:
    """Section 2.1.3: the tree of seven leaves, its nodes called as there."""
    a, b, c, d, e, f, j = HASHES[:7]
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, m = node_hash(g, h), node_hash(i, j)
    assert inclusion_proof(0, 7, hash_at) == [b, h, m]
    assert inclusion_proof(3, 7, hash_at) == [c, g, m]
    assert inclusion_proof(4, 7, hash_at) == [f, j, k]
    assert inclusion_proof(6, 7, hash_at) == [i, k]
    assert consistency_proof(3, 7, hash_at) == [c, d, g, m]
    assert consistency_proof(4, 7, hash_at) == [m]
    assert consistency_proof(6, 7, hash_at) == [i, j, k]


def test_every_proof_holds_and_holds_for_nothing_else() -> None:
    roots = [bytes.fromhex(one) for one in ROOTS]
    for size in range(1, 9):
        for index in range(size):
            proof = inclusion_proof(index, size, hash_at)
            verify_inclusion(index, size, roots[size - 1], HASHES[index], proof)
            for wrong in [*proof_faults(proof), (index + 1, size, proof), (index - 1, size, proof)]:
                at, _, path = wrong if isinstance(wrong, tuple) else (index, size, wrong)
                with pytest.raises(ProofRefused):
                    verify_inclusion(at, size, roots[size - 1], HASHES[index], path)
        for old in range(1, size):
            proof = consistency_proof(old, size, hash_at)
            verify_consistency(old, roots[old - 1], size, roots[size - 1], proof)
            for path in proof_faults(proof):
                with pytest.raises(ProofRefused):
                    verify_consistency(old, roots[old - 1], size, roots[size - 1], path)


def proof_faults(proof: list[bytes]) -> list[list[bytes]]:
    """The proof too long, too short, and each hash of it changed."""
    changed = [[*proof[:at], bytes(32), *proof[at + 1 :]] for at in range(len(proof))]
    return [[*proof, bytes(32)], *changed, *([proof[:-1]] if proof else [])]


@pytest.mark.parametrize(
    ("old", "old_root", "new", "new_root", "proof"),
    [
        (3, ROOTS[2], 3, ROOTS[3], []),  # one size, two roots
        (3, ROOTS[2], 3, ROOTS[2], [bytes(32)]),  # nothing to prove
        (0, EMPTY_ROOT.hex(), 3, ROOTS[2], [bytes(32)]),
        (0, ROOTS[0], 3, ROOTS[2], []),  # an empty log has one root
        (4, ROOTS[3], 3, ROOTS[2], []),  # a log does not shrink
        (3, ROOTS[2], 7, ROOTS[6], []),
    ],
)
def test_a_witness_is_not_fooled_at_the_edges(
    old: int, old_root: str, new: int, new_root: str, proof: list[bytes]
) -> None:
    with pytest.raises(ProofRefused):
        verify_consistency(old, bytes.fromhex(old_root), new, bytes.fromhex(new_root), proof)


def test_a_log_continues_itself_and_the_empty_one() -> None:
    verify_consistency(3, bytes.fromhex(ROOTS[2]), 3, bytes.fromhex(ROOTS[2]), [])
    verify_consistency(0, EMPTY_ROOT, 3, bytes.fromhex(ROOTS[2]), [])
    verify_consistency(0, EMPTY_ROOT, 0, EMPTY_ROOT, [])


@pytest.mark.parametrize(
    ("number", "path"),
    [
        (0, "tile/0/000"),
        (999, "tile/0/999"),
        (1000, "tile/0/x001/000"),
        (1234067, "tile/0/x001/x234/067"),
        (273, "tile/0/273"),
    ],
)
def test_the_paths_of_tiles(number: int, path: str) -> None:
    assert tile_path(0, number) == path
    assert parse_path(path) == TilePath(0, number)
    assert parse_path(f"{path}.p/112") == TilePath(0, number, 112)
    assert bundle_path(number, 112) == f"{path}.p/112".replace("/0/", "/entries/", 1)
    assert parse_path(bundle_path(number, 112)) == TilePath(None, number, 112)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/00/000",
        "tile/64/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/007",
        "tile/0/000.p",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/8/0/001",
        "tile/data/000",
        "/tile/0/000",
        "tile/0/000\n",
        "tile/0/../../checkpoint",
        "tile/0/٠٠٠",
        "tile/0/" + "x001/" * 40 + "000",
    ],
)
def test_other_spellings_are_no_paths(path: str) -> None:
    with pytest.raises(Malformed):
        parse_path(path)


def test_the_tiles_of_seventy_thousand_entries() -> None:
    tiles = list(tiles_of(70_000))
    assert sum(level == 0 and width == 256 for level, _, width in tiles) == 273
    assert tiles[273:] == [(0, 273, 112), (1, 0, 256), (1, 1, 17), (2, 0, 1)]
    assert list(tiles_of(256)) == [(0, 0, 256), (1, 0, 1)]
    assert list(tiles_of(0)) == []


def test_new_tiles_are_those_that_the_old_log_has_not() -> None:
    sizes = [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000]
    for old, new in [*pairwise(sizes), (0, 70_000), (257, 257), (255, 65_792)]:
        assert set(new_tiles(old, new)) == set(tiles_of(new)) - set(tiles_of(old))


EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def test_the_note_of_the_specification() -> None:
    opened = open_note(EXAMPLE_NOTE, [NoteVerifier(EXAMPLE_KEY)])
    assert opened.body == "This is an example message.\n"
    assert [verified.name for verified in opened.verified] == ["example.com/foo"]


def test_a_known_key_that_fails_rejects_the_note_and_an_unknown_one_says_nothing() -> None:
    stranger = NoteSigner("example.com/foo", bytes([9]) * 32)
    both = EXAMPLE_NOTE + stranger.sign("This is an example message.\n")
    assert len(open_note(both, [NoteVerifier(EXAMPLE_KEY)]).verified) == 1
    with pytest.raises(NoteRefused, match="does not hold"):
        open_note(both.replace("example message", "Example message"), [NoteVerifier(EXAMPLE_KEY)])
    with pytest.raises(NoteRefused, match="no signature"):
        open_note(EXAMPLE_NOTE, [NoteVerifier(stranger.vkey)])


def test_many_signatures_are_read() -> None:
    signers = [NoteSigner(f"example.com/{number}", bytes([number]) * 32) for number in range(40)]
    text = "body\n\n" + "".join(signer.sign("body\n") for signer in signers)
    assert len(open_note(text, [NoteVerifier(signer.vkey) for signer in signers]).verified) == 40


def test_a_body_may_have_empty_lines_and_is_split_from_the_signatures_at_the_last() -> None:
    body = "one\n\ntwo\n"
    assert split(f"{body}\n{LOG.sign(body)}")[0] == body


def test_a_cosignature_covers_its_time() -> None:
    checkpoint = Checkpoint(LOG.name, 0, EMPTY_ROOT)
    text = note(checkpoint, cosigners=[CITY])
    opened = open_note(text, [NoteVerifier(CITY.vkey)])
    assert [(one.name, one.time) for one in opened.verified] == [(CITY.name, 1_770_000_000)]
    later = CosignatureSigner(CITY.name, bytes([1]) * 32).sign(checkpoint.body(), 1_770_000_001)
    line = split(text)[1][1]
    forged = text.replace(line.text, later[:40] + line.text[40:])
    with pytest.raises(NoteRefused):
        open_note(forged, [NoteVerifier(CITY.vkey)])


def test_a_checkpoint_is_three_lines() -> None:
    body = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    checkpoint = parse_checkpoint(body)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.body() == body
    assert parse_checkpoint(body + "an extension\n") == checkpoint


@pytest.mark.parametrize(
    "body",
    [
        "",
        "example.com\n1\n",
        "example.com\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com\n٣\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",  # not the canonical spelling of its bytes
        "example.com\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "example.com\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ],
)
def test_what_is_no_checkpoint(body: str) -> None:
    with pytest.raises(Malformed):
        parse_checkpoint(body)


def test_a_bundle_puts_two_bytes_of_length_before_each_entry() -> None:
    assert pack([b"ab", b"", b"c" * 256]) == b"\x00\x02ab\x00\x00\x01\x00" + b"c" * 256
    assert unpack(pack([b"ab", b"", b"x" * MOST_BYTES])) == [b"ab", b"", b"x" * MOST_BYTES]
    with pytest.raises(Malformed):
        pack([b"x" * (MOST_BYTES + 1)])


def test_a_receipt_proves_its_entry_and_no_other() -> None:
    entries = [bytes.fromhex(leaf) for leaf in LEAVES]
    signed = note(Checkpoint(LOG.name, 7, root_of(HASHES[:7])))
    text = write_proof(3, inclusion_proof(3, 7, hash_at), signed, b"extra")
    assert text.startswith("c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 3\n")
    assert verify_proof(text, entries[3], [NoteVerifier(LOG.vkey)]).checkpoint.size == 7
    for wrong in (entries[2], b"another"):
        with pytest.raises(ProofRefused):
            verify_proof(text, wrong, [NoteVerifier(LOG.vkey)])
    with pytest.raises(NoteRefused):
        verify_proof(text, entries[3], [NoteVerifier(EXAMPLE_KEY)])


def test_an_entry_is_these_bytes_for_ever() -> None:
    entry, blob = encode(event("topics", 4, "topic-1", 2, 90, '{"title":"学校门口","n":1.50}'))
    assert blob is None
    assert entry.decode() == (
        '{"service":"topics","position":4,"stream":"topic-1","version":2,"type":"TopicProposed","schema_version":1,'
        '"event_id":"a43f3f8ce7830d0d5801e8946c60f4d5","occurred_at":"2026-03-02T08:01:30.000000+00:00",'
        '"recorded_at":"2026-03-02T08:01:30.000000+00:00","actor":"ana","role":"member","organisation":null,'
        '"division":"110101000000","command_id":"c-4","correlation_id":"c-4","causation_id":null,'
        '"payload":"{\\"title\\":\\"学校门口\\",\\"n\\":1.50}"}'
    )


def test_a_payload_that_does_not_fit_stands_outside_by_its_digest() -> None:
    recorded = event("topics", 0, "topic-1", 1, 0, '{"text":"' + "长" * 30_000 + '"}')
    entry, blob = encode(recorded)
    assert blob == recorded.payload.encode()
    digest = read_entry(entry).payload_sha256
    assert len(entry) < 1000
    assert decode(entry, {digest: blob}.__getitem__) == recorded
    with pytest.raises(Malformed, match="other bytes"):
        decode(entry, lambda _: b"{}")
    with pytest.raises(Malformed, match="even without"):
        encode(event("topics", 0, "t" * 70_000, 1, 0))


LINE = 64 * 1024  # what the reference parser of tlog-proof (Go's bufio.Scanner) takes as one line, its end included


def of_bytes(length: int) -> Recorded:
    """An event whose entry has that many bytes when its payload stands within."""
    short = len(encode(event("topics", 0, "topic-1", 1, 0, '""'))[0])
    return event("topics", 0, "topic-1", 1, 0, f'"{"x" * (length - short)}"')


@pytest.mark.parametrize("length", [1000, 47_999, 48_000, 48_001, 49_146, 49_147, 65_535, 65_536, 200_000])
def test_every_receipt_can_be_read_line_by_line(length: int) -> None:
    entry, blob = encode(of_bytes(length))
    assert (len(entry) == length, blob is None) == ((True, True) if length <= 48_000 else (False, False))
    receipt = write_proof(0, [], note(Checkpoint(ORIGIN, 1, leaf_hash(entry))), entry)
    assert max(len(line) for line in receipt.encode().splitlines(keepends=True)) <= LINE


def test_an_entry_as_older_versions_wrote_it_can_be_written_again() -> None:
    """They put as much within as a bundle can hold; such entries are under signed roots for ever."""
    entry, blob = encode(of_bytes(60_000), MOST_BYTES)
    assert (len(entry), blob) == (60_000, None)
    assert decode(entry, dict[str, bytes]().__getitem__) == of_bytes(60_000)
