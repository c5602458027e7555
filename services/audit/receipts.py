"""What is handed out so that anybody can show, without asking us, that an event is in the ledger."""

from typing import Any

from infra.ledger.directory import LedgerDirectory
from infra.ledger.entries import MOST_WITH_PAYLOAD, read_entry
from infra.ledger.proofs import write_proof
from infra.ledger.tree import inclusion_proof
from services.audit.checkpoints import Checkpoints, Signed
from services.audit.keys import Keys
from services.audit.searching import Search


class Receipts:
    """A receipt stands under the published checkpoint when that covers it, else under the site's own signature.

    An entry that an older version wrote too long for a line of the proof stands beside it only.
    """

    def __init__(self, keys: Keys, directory: LedgerDirectory, checkpoints: Checkpoints, search: Search) -> None:
        self._keys, self._directory, self._checkpoints, self._search = keys, directory, checkpoints, search

    def of(self, event_id: str) -> dict[str, Any]:
        """Raises NotFound."""
        index = int(self._search.sealed(event_id)["index"])
        signed = self._covering(index)
        proof = inclusion_proof(index, signed.size, self._directory.hash_at(signed.size))
        entry = self._search.entry(index)
        digest = read_entry(entry).payload_sha256
        return {
            "proof": write_proof(index, proof, signed.note, entry if len(entry) <= MOST_WITH_PAYLOAD else None),
            "entry": entry.decode(),
            "payload": self._directory.blob(digest).decode() if isinstance(digest, str) else None,
            "index": index,
            "size": signed.size,
            "vkey": self._keys.signer.vkey,
            "published": signed.published_at is not None,
        }

    def _covering(self, index: int) -> Signed:
        published = self._checkpoints.published()
        if published is not None and index < published.size:
            return published
        signed = self._checkpoints.last()
        assert signed is not None, "what is indexed was sealed"
        return signed
