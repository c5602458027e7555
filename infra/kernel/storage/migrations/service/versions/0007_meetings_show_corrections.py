"""What is shown of meetings tells of corrections of the signed minutes: none was possible before.

A member more at the end of stored documents, as a rebuild would write it. A row that has it already is left alone.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | Sequence[str] | None = "0006"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"corrections":[]}}'
WHERE collection = 'meetings' AND {place}(shown, '"corrections":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
