"""Events to take away: `GET /v1/events/export`, as JSON Lines or CSV, every row with the proof that it is in the ledger.

All rows are proven against one checkpoint, the newest when the export began; what is sealed later is not in it. A row
has the entry as it is hashed, its index, and the hashes from the leaf up to the checkpoint's root.
"""

import base64
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from gateway.documents import documents
from gateway.files.files import handed_out
from gateway.http.context import Gateway, identity_of_request
from gateway.http.services import AUDIT, Services
from gateway.ledger.auditing import EventFilters, Page, RecordedLine, as_line, blobs, search
from gateway.ledger.exported_files import as_zip
from gateway.records.reading import MOST_ITEMS, query_of
from gateway.sheets.cells import harmless
from infra.kernel.base.calls import Caller
from infra.kernel.contract import wire
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.hashing import HASH_BYTES
from infra.ledger.notes import split
from infra.ledger.tiles import hash_in_tiles, tile_path
from infra.ledger.tree import inclusion_proof

JSON_LINES, CSV, ZIP = "jsonl", "csv", "zip"


class ExportFilters(EventFilters):
    format = wire.OneOf(JSON_LINES, CSV, ZIP, required=True, metadata={"description": "文件格式 what kind of file"})


@dataclass(frozen=True, slots=True)
class ProvenEvent:
    """One exported event: as it reads, the entry as it is hashed, and its path to the checkpoint's root."""

    event: dict[str, Any]
    entry: bytes
    proof: list[str]


@dataclass(frozen=True)
class Export:
    """The events that fit, up to one checkpoint."""

    services: Services
    caller: Caller
    filters: dict[str, Any]
    note: str
    vkey: str

    @property
    def checkpoint(self) -> Checkpoint:
        return parse_checkpoint(split(self.note)[0])

    def rows(self, first_page: Page) -> Iterator[ProvenEvent]:
        size, page, hash_at = self.checkpoint.size, first_page, hash_in_tiles(self._tile, self.checkpoint.size)
        while True:
            for index, entry in page.entries:
                if index >= size:
                    return
                hashes = inclusion_proof(index, size, hash_at)
                event = as_line(entry, index, blobs(self.services, self.caller))
                yield ProvenEvent(event, entry, [base64.b64encode(one).decode() for one in hashes])
            if page.next is None:
                return
            page = self.page(page.next)

    def page(self, cursor: str | None) -> Page:
        """Raises NotPermitted, Invalid."""
        return search(self.services, self.caller, self.filters, cursor, MOST_ITEMS)

    def _tile(self, level: int, number: int, width: int) -> bytes:
        content: str = self.services.call(AUDIT, "tile", {"path": tile_path(level, number, width)})["content"]
        return base64.b64decode(content)[: width * HASH_BYTES]


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("exports", __name__, description="导出 exports")

    def export() -> Response:
        caller = identity_of_request().with_token()
        filters = query_of(ExportFilters())
        form = filters.pop("format")
        call = gateway.services.call
        note, vkey = call(AUDIT, "checkpoint", None)["note"], call(AUDIT, "key", None)["vkey"]
        whole = Export(gateway.services, caller, filters, note, vkey)
        first = whole.page(None)  # a refusal must come before the answer has begun
        response = Response(_as(form, whole, first, gateway), content_type=_TYPES[form])
        name = f"events-{whole.checkpoint.size}.{form}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    routes.route("/v1/events/export", endpoint="export")(routes.doc(**_EXPORT)(export))
    return routes


def _as(form: str, export: Export, first: Page, gateway: Gateway) -> Iterator[str] | Iterator[bytes]:
    if form == CSV:
        return as_csv(export, first)
    lines = as_json_lines(export, first)
    if form == ZIP:
        return as_zip(lines, lambda digest: handed_out(gateway, export.caller, digest))
    return (line for line, _event in lines)


def as_json_lines(export: Export, first: Page) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """What holds for all, then a line an event, then how many: a file without its last line was cut off."""
    yield _line({"checkpoint": export.note, "vkey": export.vkey, "filters": export.filters}), None
    count = 0
    for row in export.rows(first):
        count += 1
        said = {"index": row.event["index"], "entry": row.entry.decode(), "proof": row.proof, "event": row.event}
        yield _line(said), row.event
    yield _line({"rows": count}), None


def as_csv(export: Export, first: Page) -> Iterator[str]:
    """For spreadsheets: no cell begins like a formula; each row has its entry (Base64), proof and checkpoint."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield "\ufeff"
    for row in export.rows(first):
        yield _taken(written)
        event = {**row.event, "payload": json.dumps(row.event["payload"], ensure_ascii=False)}
        proof = [base64.b64encode(row.entry).decode(), json.dumps(row.proof), export.note]
        writer.writerow([harmless(event.get(name)) for name in _OF_EVENT] + [harmless(one) for one in proof])
    yield _taken(written)


def _taken(written: io.StringIO) -> str:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False) + "\n"


_OF_EVENT = ("index", *(name for name in RecordedLine().fields if name != "index"))
COLUMNS = (*_OF_EVENT, "entry", "proof", "checkpoint")
_TYPES = {
    JSON_LINES: "application/jsonl; charset=utf-8",
    CSV: "text/csv; charset=utf-8",
    ZIP: "application/zip",
}
_EXPORT: documents.Document = {
    "operationId": "events.export",
    "summary": "导出事件，逐条附证明 events to take away, each with its proof (AUD)",
    "description": (
        "jsonl：首行为检查点与公钥，末行为行数，其间每行 {index, entry, proof, event}；"
        "`verify_ledger.py --receipt FILE --key VKEY` 可离线核验。csv：不含公式，entry 为 Base64，证明与检查点在末三列。"
        "zip：events.jsonl 与各事件所指的附件，files/ 下文件名即其 SHA-256；个人的、调用者无权阅读的不在内。"
        " jsonl: the first line has the checkpoint and key, the last the number of rows; each between is {index, entry,"
        " proof, event}. csv: no cell is a formula; the last three columns are the entry (Base64), proof, checkpoint."
        " zip: events.jsonl, and the files that events name, below files/ by their SHA-256, but for a person's and"
        " those that the caller may not read."
    ),
    "security": documents.TOKEN,
    "parameters": [{"in": "query", "schema": ExportFilters}, documents.CORRELATION],
    "responses": {
        "200": {
            "description": "文件 a file",
            "content": {
                "application/jsonl": {"schema": {"type": "string"}},
                "text/csv": {"schema": {"type": "string"}},
                "application/zip": {"schema": {"type": "string", "format": "binary"}},
            },
        },
        **documents.refusals("unauthenticated", "not-permitted", "invalid", "too-many", "unavailable"),
    },
}
