"""What is shown of a division says from when until when it is there, who succeeds it, and which names it had.

Before this version a load told none of that. A row that says so already is left alone, so that this may be broken off and
run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0022"
down_revision: str | Sequence[str] | None = "0021"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1)
  || ',"valid_from":null,"valid_until":null,"successor":null,"former_names":[]}}'
WHERE collection = 'divisions' AND {place}(shown, ',"former_names":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
