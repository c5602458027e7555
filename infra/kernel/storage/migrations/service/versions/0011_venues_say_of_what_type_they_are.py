"""What is shown of venues says of what type they are and how they were built.

Members more at the end of stored documents, as a rebuild would write them: the version before goes on without them. No
venue's events told any of it before, but the reason of an end, which is the last event's. A row that has the members
already is left alone, so that this may be broken off and run again.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0011"
down_revision: str | Sequence[str] | None = "0010"
branch_labels = None
depends_on = None

MEMBERS = (
    ',"kind":null,"brand":null,"parent":null,"host":null,"opening_hours":null,"forms":[],"started_on":null,'
    '"built_on":null,"accepted_on":null,"upgraded_on":null,"upgrade":null,"standard":null,"standard_edition":null,'
    '"accepted_items":[],"reason":'
)
# A payload of VenueEnded holds the venue's id and then the reason: what stands from there on is the reason as it is
# written in JSON, with the bracket that closes the document.
REASON = """
COALESCE((
  SELECT substr(payload, {place}(payload, '"reason":') + 9) FROM events
  WHERE events.stream = records.stream AND events.type = 'VenueEnded' ORDER BY events.version DESC LIMIT 1
), 'null}}')
"""
# In a text the quotation marks are escaped: where these stand unescaped they are the document's own.
ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || '{members}' || {reason}
WHERE collection = 'venues' AND {place}(shown, '"accepted_items":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(members=MEMBERS, reason=REASON.format(place=place), place=place))
