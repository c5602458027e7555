"""The witnesses of this site's own ledger: asked for their cosignatures, and until they are enough nothing is published.

One that is silent, knows another history or signs what does not hold is shown with its trouble; the others are not kept
waiting by it, and receipts under the site's own signature wait for none of them.
"""

import http.client
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import eventlet

from infra.kernel.base.clock import stamp
from infra.ledger.notes import NoteRefused, NoteVerifier, open_note, split
from infra.ledger.texts import Malformed, read_decimal
from infra.ledger.tree import consistency_proof
from infra.ledger.witness_policy import Witness, WitnessPolicy
from infra.ledger.witnessing import CONFLICT, UNPROCESSABLE, write_add_checkpoint
from services.audit.checkpoints import Signed
from services.audit.sealing import Ledger

HTTP_SECONDS = 10.0
MOST_ANSWERED = 64 * 1024
BACK_OFF = (1.0, 2.0, 5.0, 15.0, 60.0)
WAIT_SECONDS = 1.0
TARGET_SECONDS = 10.0
LAGGING_SECONDS = 60.0
OK = 200

Post = Callable[[str, bytes], tuple[int, str]]
"""(address, body) to (status, text). Raises OSError or http.client.HTTPException."""


class Silent(Exception):
    """The witness does not answer, or not with what can be used; the message says how."""


class Contradicts(Exception):
    """The witness says something that does not go together with our ledger; the message says what."""


@dataclass
class WitnessStanding:
    """How one witness stands: how much of the ledger it has cosigned, and what is wrong with it.

    `waiting_since`: since when a checkpoint has been waiting for its cosignature.
    """

    witness: Witness
    known_size: int = 0
    cosigned_at: datetime | None = None
    waiting_since: datetime | None = None
    line: tuple[int, str] = (0, "")
    state: str = "ok"
    why: str | None = None
    failures: int = 0

    def shown(self, size: int) -> dict[str, Any]:
        """`lagging`: it does answer, but has not cosigned what was sealed long since."""
        waiting = (datetime.now(UTC) - self.waiting_since).total_seconds() if self.waiting_since else None
        lagging = self.state == "ok" and self.known_size < size and waiting is not None and waiting > LAGGING_SECONDS
        trouble = f"has not cosigned for more than {LAGGING_SECONDS:.0f} seconds" if lagging else self.why
        return {
            "name": self.witness.name,
            "state": "lagging" if lagging else self.state,
            "size": self.known_size or None,
            "behind": max(0, size - self.known_size),
            "trouble": trouble,
            "since": stamp(self.cosigned_at) if self.cosigned_at else None,
        }


class Witnesses:
    """The witnesses of one policy. All are asked about the same checkpoint, until it is published or has waited too long."""

    def __init__(self, policy: WitnessPolicy, ledger: Ledger, post: Post | None = None) -> None:
        self._policy, self._ledger, self._post = policy, ledger, post or post_over_http
        self._target: Signed | None = None
        self._chosen_at, self._lines_published = 0.0, (0, 0)
        self.standings = [WitnessStanding(witness) for witness in policy.witnesses]

    def attend(self, standing: WitnessStanding) -> float:
        """Asks one witness, if there is anything to ask it; after how many seconds to come again."""
        target = self._current_target()
        if target is None or standing.line[0] == target.size:
            return WAIT_SECONDS
        try:
            standing.line = (target.size, self._cosignature(standing, target))
        except (Silent, Contradicts) as trouble:
            standing.state, standing.why = "down" if isinstance(trouble, Silent) else "lying", str(trouble)
            standing.failures += 1
            return BACK_OFF[min(standing.failures, len(BACK_OFF)) - 1]
        standing.known_size, standing.cosigned_at = target.size, datetime.now(UTC)
        standing.state, standing.why, standing.failures, standing.waiting_since = "ok", None, 0, None
        self._cosigned(target)
        return WAIT_SECONDS

    def _current_target(self) -> Signed | None:
        """The checkpoint that all are asked about: the newest one whenever a new one is chosen."""
        waited = time.monotonic() - self._chosen_at > TARGET_SECONDS
        if self._target is None or self._lines_published[0] == self._target.size or waited:
            newest = self._ledger.checkpoints.last()
            if newest is not None and (self._target is None or newest.size > self._target.size):
                self._choose(newest)
        return self._target

    def _choose(self, newest: Signed) -> None:
        """Whoever cosigned it before this process began is not asked again."""
        body, lines = split(newest.note)
        self._target, self._chosen_at = replace(newest, note=f"{body}\n{lines[0].text}"), time.monotonic()
        for one in self.standings:
            one.waiting_since = one.waiting_since or datetime.now(UTC)
            verifier = NoteVerifier(one.witness.vkey)
            for line in lines:
                if (line.name, line.key_id) == (verifier.name, verifier.key_id):
                    one.line, one.known_size, one.waiting_since = (newest.size, line.text), newest.size, None
        if newest.published_at is not None:
            self._lines_published = (newest.size, len(lines) - 1)
        self._cosigned(self._target)

    def _cosigned(self, target: Signed) -> None:
        """Kept with every line that there is; published once they are enough, and again when another one comes."""
        lines = {one.witness.name: one.line[1] for one in self.standings if one.line[0] == target.size}
        if not lines or (target.size, len(lines)) <= self._lines_published:
            return
        note = target.note + "".join(lines.values())
        if self._policy.satisfied(lines):
            self._ledger.notices.put_up(self._ledger.checkpoints.publish(target.size, note, datetime.now(UTC)))
            self._lines_published = (target.size, len(lines))
        else:
            self._ledger.notices.put_up(self._ledger.checkpoints.keep(target.size, note))

    def _cosignature(self, standing: WitnessStanding, target: Signed) -> str:
        """Raises Silent, Contradicts."""
        status, said = self._asked(standing, target)
        if status == CONFLICT:
            standing.known_size = _size_said(said)
            self._must_be_within(standing.known_size, target)
            status, said = self._asked(standing, target)
        if status == UNPROCESSABLE:
            raise Contradicts(f"says that our checkpoint of {target.size} does not continue what it saw: {said[:200]}")
        if status != OK:
            raise Silent(f"refuses with {status}: {said[:200].strip()}")
        return _verified(standing.witness, target, said)

    def _must_be_within(self, size: int, target: Signed) -> None:
        newest = self._ledger.checkpoints.last()
        if newest is None or size > newest.size:
            raise Contradicts(
                f"has cosigned {size} entries of this ledger, which has fewer: was an older backup restored?"
            )
        if size > target.size:
            self._target = None
            raise Silent(f"has cosigned {size} entries already; it is asked about a newer checkpoint")

    def _asked(self, standing: WitnessStanding, target: Signed) -> tuple[int, str]:
        known = min(standing.known_size, target.size)
        proof = consistency_proof(known, target.size, self._ledger.directory.hash_at(target.size))
        try:
            return self._post(f"{standing.witness.url}/add-checkpoint", write_add_checkpoint(known, proof, target.note))
        except (OSError, http.client.HTTPException) as trouble:
            raise Silent(f"does not answer: {trouble!r}") from trouble


def _verified(witness: Witness, target: Signed, said: str) -> str:
    """The line of the witness that holds over our checkpoint. Raises Contradicts."""
    body, _ = split(target.note)
    try:
        return open_note(f"{body}\n{said}", [NoteVerifier(witness.vkey)]).verified[0].line
    except NoteRefused as refused:
        raise Contradicts(f"answers with a cosignature that does not hold: {refused}") from refused


def _size_said(text: str) -> int:
    try:
        return read_decimal(text.strip(), "the size that the witness knows")
    except Malformed as error:
        raise Contradicts(str(error)) from error


def post_over_http(address: str, body: bytes) -> tuple[int, str]:
    """No redirect is followed: the policy says where the witness is."""
    to = urlsplit(address)
    if to.scheme not in ("http", "https") or not to.hostname:
        raise Silent(f"has no address that can be asked: {address}")
    if to.scheme == "https":
        secured = ssl.create_default_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            to.hostname, to.port, timeout=HTTP_SECONDS, context=secured
        )
    else:
        connection = http.client.HTTPConnection(to.hostname, to.port, timeout=HTTP_SECONDS)
    try:
        with eventlet.Timeout(2 * HTTP_SECONDS, TimeoutError("too slow")):
            connection.request("POST", to.path, body, {"Content-Type": "text/plain; charset=utf-8"})
            answer = connection.getresponse()
            return answer.status, answer.read(MOST_ANSWERED).decode(errors="replace")
    finally:
        connection.close()
