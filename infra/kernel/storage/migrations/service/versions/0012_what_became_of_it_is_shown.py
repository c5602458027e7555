"""Submissions and outcomes show the brief or proposal that they became.

Members more at the end of stored documents, as a rebuild would write them: before this version none was made. A row that
has a member already is left alone, so that this may be broken off and run again.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0012"
down_revision: str | Sequence[str] | None = "0011"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"{member}":null}}'
WHERE collection = '{collection}' AND {place}(shown, '"{member}":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    for collection, member in (("submissions", "brief"), ("outcomes", "brief"), ("outcomes", "proposal")):
        connection.exec_driver_sql(ADDED.format(collection=collection, member=member, place=place))
