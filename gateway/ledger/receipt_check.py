"""Whether a receipt stands: what it says of its entry, the way from there to the signed root, and who signed that.

The same as `static/verify.js` does in a browser and `verify_ledger.py` on any machine, with the ledger's own code.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from infra.kernel.base.clock import CHINA, moment
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.entries import Entry, read_entry
from infra.ledger.hashing import leaf_hash
from infra.ledger.notes import COSIGNATURE, ED25519, NoteRefused, NoteVerifier, SignatureLine, Verified, split
from infra.ledger.proofs import FIRST_LINE, TlogProof, parse_proof
from infra.ledger.texts import Malformed
from infra.ledger.tree import ProofRefused, verify_inclusion

MOST_BYTES = 3 * 1024 * 1024
"""Of a receipt: a payload of the longest request, with every character of it escaped."""
OK, BAD, NOT_CHECKED = "ok", "bad", "none"
SentenceFilling: TypeAlias = Mapping[str, str]
NOTHING_TOLD: SentenceFilling = {}


class NotAReceipt(Exception):
    """What was handed in is no receipt, or there is no key to check it with. `code` names the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class CheckedPart:
    """One thing that was looked at, whether it holds, and which sentence says so; `told` fills that."""

    state: str
    code: str
    told: SentenceFilling = field(default_factory=dict)


@dataclass(frozen=True)
class CheckedReceipt:
    """Each part in its order; what can be told of the entry, and the entry as it was handed in."""

    parts: list[CheckedPart]
    told: SentenceFilling
    entry: str

    @property
    def broken(self) -> CheckedPart | None:
        """The first part that does not hold."""
        return next((one for one in self.parts if one.state == BAD), None)


@dataclass(frozen=True)
class HandedIn:
    """A receipt as its text has it: the proof, and as JSON the entry and a long payload beside it."""

    proof: str
    entry: bytes | None
    payload: bytes | None


def check_receipt(given: bytes, keys: str) -> CheckedReceipt:
    """Raises NotAReceipt for what cannot be checked at all."""
    verifiers, handed_in = verifiers_in(keys), receipt_in(given)
    try:
        proof = parse_proof(handed_in.proof)
        body, lines = split(proof.note)
        checkpoint = parse_checkpoint(body)
    except (Malformed, NoteRefused):
        return CheckedReceipt([CheckedPart(BAD, "proof_unreadable")], NOTHING_TOLD, "")
    entry = handed_in.entry if handed_in.entry is not None else proof.extra
    read = _read(entry)
    parts = [
        _of_signature(body, lines, checkpoint, [one for one in verifiers if one.kind == ED25519]),
        *_of_entry(handed_in, proof, entry, read),
        *([] if entry is None else [_of_path(proof, checkpoint, entry)]),
        *_of_witnesses(body, lines, verifiers),
    ]
    return CheckedReceipt(parts, _told(proof, checkpoint, read), (entry or b"").decode(errors="replace"))


def verifiers_in(keys: str) -> list[NoteVerifier]:
    """A vkey a line, of ledgers and of witnesses. Raises NotAReceipt."""
    lines = [line.strip() for line in keys.splitlines()]
    try:
        found = [NoteVerifier(line) for line in lines if line and not line.startswith("#")]
    except Malformed:
        raise NotAReceipt("keys_unreadable") from None
    if not any(one.kind == ED25519 for one in found):
        raise NotAReceipt("no_key")
    return found


def receipt_in(given: bytes) -> HandedIn:
    """As text or as JSON; line ends and blanks around it are as whoever pasted it has them. Raises NotAReceipt."""
    if len(given) > MOST_BYTES:
        raise NotAReceipt("too_long")
    try:
        text = given.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        raise NotAReceipt("no_text") from None
    if not text:
        raise NotAReceipt("nothing")
    handed_in = _in_json(text) if text.startswith("{") else HandedIn(f"{text}\n", None, None)
    if not handed_in.proof.startswith(f"{FIRST_LINE}\n"):
        raise NotAReceipt("no_receipt")
    return handed_in


def _in_json(text: str) -> HandedIn:
    try:
        fields = json.loads(text)
        proof, entry, payload = fields.get("proof"), fields.get("entry"), fields.get("payload")
        if not isinstance(proof, str) or not isinstance(entry, str) or not isinstance(payload, str | None):
            raise NotAReceipt("no_proof")
        proof.encode()
        return HandedIn(proof, entry.encode(), None if payload is None else payload.encode())
    except (ValueError, RecursionError):  # also of half a character, which no text has
        raise NotAReceipt("no_json") from None


def _read(entry: bytes | None) -> Entry | None:
    try:
        return None if entry is None else read_entry(entry)
    except Malformed:
        return None


def _of_entry(handed_in: HandedIn, proof: TlogProof, entry: bytes | None, read: Entry | None) -> Iterator[CheckedPart]:
    if entry is None:
        yield CheckedPart(BAD, "entry_missing")
    elif proof.extra is not None and proof.extra != entry:
        yield CheckedPart(BAD, "entry_twice")
    elif read is None:
        yield CheckedPart(BAD, "entry_unreadable")
    digest = read.payload_sha256 if read is not None and isinstance(read.payload_sha256, str) else None
    if handed_in.payload is not None:
        holds = hashlib.sha256(handed_in.payload).hexdigest() == digest
        yield CheckedPart(OK, "payload_holds") if holds else CheckedPart(BAD, "payload_broken")
    elif digest is not None:
        yield CheckedPart(NOT_CHECKED, "payload_elsewhere")


def _of_path(proof: TlogProof, checkpoint: Checkpoint, entry: bytes) -> CheckedPart:
    try:
        verify_inclusion(proof.index, checkpoint.size, checkpoint.root, leaf_hash(entry), proof.hashes)
    except ProofRefused:
        return CheckedPart(BAD, "path_broken")
    return CheckedPart(OK, "path_holds")


def _of_signature(
    body: str, lines: Sequence[SignatureLine], checkpoint: Checkpoint, verifiers: Sequence[NoteVerifier]
) -> CheckedPart:
    signed = [_verified(body, line, one) for line in lines for one in verifiers if _is_of(line, one)]
    if not signed:
        return CheckedPart(BAD, "signature_unknown", {"origin": checkpoint.origin})
    if None in signed:
        return CheckedPart(BAD, "signature_broken", {"origin": checkpoint.origin})
    if checkpoint.origin not in {one.name for one in signed if one}:
        return CheckedPart(BAD, "signature_of_another", {"origin": checkpoint.origin})
    return CheckedPart(OK, "signature_holds", {"origin": checkpoint.origin, "size": str(checkpoint.size)})


def _of_witnesses(
    body: str, lines: Sequence[SignatureLine], verifiers: Sequence[NoteVerifier]
) -> Iterator[CheckedPart]:
    """Those whose keys are given; of the others it is said that nobody looked."""
    known = [one for one in verifiers if one.kind == COSIGNATURE]
    found = [(one, _verified(body, line, one)) for line in lines for one in known if _is_of(line, one)]
    for witness, verified in found:
        if verified is None:
            yield CheckedPart(BAD, "witness_broken", {"name": witness.name})
        else:
            yield CheckedPart(OK, "witness_holds", {"name": witness.name, "at": _at(verified.time)})
    unknown = [line.name for line in lines if not any(_is_of(line, one) for one in verifiers)]
    if unknown:
        yield CheckedPart(NOT_CHECKED, "witness_unknown", {"names": "、".join(dict.fromkeys(unknown))})
    elif not found:
        yield CheckedPart(NOT_CHECKED, "no_witness")


def _is_of(line: SignatureLine, verifier: NoteVerifier) -> bool:
    return (line.name, line.key_id) == (verifier.name, verifier.key_id)


def _verified(body: str, line: SignatureLine, verifier: NoteVerifier) -> Verified | None:
    """None where the line does not hold."""
    try:
        return verifier.verified(body, line)
    except NoteRefused:
        return None


def _told(proof: TlogProof, checkpoint: Checkpoint, read: Entry | None) -> SentenceFilling:
    """All that the sentence and the facts below it say; an entry that cannot be read tells nothing."""
    of_entry = {"event": read.type, "recorded_at": _recorded(read.recorded_at)} if read is not None else {}
    return {"index": str(proof.index), "size": str(checkpoint.size), "origin": checkpoint.origin, **of_entry}


def _recorded(at: str) -> str:
    try:
        return _said(moment(at))
    except ValueError:
        return at


def _at(seconds: int | None) -> str:
    try:
        return _said(datetime.fromtimestamp(seconds or 0, UTC))
    except (ValueError, OverflowError, OSError):  # later than there are years
        return str(seconds)


def _said(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
