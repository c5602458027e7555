"""What is shown of an organisation names its successor, and of a task which of those that handle it have ended.

Of none that ended before a successor was told. A row that says it already is left alone, so that this may be broken off
and run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0013"
down_revision: str | Sequence[str] | None = "0012"
branch_labels = None
depends_on = None

ADDED = (
    ("organisations", '"successor":', ',"successor":null}'),
    ("tasks", '"lead_ended":', ',"lead_ended":false,"co_handlers_ended":[]}'),
)
SHOWN = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || '{members}'
WHERE collection = '{collection}' AND {place}(shown, '{first}') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    for collection, first, members in ADDED:
        connection.exec_driver_sql(SHOWN.format(collection=collection, first=first, members=members, place=place))
