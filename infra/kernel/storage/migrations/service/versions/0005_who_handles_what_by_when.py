"""Lists of tasks are narrowed and sorted by lead, co-handlers and date: these stand in a table of their own.

Filled from what is shown of the tasks. Nothing was on record as overdue before this version. The version before does not
know the table; what it writes after this migration is in it after a `rebuild`, or with the task's next event.
Done again after it was broken off, it changes nothing.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO record_handling (collection, id, lead, co_handlers, due, overdue)
SELECT collection, id, {lead}, {co_handlers}, {due}, 0 FROM records WHERE collection = 'tasks'
ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    op.create_table(
        "record_handling",
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("co_handlers", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("collection", "id"),
        if_not_exists=True,
    )
    op.create_index("handling_by_due", "record_handling", ["collection", "due"], if_not_exists=True)
    op.create_index("handling_by_lead", "record_handling", ["lead", "collection"], if_not_exists=True)
    connection = op.get_bind()
    shown = "shown::json->>'{}'" if connection.dialect.name == "postgresql" else "json_extract(shown, '$.{}')"
    connection.exec_driver_sql(FILL.format(**{name: shown.format(name) for name in ("lead", "co_handlers", "due")}))
