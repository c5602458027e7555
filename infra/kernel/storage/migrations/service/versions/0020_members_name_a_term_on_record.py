"""What is shown of a member says which term on record the membership is of.

Before this version a term was a text alone. A row that says so already is left alone, so that this may be broken off and
run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0020"
down_revision: str | Sequence[str] | None = "0019"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"term_id":null}}'
WHERE collection = 'members' AND {place}(shown, '"term_id":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
