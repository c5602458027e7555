"""Words of records that a version before wrote, or wrote while this one was being put in its place."""

from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from infra.kernel.commands.folding import Lifecycles
from infra.kernel.storage.database import Database, run_many
from infra.kernel.storage.tables import RECORD_WORDS, RECORDS
from infra.kernel.storage.term_index import index_words, renew_when_worn_out
from infra.kernel.storage.words import words_in

PAGE = 1000


def fill_words(database: Database, lifecycles: Lifecycles) -> int:
    """Of all records that have none, and what of any is not in the index yet; answers how many had none."""
    its = (RECORD_WORDS.c.collection == RECORDS.c.collection, RECORD_WORDS.c.id == RECORDS.c.id)
    columns = (RECORDS.c.collection, RECORDS.c.id, RECORDS.c.state, RECORDS.c.search, RECORDS.c.shown)
    unworded = select(*columns).where(~select(RECORD_WORDS.c.id).where(*its).exists())
    row = database.insert(RECORD_WORDS).values({c.name: bindparam(c.name) for c in RECORD_WORDS.c})
    add, filled = database.prepare(row.on_conflict_do_nothing()), 0
    ordered = unworded.order_by(RECORDS.c.collection, RECORDS.c.id).limit(PAGE)
    while found := database.query(ordered):
        rows = [_row(lifecycles, *one) for one in found]
        with database.transaction() as cursor:
            run_many(cursor, add, rows)
        filled += len(rows)
    renew_when_worn_out(database)
    index_words(database)
    return filled


def _row(
    lifecycles: Lifecycles, collection: str, record_id: str, state: str, search: str, shown: str
) -> dict[str, Any]:
    kept_inside = lifecycles.by_collection[collection].kept_inside
    words = words_in(msgspec.json.decode(shown), search, state, kept_inside)
    return {"collection": collection, "id": record_id, "open": words.open, "kept": words.kept}
