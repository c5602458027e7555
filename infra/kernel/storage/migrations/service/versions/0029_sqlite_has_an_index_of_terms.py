"""In SQLite, an index of the characters that records say: until now all words of a collection were read through.

What an earlier version wrote is numbered here and put into the index at the next start; PostgreSQL has had its index
from the beginning. The version before goes on without it: triggers number what it writes.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0029"
down_revision: str | Sequence[str] | None = "0028"
branch_labels = None
depends_on = None

ADDED = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS record_terms USING fts5(words, content='', tokenize='ascii')",
    "CREATE TABLE IF NOT EXISTS record_terms_numbers (number INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL)",
    "CREATE TRIGGER IF NOT EXISTS record_terms_added AFTER INSERT ON record_words BEGIN "
    "INSERT INTO record_terms_numbers (collection, id) VALUES (new.collection, new.id); END",
    "CREATE TRIGGER IF NOT EXISTS record_terms_changed AFTER UPDATE ON record_words "
    "WHEN new.open <> old.open OR new.kept <> old.kept BEGIN "
    "INSERT INTO record_terms_numbers (collection, id) VALUES (new.collection, new.id); END",
    "DELETE FROM record_terms_numbers",
    "INSERT INTO record_terms (record_terms) VALUES ('delete-all')",
    "INSERT INTO record_terms_numbers (collection, id) SELECT collection, id FROM record_words",
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for statement in ADDED:
            connection.exec_driver_sql(statement)
