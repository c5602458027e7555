"""What is shown of topics says where each came from and where it went (merged, another level), and what was corrected.

Members more at the end of stored documents, as a rebuild would write them: before this version nothing of it could
happen. A row that has a member already is left alone, so that this may be broken off and run again.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | Sequence[str] | None = "0005"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"{member}":{told}}}'
WHERE collection = 'topics' AND {place}(shown, '"{member}":') = 0
"""
MEMBERS = (
    ("origin", "null"),
    ("linked_topic", "null"),
    ("into", "null"),
    ("merged_topics", "[]"),
    ("left_rounds", "[]"),
    ("corrections", "[]"),
)


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    for member, told in MEMBERS:
        connection.exec_driver_sql(ADDED.format(member=member, told=told, place=place))
