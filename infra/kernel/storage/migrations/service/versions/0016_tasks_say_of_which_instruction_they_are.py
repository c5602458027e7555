"""What is shown of a task says of which instruction it is.

Those that there are were all of outcomes. A row that says so already is left alone, so that this may be broken off and
run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0016"
down_revision: str | Sequence[str] | None = "0015"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"instruction":null}}'
WHERE collection = 'tasks' AND {place}(shown, '"instruction":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
