"""The rows of a sheet on their way from its preview to its import: in the page itself, packed; nothing of them is kept here."""

import base64
import binascii
import zlib
from typing import TypeAlias

import msgspec

from gateway.pages.translated import _
from gateway.sheets.cells import MOST_COLUMNS, MOST_ROWS, SheetRow
from infra.kernel.base.problems import Invalid, MalformedRequest

MOST_PACKED = 400 * 1024
"""Characters of the hidden field. Two thousand rows of names and codes are a quarter of it."""
MOST_UNPACKED = 8 * 1024 * 1024
RowsInTurn: TypeAlias = list[SheetRow]


def packed(rows: RowsInTurn) -> str:
    """Raises Invalid for what no page can carry."""
    written = msgspec.json.encode(rows)
    carried = base64.urlsafe_b64encode(zlib.compress(written, 9)).decode()
    if len(written) > MOST_UNPACKED or len(carried) > MOST_PACKED:
        raise Invalid("", errors={"file": [_("这份表太大，请分成几份导入。")]})
    return carried


def unpacked(carried: str) -> RowsInTurn:
    """What `packed` has written. Raises MalformedRequest for anything else: a page of ours never sends it."""
    try:
        unpacking = zlib.decompressobj()
        written = unpacking.decompress(base64.b64decode(carried, altchars=b"-_", validate=True), MOST_UNPACKED)
        rows = msgspec.json.decode(written, type=RowsInTurn)
    except (binascii.Error, ValueError, zlib.error, msgspec.DecodeError) as error:
        raise MalformedRequest(_("请重新选一次文件。")) from error
    if not unpacking.eof or not 0 < len(rows) <= MOST_ROWS + 1 or any(len(row.cells) > MOST_COLUMNS for row in rows):
        raise MalformedRequest(_("请重新选一次文件。"))
    return rows
