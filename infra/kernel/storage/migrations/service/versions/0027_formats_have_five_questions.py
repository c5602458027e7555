"""What is shown of a meeting's format has room for the five questions (五问).

Before this version nobody was asked them. A row that says so already is left alone, so that this may be broken off and
run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0027"
down_revision: str | Sequence[str] | None = "0026"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"five_questions":null}}'
WHERE collection = 'formats' AND {place}(shown, '"five_questions":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
