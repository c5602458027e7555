"""What a witness answers to a log that asks for a cosignature, as the specification's statuses."""

from collections.abc import Sequence

import pytest

from infra.ledger.checkpoints import Checkpoint
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.notes import NoteSigner, NoteVerifier
from infra.ledger.tree import consistency_proof
from infra.ledger.witnessing import WitnessRefused, judge, parse_add_checkpoint, write_add_checkpoint

LOG = NoteSigner("ledger.example/county", bytes(32))
STRANGER = NoteSigner("ledger.example/county", bytes([9]) * 32)
OTHER = NoteSigner("ledger.example/other", bytes(32))
KEY = NoteVerifier(LOG.vkey)
LEAVES = [leaf_hash(bytes([number])) for number in range(9)]


def hash_at(level: int, index: int) -> bytes:
    return root_of(LEAVES[index << level : (index + 1) << level])


def at(size: int, origin: str = LOG.name) -> Checkpoint:
    return Checkpoint(origin, size, root_of(LEAVES[:size]))


def asked(old: int, new: Checkpoint, signer: NoteSigner = LOG, proof: list[bytes] | None = None) -> bytes:
    body = new.body()
    path = consistency_proof(old, new.size, hash_at) if proof is None else proof
    return write_add_checkpoint(old, path, f"{body}\n{signer.sign(body)}")


def answer(body: bytes, known: Checkpoint | None, keys: Sequence[NoteVerifier] = (KEY,)) -> tuple[int, str, str]:
    try:
        judge(parse_add_checkpoint(body), known, keys)
    except WitnessRefused as refused:
        return refused.status, refused.body, refused.content_type
    raise AssertionError("cosigned")


@pytest.mark.parametrize(("old", "new"), [(0, 1), (0, 9), (1, 2), (3, 7), (4, 8), (8, 9), (9, 9), (0, 0)])
def test_what_continues_the_last_one_is_cosigned(old: int, new: int) -> None:
    known = at(old) if old else None
    accepted = judge(parse_add_checkpoint(asked(old, at(new))), known, [KEY])
    assert (accepted.checkpoint, accepted.body) == (at(new), at(new).body())


def test_a_log_that_is_not_known_is_not_found() -> None:
    assert answer(asked(0, at(3)), None, [])[0] == 404


def test_a_checkpoint_that_its_log_did_not_sign_is_forbidden() -> None:
    assert answer(asked(0, at(3), STRANGER), None)[0] == 403
    assert answer(asked(0, at(3, OTHER.name), LOG), None, [NoteVerifier(OTHER.vkey)])[0] == 403


def test_any_of_the_keys_of_a_log_is_enough_and_none_may_be_false() -> None:
    """A log that goes over to another key is signed with both for a while; the key's name need not be the origin."""
    after, keys = NoteSigner("ledger.example/after", bytes([3]) * 32), [KEY]
    keys.append(NoteVerifier(after.vkey))
    for signer in (LOG, after):
        assert judge(parse_add_checkpoint(asked(0, at(3), signer)), None, keys).checkpoint == at(3)
    both = asked(0, at(3), LOG) + after.sign(at(3).body()).encode()
    assert len(judge(parse_add_checkpoint(both), None, keys).lines) == 2
    assert answer(asked(0, at(3), LOG) + after.sign(at(4).body()).encode(), None, keys)[0] == 403


def test_signatures_of_nobody_that_is_known_are_not_taken_over() -> None:
    request = asked(0, at(3)) + STRANGER.sign(at(3).body()).encode()
    assert judge(parse_add_checkpoint(request), None, [KEY]).lines == (LOG.sign(at(3).body()),)


def test_lines_after_the_third_are_part_of_what_is_cosigned() -> None:
    body = f"{at(3).body()}an extension\n"
    request = write_add_checkpoint(0, [], f"{body}\n{LOG.sign(body)}")
    assert judge(parse_add_checkpoint(request), None, [KEY]).body == body


def test_an_empty_log_with_another_root_than_the_empty_trees_cannot_be_processed() -> None:
    """The signature is looked at first, as for any other checkpoint."""
    empty = Checkpoint(LOG.name, 0, bytes(32))
    assert answer(asked(0, empty, proof=[]), None)[0] == 422
    assert answer(asked(0, empty, STRANGER, proof=[]), None)[0] == 403
    assert answer(asked(0, empty, proof=[]), at(3))[0] == 409


def test_an_old_size_above_the_new_one_is_a_bad_request() -> None:
    assert answer(asked(5, at(3), proof=[]), at(5))[0] == 400


@pytest.mark.parametrize(("old", "known", "size"), [(0, 5, "5\n"), (3, 5, "5\n"), (6, 5, "5\n"), (3, None, "0\n")])
def test_another_old_size_than_the_last_is_a_conflict_that_says_the_last(
    old: int, known: int | None, size: str
) -> None:
    assert answer(asked(old, at(7)), None if known is None else at(known)) == (409, size, "text/x.tlog.size")


def test_a_fork_cannot_be_processed() -> None:
    forged = Checkpoint(LOG.name, 7, bytes(32))
    assert answer(asked(3, forged), at(3))[0] == 422
    assert answer(asked(7, forged, proof=[]), at(7))[0] == 422
    assert answer(asked(3, at(7), proof=[]), at(3))[0] == 422
    assert answer(asked(3, at(7), proof=[bytes(32)] * 4), at(3))[0] == 422
    assert answer(asked(0, at(7), proof=[bytes(32)]), None)[0] == 422
