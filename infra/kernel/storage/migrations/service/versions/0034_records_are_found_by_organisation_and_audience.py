"""Records have indexes of their organisation and of those audiences by which alone somebody reads: whoever reads few finds them by it.

What is there already is left alone, so that this may be broken off and run again; the version before goes on with it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0034"
down_revision: str | Sequence[str] | None = "0033"
branch_labels = None
depends_on = None

OF_SOME = {
    "organisation": "organisation IS NOT NULL",
    "audience": "audience = 'public' OR audience = 'tokens' OR audience = 'security'",
}


def upgrade() -> None:
    for column, which in OF_SOME.items():
        op.create_index(
            f"records_by_{column}",
            "records",
            ["collection", column],
            postgresql_where=sa.text(which),
            sqlite_where=sa.text(which),
            if_not_exists=True,
        )
