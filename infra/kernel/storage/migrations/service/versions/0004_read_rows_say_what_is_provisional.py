"""What is shown of tasks, topics and meetings says whether days in it are provisional.

A member more at the end of stored documents, as a rebuild would write it: the version before goes on without it. Of a
topic its last notice tells, of a meeting its last circulation of minutes; a task's events did not say it before. A row
that has the member already is left alone, so that this may be broken off and run again.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | Sequence[str] | None = "0003"
branch_labels = None
depends_on = None

# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"{member}":' || {told} || '}}'
WHERE collection = '{collection}' AND {place}(shown, '"{member}":') = 0
"""
TOLD_LAST = """
CASE WHEN {place}(COALESCE((
  SELECT payload FROM events WHERE events.stream = records.stream AND events.type = '{event}'
  ORDER BY events.version DESC LIMIT 1
), ''), '"provisional":true') > 0 THEN 'true' ELSE 'false' END
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    noticed = TOLD_LAST.format(event="TopicNoticed", place=place)
    circulated = TOLD_LAST.format(event="MinutesCirculated", place=place)
    for collection, member, told in (
        ("tasks", "return_provisional", "'false'"),
        ("topics", "notice_provisional", noticed),
        ("meetings", "review_provisional", circulated),
    ):
        connection.exec_driver_sql(ADDED.format(collection=collection, member=member, told=told, place=place))
