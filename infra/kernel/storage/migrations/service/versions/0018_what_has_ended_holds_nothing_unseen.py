"""What is shown of topics, plans, briefs, proposals and postings says whether the organisation they belong to has ended.

Before this version nobody was told. A row that says so already is left alone, so that this may be broken off and run
again; the version before goes on without it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0018"
down_revision: str | Sequence[str] | None = "0017"
branch_labels = None
depends_on = None

ADDED = """
UPDATE records SET shown = substr(shown, 1, length(shown) - 1) || ',"organisation_ended":false}}'
WHERE collection IN ('topics', 'plans', 'briefs', 'proposals', 'postings') AND {place}(shown, '"organisation_ended":') = 0
"""


def upgrade() -> None:
    connection = op.get_bind()
    place = "strpos" if connection.dialect.name == "postgresql" else "instr"
    connection.exec_driver_sql(ADDED.format(place=place))
