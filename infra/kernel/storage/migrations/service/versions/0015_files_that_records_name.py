"""Which records name a file: a table of its own, and the members of what is shown that name them.

Nothing named a file before this version, so the table is empty. Members more at the end of stored documents, as a rebuild
would write them: the version before goes on without them. A row that has them already is left alone, so that this may be
broken off and run again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | Sequence[str] | None = "0014"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',{members}}}'
WHERE collection = '{collection}' AND {place}(shown, '"files":') = 0
"""
MEMBERS = (
    ("submissions", '"files":[],"cleared_files":[]'),
    ("tasks", '"files":[]'),
    ("topics", '"files":[]'),
)


def upgrade() -> None:
    op.create_table(
        "record_files",
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("internal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("collection", "id", "digest"),
        if_not_exists=True,
    )
    op.create_index("files_by_digest", "record_files", ["digest"], if_not_exists=True)
    place = "strpos" if op.get_bind().dialect.name == "postgresql" else "instr"
    for collection, members in MEMBERS:
        op.get_bind().exec_driver_sql(ADDED.format(collection=collection, members=members, place=place))
