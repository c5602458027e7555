"""Outcomes show the covenant or the topic of the level above that they became.

Members more at the end of stored documents, as a rebuild would write them: before this version none was made. A row that
has them already is left alone, so that this may be broken off and run again; the version before goes on without them.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0032"
down_revision: str | Sequence[str] | None = "0031"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"covenant":null,"upper_topic":null}}'
WHERE collection = 'outcomes' AND {place}(shown, '"upper_topic":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
