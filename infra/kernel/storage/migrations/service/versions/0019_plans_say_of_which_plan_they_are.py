"""What is shown of a plan says which plan of a level above it breaks down, and each of its topics which item of it.

No plan of before breaks one down. What says so already is left alone, so that this may be broken off and run again; the
version before goes on without it. Plans are few: each is read and written anew.
"""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | Sequence[str] | None = "0018"
branch_labels = None
depends_on = None

RECORDS = sa.table("records", sa.column("collection"), sa.column("id"), sa.column("shown"))


def upgrade() -> None:
    connection = op.get_bind()
    plans = connection.execute(sa.select(RECORDS.c.id, RECORDS.c.shown).where(RECORDS.c.collection == "plans"))
    for record_id, shown in plans.all():
        its_own = sa.and_(RECORDS.c.collection == "plans", RECORDS.c.id == record_id)
        connection.execute(sa.update(RECORDS).where(its_own).values(shown=_with_the_plan_above(shown)))


def _with_the_plan_above(shown: str) -> str:
    plan = json.loads(shown)
    for one in (*plan["topics"], plan):
        one.setdefault("higher_topic" if one is not plan else "derived_from", None)
        one.setdefault("higher_title", None)
    return json.dumps(plan, ensure_ascii=False, separators=(",", ":"))
