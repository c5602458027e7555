"""What is shown of an office says whether it is a deputy's, and the security administrator, who grants them, reads them.

No office granted before was a deputy's. A row that says it already is left alone, so that this may be broken off and run
again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0010"
down_revision: str | Sequence[str] | None = "0009"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"deputy":false}}', audience = 'security'
WHERE collection = 'offices' AND {place}(shown, '"deputy":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
