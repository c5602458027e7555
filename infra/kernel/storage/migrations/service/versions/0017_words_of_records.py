"""What records are found by, in a table of its own, and in PostgreSQL an index of every character and every two in a row.

The words are written by the program at its next start, which knows what is kept from whom; the version before goes on
without them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | Sequence[str] | None = "0016"
branch_labels = None
depends_on = None

TERMS = r"""
CREATE OR REPLACE FUNCTION record_terms(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $terms$
  SELECT string_to_array(words, NULL)
    || string_to_array(regexp_replace(words, '(..)', '\1' || chr(31), 'g'), chr(31))
    || string_to_array(regexp_replace(substr(words, 2), '(..)', '\1' || chr(31), 'g'), chr(31))
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
