"""What is shown of an outcome says how many were told of it, of how many.

Nobody counted before, and nothing is claimed that was not recorded: both are null. A row that has them already is left
alone, so that this may be broken off and run again; the version before goes on without them.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0014"
down_revision: str | Sequence[str] | None = "0013"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"told":null,"to_tell":null}}'
WHERE collection = 'outcomes' AND {place}(shown, '"to_tell":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
