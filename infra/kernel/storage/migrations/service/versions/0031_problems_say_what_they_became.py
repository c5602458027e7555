"""Problems say which topic or task they became: none had. They are found by the visit that they were found on, visits by topics.

Members more at the end of stored documents, as a rebuild would write it, and names more. What is there already is left alone, so
that this may be broken off and run again; the version before goes on without it.
"""

import json
from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

revision: str = "0031"
down_revision: str | Sequence[str] | None = "0030"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"opened_topic":null,"task":null}}'
WHERE collection = 'problems' AND {place}(shown, '"opened_topic":') = 0
"""
KEPT = "SELECT collection, id, shown FROM records WHERE collection IN ('problems', 'duties')"
NAMED = "INSERT INTO record_names (collection, id, who) VALUES (:collection, :id, :who) ON CONFLICT DO NOTHING"


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
    for collection, record_id, shown in connection.execute(text(KEPT)).all():
        told = json.loads(shown)
        for who in told["topics"] if collection == "duties" else filter(None, [told["duty"]]):
            connection.execute(text(NAMED), {"collection": collection, "id": record_id, "who": who})
