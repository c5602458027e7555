"""Briefs are found by the submissions that they name, instructions by the record that they are written on.

What is there already is left alone, so that this may be broken off and run again; the version before goes on with it.
"""

import json
from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

revision: str = "0026"
down_revision: str | Sequence[str] | None = "0025"
branch_labels = None
depends_on = None

KEPT = "SELECT collection, id, shown FROM records WHERE collection IN ('briefs', 'instructions')"
NAMED = "INSERT INTO record_names (collection, id, who) VALUES (:collection, :id, :who) ON CONFLICT DO NOTHING"


def upgrade() -> None:
    connection = op.get_bind()
    for collection, record_id, shown in connection.execute(text(KEPT)).all():
        told = json.loads(shown)
        named = told["submissions"] if collection == "briefs" else [told["written_on"]["id"]]
        for who in named:
            connection.execute(text(NAMED), {"collection": collection, "id": record_id, "who": who})
