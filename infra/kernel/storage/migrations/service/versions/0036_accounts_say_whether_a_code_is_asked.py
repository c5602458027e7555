"""Accounts show whether a code is asked for as well: before this version of none.

A member more at the end of stored documents, as a rebuild would write it. A row that has it already is left alone, so that this
may be broken off and run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0036"
down_revision: str | Sequence[str] | None = "0035"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"second_factor":false}}'
WHERE collection = 'accounts' AND {place}(shown, '"second_factor":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
