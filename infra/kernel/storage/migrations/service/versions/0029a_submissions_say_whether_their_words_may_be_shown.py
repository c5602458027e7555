"""What is shown of a submission says whether its submitter let its words be shown to anybody: nobody had been asked.

A member more at the end of stored documents, as a rebuild would write it. A row that says so already is left alone, so that
this may be broken off and run again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0029a"
down_revision: str | Sequence[str] | None = "0029"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"consent":false}}'
WHERE collection = 'submissions' AND {place}(shown, '"consent":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
