"""What is shown of a meeting says how many were given notice; who they were, and when, stands in its row no longer.

Ten thousand receipts in a row were written again with every command. They are read from the meeting's own events. A row
that says how many is left alone, so that this may be broken off and run again; the version before shows no receipts.
"""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0028"
down_revision: str | Sequence[str] | None = "0027"
branch_labels = None
depends_on = None

RECORDS = sa.table("records", sa.column("collection"), sa.column("id"), sa.column("shown"))
AT_ONCE = 200


def upgrade() -> None:
    connection, after = op.get_bind(), ""
    following = sa.and_(RECORDS.c.collection == "meetings", RECORDS.c.id > sa.bindparam("after"))
    page = sa.select(RECORDS.c.id, RECORDS.c.shown).where(following).order_by(RECORDS.c.id).limit(AT_ONCE)
    while rows := connection.execute(page, {"after": after}).all():
        after = rows[-1].id
        for record_id, shown in rows:
            meeting = json.loads(shown)
            if "receipts" in meeting:
                its_own = sa.and_(RECORDS.c.collection == "meetings", RECORDS.c.id == record_id)
                connection.execute(sa.update(RECORDS).where(its_own).values(shown=_counted(meeting)))


def _counted(meeting: dict[str, object]) -> str:
    """The number stands where the receipts stood."""
    told = {"noticed" if name == "receipts" else name: value for name, value in meeting.items()}
    receipts = meeting["receipts"]
    assert isinstance(receipts, list)
    return json.dumps({**told, "noticed": len(receipts)}, ensure_ascii=False, separators=(",", ":"))
