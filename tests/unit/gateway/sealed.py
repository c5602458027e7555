"""A small ledger as the audit service would answer from it: made with the ledger's own code, signed with a key of the tests."""

import base64
from collections.abc import Callable
from typing import Any

from infra.kernel.base.problems import NotFound
from infra.kernel.contract.envelope import Recorded
from infra.ledger.bundles import pack
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.entries import encode
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.notes import new_signing_key, read_private
from infra.ledger.proofs import write_proof
from infra.ledger.redacted import redact
from infra.ledger.tiles import FULL, parse_path
from infra.ledger.tree import inclusion_proof
from tests.unit.gateway.fakes import COUNCIL, SHAHE, TOPIC, Suite

EVENT = "01938f3e-0000-7000-8000-0000000000e"
SIGNER = read_private(new_signing_key("ledger.example/linze"))


def event_id(number: int) -> str:
    return f"{EVENT}{number:x}"


def recorded(number: int, payload: str = '{"title":"校门口"}') -> Recorded:
    return Recorded(
        event_id=event_id(number),
        stream=f"topic-{TOPIC}",
        version=number + 1,
        type="TopicDrafted",
        schema_version=1,
        occurred_at="2026-03-02T01:00:00.000000+00:00",
        recorded_at="2026-03-02T01:00:00.000000+00:00",
        actor=None,
        role="CHAIR",
        organisation=COUNCIL,
        division=SHAHE,
        command_id=event_id(number),
        correlation_id="visit-7",
        causation_id=None,
        payload=payload,
        service="topics",
        position=number,
    )


class Ledger:
    """`size` entries, sealed; everything a gateway asks of the audit service."""

    def __init__(self, *events: Recorded) -> None:
        self.events = events
        self.entries = [encode(event)[0] for event in events]
        self.leaves = [leaf_hash(entry) for entry in self.entries]
        checkpoint = Checkpoint(SIGNER.name, len(events), root_of(self.leaves))
        body = checkpoint.body()
        self.note = f"{body}\n{SIGNER.sign(body)}"
        self.asked_for: list[dict[str, Any]] = []

    def answers(self, suite: Suite) -> "Ledger":
        """From now on the suite's audit service is this ledger."""
        table: dict[str, Callable[[Any], dict[str, Any]]] = {
            "checkpoint": lambda _: {"note": self.note},
            "checkpoints": lambda _: {"sizes": [1, len(self.events)]},
            "kept": self._kept,
            "key": lambda _: {"vkey": SIGNER.vkey, "witness_vkey": "w+0+1", "origin": SIGNER.name, "witnesses": []},
            "tile": lambda asked: {"content": _base64(self._tile(asked["path"]))},
            "bundle": lambda asked: {"content": _base64(self._tile(asked["path"]))},
            "redacted": lambda asked: {"content": _base64(self._redacted(asked["path"]))},
            "receipt": self._receipt,
            "search": self._search,
        }
        for method, answer in table.items():
            suite.services.answers["audit", method] = answer
        return self

    def _kept(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["size"] != len(self.events):
            raise NotFound("no such checkpoint")
        return {"note": self.note}

    def _tile(self, path: str) -> bytes:
        named = parse_path(path)
        inside = slice(named.number * FULL, named.number * FULL + named.width)
        if named.level or len(self.leaves[inside]) != named.width:
            raise NotFound("no such tile")
        return pack(self.entries[inside]) if named.level is None else b"".join(self.leaves[inside])

    def _redacted(self, path: str) -> bytes:
        self._tile(path)
        named = parse_path(path)
        return redact(named.number * FULL, self.entries[named.number * FULL :][: named.width])

    def _receipt(self, asked: dict[str, Any]) -> dict[str, Any]:
        for index, event in enumerate(self.events):
            if event.event_id == asked["event_id"]:
                proof = inclusion_proof(index, len(self.events), self._hash_at)
                return {
                    "proof": write_proof(index, proof, self.note, self.entries[index]),
                    "entry": self.entries[index].decode(),
                    "payload": None,
                    "index": index,
                    "size": len(self.events),
                    "vkey": SIGNER.vkey,
                    "published": False,
                }
        raise NotFound("not sealed yet")

    def _hash_at(self, level: int, index: int) -> bytes:
        return root_of(self.leaves[index << level : (index + 1) << level])

    def _search(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Pages of two, whatever the limit."""
        self.asked_for.append(asked)
        start = int(asked["cursor"] or 0)
        items = [
            {"index": index, "entry": entry.decode()}
            for index, entry in list(enumerate(self.entries))[start : start + 2]
        ]
        return {"items": items, "next": str(start + 2) if start + 2 < len(self.events) else None}


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
