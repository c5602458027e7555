"""What somebody may do to a ledger's files, and what the stand-alone verifier then says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infra.kernel.contract.envelope import Recorded
from infra.ledger.bundles import pack
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.notes import NoteSigner
from infra.ledger.proofs import write_proof
from infra.ledger.tiles import bundle_path, hash_in_tiles
from infra.ledger.tree import inclusion_proof
from infra.ledger.verify_ledger import Asked, Finding, verify, verify_receipt
from tests.contract.ledger.ledgers import CITY, LOG, ORIGIN, POLICY, PROVINCE, Ledger, contents, event, history, note

SIZE = 600
EVENTS = history(SIZE)
STRANGER = NoteSigner(ORIGIN, bytes([66]) * 32)  # the same name, another key


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "log").of(EVENTS).write().keep(1, 256, 300)


def found(ledger: Ledger, asked: Asked = Asked(keys=[LOG.vkey])) -> list[str]:  # noqa: B008 never changed
    said = list[str]()
    findings = verify(str(ledger.folder), asked, said.append)
    assert [str(one) for one in findings] == [line for line in said if findings][: len(findings)]
    return [str(one) for one in findings]


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def rewritten(ledger: Ledger, events: list[Recorded], signer: NoteSigner = LOG) -> Ledger:
    """By somebody with all the program can do: other events, and every file made anew to fit them."""
    return ledger.of(events).write(signer)


def without(ledger: Ledger, path: str) -> Ledger:
    (ledger.folder / path).unlink()
    return ledger


def test_a_whole_ledger_is_said_to_be_whole_in_one_line(ledger: Ledger) -> None:
    said = list[str]()
    assert verify(str(ledger.folder), Asked(keys=[LOG.vkey]), said.append) == []
    assert said == [
        f"{ORIGIN}: 600 entries, root {ledger.checkpoint(SIZE).body().split()[2]}, 2 services, 200 streams, "
        f"4 checkpoints, 0 cosignatures; signed by {LOG.vkey}"
    ]


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 512, 513])
def test_a_whole_ledger_of_any_size_is_whole(tmp_path: Path, size: int) -> None:
    ledger = Ledger(tmp_path).of(EVENTS[:size]).write().keep(*range(0, size, 50))
    assert found(ledger) == []


def test_without_a_key_the_log_is_taken_at_its_word_and_that_is_said(ledger: Ledger) -> None:
    said = list[str]()
    assert verify(str(ledger.folder), Asked(), said.append) == []
    assert "the ledger's own word" in said[0]
    without(ledger, "key")
    assert found(ledger, Asked()) == ["there is no key to check the signatures with: give it with --key"]


@pytest.mark.parametrize(("at", "where"), [(0, "000"), (255, "000"), (256, "001"), (599, "002.p/88")])
def test_an_entry_that_was_altered_is_named(ledger: Ledger, at: int, where: str) -> None:
    was = EVENTS[at]
    forged = [*ledger.entries[:at], *Ledger(Path()).of([replace(was, actor="ben")]).entries, *ledger.entries[at + 1 :]]
    number = at // 256
    (ledger.folder / f"tile/entries/{where}").write_bytes(pack(forged[number * 256 : (number + 1) * 256]))
    assert found(ledger) == [
        f"entry {at} ({was.service} position {was.position}, {was.stream}): "
        "it was altered: the tree was made of another entry"
    ]


def test_a_byte_of_a_bundle_flipped(ledger: Ledger) -> None:
    flip(ledger.folder / "tile/entries/001", 2 + 40)
    assert any(line.startswith("entry 256") for line in found(ledger))


def test_a_byte_of_a_tile_flipped_is_not_blamed_on_the_entry(ledger: Ledger) -> None:
    flip(ledger.folder / "tile/0/001", 5 * 32)
    was = EVENTS[261]
    assert found(ledger) == [
        f"entry 261 ({was.service} position {was.position}, {was.stream}): it has another hash than in tile/0/001"
    ]


def test_a_byte_of_a_higher_tile_flipped(ledger: Ledger) -> None:
    flip(ledger.folder / "tile/1/000.p/2", 40)
    assert found(ledger) == ["tile/1/000.p/2: hash 1 is not the one that the entries have"]


@pytest.mark.parametrize("path", ["tile/entries/001", "tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/88"])
def test_a_file_that_is_missing_is_named(ledger: Ledger, path: str) -> None:
    assert found(without(ledger, path))[0] == f"{path} is missing"


def test_a_payload_outside_is_checked(ledger: Ledger) -> None:
    digest, _ = next(iter(ledger.blobs.items()))
    flip(ledger.folder / "blobs" / digest, 100)
    assert found(ledger)[0].endswith(f"its payload, blobs/{digest}, has other bytes")
    without(ledger, f"blobs/{digest}")
    assert found(ledger)[0].endswith(f"its payload, blobs/{digest}, is missing")


def test_a_size_that_was_changed(ledger: Ledger) -> None:
    file = ledger.folder / "checkpoint"
    file.write_bytes(file.read_bytes().replace(b"\n600\n", b"\n599\n"))
    assert f"checkpoint: the signature of {ORIGIN} does not hold" in found(ledger)


def test_a_checkpoint_signed_by_another_key_of_the_same_name(ledger: Ledger) -> None:
    rewritten(ledger, EVENTS, STRANGER)
    assert found(ledger)[0] == f"checkpoint is not signed by {LOG.vkey}"


def test_two_checkpoints_of_one_size(ledger: Ledger) -> None:
    other = note(Checkpoint(ORIGIN, 300, bytes(32)))
    asked = Asked(keys=[LOG.vkey], kept=[("the one I have", other.encode())])
    lines = found(ledger, asked)
    assert lines == [
        "two checkpoints of 300 entries have different roots: checkpoints/300, the one I have",
        "the one I have: of the first 300 entries another root was signed than they have",
    ]


def test_a_checkpoint_of_another_log(ledger: Ledger) -> None:
    other = note(Checkpoint("ledger.example/other", 300, bytes(32)), NoteSigner("ledger.example/other", bytes(32)))
    (ledger.folder / "checkpoints/299").write_text(other)
    lines = found(ledger)
    assert "checkpoints/299 is a checkpoint of 300 entries" in lines
    assert f"checkpoints/299 is of ledger.example/other, the newest checkpoint of {ORIGIN}" in lines


def rows(change: Callable[[list[Recorded]], list[Recorded]]) -> list[Recorded]:
    return change(list(EVENTS))


def moved(events: list[Recorded], at: int, to: int) -> list[Recorded]:
    events.insert(to, events.pop(at))
    return events


# Every hash, the checkpoint and its signature fit: only what the entries say of themselves does not.
WRONG_ORDERS = [
    ("two rows swapped", rows(lambda es: moved(es, 402, 400)), "position 200 is missing before it"),
    ("one dropped", rows(lambda es: es[:400] + es[401:]), "position 200 is missing before it"),
    ("some dropped", rows(lambda es: es[:400] + es[405:]), "positions 200 to 202 are missing before it"),
    ("the first dropped", EVENTS[1:], "position 0 is missing before it"),
    ("one twice", rows(lambda es: [*es[:401], *es[400:]]), "it stands behind position 200 of its service"),
    (
        "one put in",
        rows(lambda es: [*es[:400], event("topics", 200, "topic-x", 1, 400), *es[400:]]),
        "it stands behind position 200 of its service",
    ),
    (
        "a time moved",
        rows(lambda es: [*es[:400], replace(es[400], recorded_at="2026-03-01T08:00:00.000000+00:00"), *es[401:]]),
        "seconds before one that stands before it",
    ),
    (
        "a version left out",
        rows(lambda es: [*es[:400], replace(es[400], version=9), *es[401:]]),
        "it is version 9 of its stream, after version 2",
    ),
    (
        "a version twice",
        rows(lambda es: [*es[:400], replace(es[400], version=2), *es[401:]]),
        "it is version 2 of its stream, but stands behind version 2",
    ),
]


@pytest.mark.parametrize(("events", "says"), [row[1:] for row in WRONG_ORDERS], ids=[row[0] for row in WRONG_ORDERS])
def test_history_that_is_wrong_in_itself(tmp_path: Path, events: list[Recorded], says: str) -> None:
    ledger = Ledger(tmp_path).of(events).write()
    lines = found(ledger)
    assert any(says in line and line.startswith("entry ") for line in lines), lines


def test_times_may_run_backwards_by_what_is_allowed(tmp_path: Path) -> None:
    back = [event("topics", 0, "topic-1", 1, 90), event("topics", 1, "topic-1", 2, 40)]
    ledger = Ledger(tmp_path).of(back).write()
    assert found(ledger) == []
    assert "50 seconds before" in found(ledger, Asked(keys=[LOG.vkey], skew=49))[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda entry: entry.replace(b'"actor"', b'"author"'), "without actor; unknown author"),
        (lambda entry: entry.replace(b"{", b'{"note":"x",', 1), "unknown note"),
        (lambda entry: entry.replace(b"{", b'{"service":"topics",', 1), "repeated or in another order"),
        (lambda entry: entry.replace(b'"version":1', b'"version":"1"'), "of the wrong type: version"),
        (lambda entry: entry.replace(b'"version":1', b'"version":true'), "of the wrong type: version"),
        (lambda entry: b" " + entry, "not one JSON object"),
        (lambda entry: b"[" * 60_000, "not JSON"),
        (lambda entry: b"\xff" + entry, "not UTF-8"),
        (lambda entry: b"", "not JSON"),
        (lambda entry: b"{}", "not one JSON object"),
        (lambda entry: entry.replace(b"2026-", b"26-"), "not in UTC with microseconds"),
    ],
)
def test_entries_are_read_strictly(tmp_path: Path, change: Callable[[bytes], bytes], says: str) -> None:
    ledger = Ledger(tmp_path).of(EVENTS[:1])
    ledger.entries[0] = change(ledger.entries[0])
    (line,) = found(ledger.write())
    assert line.startswith("entry 0: not an entry: ")
    assert says in line


# --- what only shows by what was kept elsewhere


def cut(ledger: Ledger) -> Ledger:
    """An older backup: the last hundred entries are gone, and what was signed since."""
    return Ledger(ledger.folder.parent / "older").of(EVENTS[: SIZE - 100]).write().keep(1, 256, 300)


def forged(ledger: Ledger) -> Ledger:
    """One entry replaced, and all hashes, checkpoints and signatures made anew with the log's own key."""
    events = [*EVENTS[:200], replace(EVENTS[200], payload='{"title":"another"}'), *EVENTS[201:]]
    return Ledger(ledger.folder.parent / "forged").of(events).write().keep(1, 256, 300)


def receipt(ledger: Ledger, index: int) -> str:
    tiles = {path: (ledger.folder / path).read_bytes() for path in ("tile/0/000", "tile/0/001", "tile/0/002.p/88")}
    tiles["tile/1/000.p/2"] = (ledger.folder / "tile/1/000.p/2").read_bytes()
    hash_at = hash_in_tiles(lambda level, n, w: tiles[f"tile/{level}/{n:03}" + ("" if w == 256 else f".p/{w}")], SIZE)
    signed = (ledger.folder / "checkpoint").read_text()
    return write_proof(index, inclusion_proof(index, SIZE, hash_at), signed, ledger.entries[index])


@pytest.mark.parametrize("attack", [cut, forged])
def test_by_itself_a_cut_or_forged_ledger_is_whole(ledger: Ledger, attack: Callable[[Ledger], Ledger]) -> None:
    assert found(attack(ledger)) == []


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        (cut, "mine: 600 entries were signed, but there are only 500"),
        (forged, "mine: of the first 600 entries another root was signed than they have"),
    ],
)
def test_one_checkpoint_or_receipt_kept_elsewhere_shows_it(
    ledger: Ledger, attack: Callable[[Ledger], Ledger], says: str, tmp_path: Path
) -> None:
    kept = (ledger.folder / "checkpoint").read_bytes()
    assert says in found(attack(ledger), Asked(keys=[LOG.vkey], kept=[("mine", kept)]))
    assert found(ledger, Asked(keys=[LOG.vkey], kept=[("mine", kept)])) == []


@pytest.mark.parametrize("attack", [cut, forged])
def test_checkpoints_kept_beside_the_log_show_it_as_long_as_they_are_left(
    ledger: Ledger, attack: Callable[[Ledger], Ledger]
) -> None:
    ledger.keep(SIZE)
    attacked = attack(ledger)
    (attacked.folder / "checkpoints/600").write_bytes((ledger.folder / "checkpoints/600").read_bytes())
    assert found(attacked) != []


def behind(ledger: Ledger, published: int) -> Ledger:
    """As a log stands while its witnesses are away: all is signed and kept, `checkpoint` is older."""
    (ledger.folder / "checkpoint").write_text(note(ledger.checkpoint(published)))
    return ledger


@pytest.mark.parametrize("published", [550, 512, 500, 1])
def test_what_is_signed_and_not_published_yet_is_not_said_to_be_cut(ledger: Ledger, published: int) -> None:
    mine, said = ("mine", (ledger.folder / "checkpoint").read_bytes()), list[str]()
    behind(ledger.keep(580, cosigners=[CITY]), published)
    assert verify(str(ledger.folder), Asked(keys=[LOG.vkey], kept=[mine]), said.append) == []
    assert f": {published} entries and {SIZE - published} more that are signed and not in `checkpoint` yet, " in said[0]
    assert found(ledger, Asked(policy=POLICY, part=(0, 0))) == []


def test_what_is_signed_and_not_published_yet_is_compared_like_all_else(ledger: Ledger) -> None:
    flip(behind(ledger.keep(SIZE), 500).folder / "tile/entries/002.p/88", 2 + 40)
    assert any(line.startswith("entry 512") for line in found(ledger))


def test_each_checkpoint_beyond_a_cut_is_named_also_while_others_wait_for_witnesses(ledger: Ledger) -> None:
    behind(ledger.keep(510, 520, SIZE), 500)
    for each in ("tile/0/002.p/88", "tile/entries/002.p/88", "tile/1/000.p/2"):
        without(ledger, each)
    for path, content in contents(ledger.entries[:512]):
        ledger.files.write(path, content)
    assert found(ledger) == [
        f"checkpoints/{size}: {size} entries were signed, but there are only 510" for size in (520, SIZE)
    ]


@pytest.mark.parametrize("attack", [cut, forged])
def test_witnesses_show_it(ledger: Ledger, attack: Callable[[Ledger], Ledger]) -> None:
    asked = Asked(policy=POLICY, all_witnessed=True)
    assert found(ledger.keep(SIZE, cosigners=[PROVINCE]), asked) == []
    assert found(attack(ledger), asked) == ["no checkpoint is cosigned as the policy asks"]


def test_the_summary_says_how_much_is_witnessed(ledger: Ledger) -> None:
    said = list[str]()
    ledger.keep(300, cosigners=[CITY])
    assert verify(str(ledger.folder), Asked(policy=POLICY), said.append) == []
    assert "1 cosignatures, witnessed up to 300; signed by" in said[0]
    assert found(ledger, Asked(policy=POLICY, all_witnessed=True)) == [
        "only the first 300 entries are cosigned as the policy asks"
    ]


def test_a_cosignature_that_does_not_hold(ledger: Ledger) -> None:
    false = note(Checkpoint(ORIGIN, 299, bytes(32)), cosigners=[CITY]).splitlines()[-1]
    (ledger.folder / "checkpoints/300").write_text(note(ledger.checkpoint(300)) + f"{false}\n")
    assert "checkpoints/300: the cosignature of witness city does not hold" in found(ledger, Asked(policy=POLICY))


def test_a_ledger_made_anew_by_a_stranger_is_only_shown_by_the_key(ledger: Ledger) -> None:
    theirs = Ledger(ledger.folder.parent / "theirs").of(EVENTS[:300]).write(STRANGER)
    assert found(theirs, Asked()) == []
    assert found(theirs, Asked(keys=[LOG.vkey])) == [f"checkpoint is not signed by {LOG.vkey}"]


# --- receipts and parts


def test_a_receipt_is_checked_without_the_ledger(ledger: Ledger) -> None:
    said = list[str]()
    text = receipt(ledger, 417)
    assert verify_receipt("mine", text.encode(), Asked(keys=[LOG.vkey]), said.append) == []
    assert said[0].endswith(f"is entry 417 of {ORIGIN}, signed at 600 entries")
    assert wrong(text.replace("index 417", "index 418"))
    assert wrong(write_proof(417, [], text.partition("\n\n")[2], ledger.entries[417]))
    assert wrong(text.replace("\n600\n", "\n601\n"))
    assert wrong(text, Asked(keys=[STRANGER.vkey]))
    assert wrong(text, Asked(keys=[LOG.vkey], policy=POLICY))
    assert wrong(text, Asked())


def wrong(text: str, asked: Asked = Asked(keys=[LOG.vkey])) -> list[Finding]:  # noqa: B008 never changed
    return verify_receipt("mine", text.encode(), asked, lambda _: None)


def test_of_a_part_the_hashes_lead_to_the_same_root(ledger: Ledger) -> None:
    without(ledger, "tile/entries/000")
    assert found(ledger, Asked(keys=[LOG.vkey], part=(256, 600))) == []
    assert found(ledger, Asked(keys=[LOG.vkey], part=(0, 0))) == []
    flip(ledger.folder / "tile/0/000", 9)
    assert found(ledger, Asked(keys=[LOG.vkey], part=(256, 600))) != []


# --- chance


@dataclass(frozen=True)
class Change:
    """What is done to one file: `where` and `other` choose, whatever its length and however many files there are."""

    what: str
    file: int
    where: int
    other: int

    def done(self, contents: list[bytes]) -> tuple[int, bytes | None]:
        """(which file, its bytes afterwards); None: it is gone."""
        which, before = self.file % len(contents), contents[self.file % len(contents)]
        at = self.where % len(before)
        match self.what:
            case "flip":
                return which, before[:at] + bytes([before[at] ^ (1 << self.other % 8)]) + before[at + 1 :]
            case "cut":
                return which, before[:at]
            case "append":
                # Not just the end again: a note with the same signature twice is as good as before.
                return which, before + bytes([self.other % 256]) + before[at:]
            case "swap":
                return which, contents[self.other % len(contents)]
        return which, None


NUMBERS = st.integers(0, 2**32)
CHANGES = st.builds(Change, st.sampled_from(["flip", "cut", "append", "swap", "remove"]), NUMBERS, NUMBERS, NUMBERS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With its newest checkpoint among the kept ones: else the next older one in its place would be a cut tail."""
    # An older one in the place of `checkpoint` hides nothing then: it is as if the witnesses were away, and said.
    return Ledger(tmp_path_factory.mktemp("small")).of(history(300)).write().keep(1, 100, 256, 300).folder


@given(change=CHANGES)
def test_whatever_is_done_to_whichever_file_is_found(small: Path, change: Change) -> None:
    files = sorted(file for file in small.rglob("*") if file.is_file() and file.name != "key")
    contents = [file.read_bytes() for file in files]
    which, after = change.done(contents)
    file, before = files[which], contents[which]
    # Kept checkpoints may be thinned out; to put a file in its own place changes nothing.
    if after == before or (after is None and file.parent.name == "checkpoints"):
        return
    try:
        file.unlink() if after is None else file.write_bytes(after)
        said = list[str]()
        assert verify(str(small), Asked(keys=[LOG.vkey]), said.append) or "more that are signed" in said[0], str(change)
    finally:
        file.write_bytes(before)


def test_the_paths_used_here_are_those_of_the_ledger() -> None:
    assert bundle_path(2, 88) == "tile/entries/002.p/88"
