"""What records are found by, in a table of its own, and in PostgreSQL an index of every character and every two in a row.

The words are written by the program at its next start, which knows what is kept from whom; the version before goes on
without them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | Sequence[str] | None = "0015"
branch_labels = None
depends_on = None

TERMS = """
CREATE OR REPLACE FUNCTION record_terms(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $terms$
  SELECT coalesce(array_agg(DISTINCT term), '{}')
  FROM generate_series(1, length(words)) AS start, generate_series(1, 2) AS many, substr(words, start, many) AS term
  WHERE length(term) = many
$terms$
"""
INDEX = """
CREATE INDEX IF NOT EXISTS record_words_by_term ON record_words USING gin (record_terms(open || chr(10) || kept))
"""


def upgrade() -> None:
    op.create_table(
        "record_words",
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("open", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("collection", "id"),
        if_not_exists=True,
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(TERMS)
        connection.exec_driver_sql(INDEX)
