"""Proposals show the opinions of co-handlers, by which day a reply of class B is done, and what was told of it since.

Members more at the end of stored documents, as a rebuild would write them: before this version there was none of it. A row that
has them already is left alone, so that this may be broken off and run again; the version before goes on without them.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0033"
down_revision: str | Sequence[str] | None = "0032"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"question":null,"awaited":[],"opinions":[],'
|| '"contact_record":null,"resolve_by":null,"reworks":0,"progress":[],"resolution":null}}'
WHERE collection = 'proposals' AND {place}(shown, '"resolve_by":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
