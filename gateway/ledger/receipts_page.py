"""A receipt on paper: what was recorded, where it stands in the ledger, the proof in full, and a QR code of its address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import segno
from flask import render_template, request
from markupsafe import Markup

from gateway.ledger.receipts_words import WORDS
from infra.kernel.base.clock import CHINA, moment
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.notes import split
from infra.ledger.proofs import checkpoint_of, parse_proof

# Records that are found under another one's address.
NESTED = {
    "participants": "meetings",
    "items": "meetings",
    "pre-work": "meetings",
    "bookings": "venues",
    "entries": "contests",
    "agenda": "meetings",
    "speeches": "meetings",
    "suggestions": "meetings",
    "options": "meetings",
    "effects": "meetings",
    "formats": "meetings",
    "invitations": "meetings",
    "notices": "meetings",
    "notes": "meetings",
}


@dataclass(frozen=True)
class Printed:
    """What the page says, as text. `record` is where the record is read; `witnesses` who cosigned; `qr_code` of the address;
    `whole` is the receipt as JSON, to be checked."""

    address: str
    record: str
    kind: str
    event: str
    recorded_at: str
    index: int
    checkpoint: Checkpoint
    published: bool
    witnesses: list[str]
    vkey: str
    proof: str
    whole: str
    qr_code: Markup


def page(
    found: Mapping[str, Any], record: Mapping[str, Any], labels: Mapping[str, str], lang: str, site: str | None
) -> str:
    """The page for a receipt as the audit service answers it, and the record it is about. `site`: where people find us."""
    it = printed(found, record, labels, lang, site or request.host_url)
    return render_template("receipt.html", words=WORDS[lang], lang=lang, it=it)


def page_that_asks_for_a_code(lang: str, site: str | None) -> str:
    """For whoever may not read the record as he comes, and it is the same where there is no such event."""
    address = _address(site or request.host_url)
    return render_template("receipt_code.html", words=WORDS[lang], lang=lang, address=address)


def printed(
    found: Mapping[str, Any], record: Mapping[str, Any], labels: Mapping[str, str], lang: str, site: str
) -> Printed:
    entry, proof = json.loads(found["entry"]), parse_proof(found["proof"])
    address = _address(site)
    collection = record["collection"]
    nested_in = f"/v1/{NESTED[collection]}/{record['parent']}" if record.get("parent") else "/v1"
    chinese, _, english = labels.get(collection, f"{collection} {collection}").partition(" ")
    return Printed(
        address=address,
        record=f"{nested_in}/{collection}/{record['id']}",
        kind=chinese if lang == "zh" else english,
        event=entry["type"],
        recorded_at=moment(entry["recorded_at"]).astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S"),
        index=found["index"],
        checkpoint=checkpoint_of(proof),
        published=found["published"],
        witnesses=[line.name for line in split(proof.note)[1] if line.name != checkpoint_of(proof).origin],
        vkey=found["vkey"],
        proof=found["proof"],
        whole=json.dumps({name: found[name] for name in ("proof", "entry", "payload")}, ensure_ascii=False),
        qr_code=qr_code(address),
    )


def _address(site: str) -> str:
    return f"{site.rstrip('/')}{request.path}"


def qr_code(address: str) -> Markup:
    """As SVG within the page: no further request, no script, no style that the page's content policy would refuse."""
    return Markup(segno.make(address, micro=False, error="m").svg_inline(scale=4, border=4))  # noqa: S704 no input in it
