"""Instructions that are not public, and tasks that came of one and are of no topic, are told among offices.

Before this version whoever had a token of the place read such a task. Whoever breaks this off runs it again.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0021"
down_revision: str | Sequence[str] | None = "0020"
branch_labels = None
depends_on = None

INSTRUCTIONS = """
UPDATE records SET audience = 'inside' WHERE collection = 'instructions' AND {place}(shown, '"secrecy":"public"') = 0
"""
TASKS = """
UPDATE records SET audience = 'inside' WHERE collection = 'tasks' AND topic IS NULL
AND {place}(shown, '"instruction":"') > 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    for statement in (INSTRUCTIONS, TASKS):
        connection.exec_driver_sql(statement.format(place=place))
