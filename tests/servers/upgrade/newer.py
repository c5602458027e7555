"""Makes the next version out of the present one, in the folder named; fails when the present one is not as it expects.

One more migration: the table of records gets a column, which only the next version writes. One newer event version:
SubmissionReceived says who heard it; what was written without is lifted by an upcaster.
"""

import sys
from pathlib import Path

from alembic.script import ScriptDirectory

from infra.kernel.storage.migrate import config_of

HOME = Path(sys.argv[1])
VERSIONS = HOME / "infra" / "kernel" / "storage" / "migrations" / "service" / "versions"
HEAD = ScriptDirectory.from_config(config_of("topics")).get_current_head()
MIGRATION = f'''
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "next", "{HEAD}", None, None


def upgrade() -> None:
    op.add_column("records", sa.Column("written_by", sa.Text(), nullable=True))
'''
CHANGES = (
    ("infra/kernel/storage/tables.py", '    Column("shown", Text, nullable=False),', '    Column("written_by", Text),'),
    (
        "infra/kernel/storage/record_statements.py",
        '        "shown": encode_shown(row.shown, row.attached, row.cleared),',
        '        "written_by": "the next version",',
    ),
    (
        "services/topics/submission/events.py",
        "    received_at: datetime\n    title",
        "    heard_by: str = field(kw_only=True)",
    ),
    (
        "services/topics/submission/domain.py",
        "            received_at=facts.now,",
        '            heard_by="the next version",',
    ),
)


def after(file: str, line: str, added: str) -> None:
    path = HOME / file
    text = path.read_text(encoding="utf-8")
    kept, _, rest = line.partition("\n")
    if text.count(line) != 1:
        raise SystemExit(f"{file} has {text.count(line)} times: {line}")
    path.write_text(text.replace(line, "\n".join(filter(None, (kept, added, rest)))), encoding="utf-8")


def instead(file: str, old: str, new: str) -> None:
    path = HOME / file
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"{file} has no: {old}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


(VERSIONS / "next.py").write_text(MIGRATION, encoding="utf-8")
for change in CHANGES:
    after(*change)
instead(
    "services/topics/submission/events.py",
    "from dataclasses import dataclass",
    "from dataclasses import dataclass, field",
)
instead(
    "services/topics/submission/lifecycle.py",
    "SubmissionReceived, 3, ((1, without_files), (2, without_consent))",
    'SubmissionReceived, 4, ((1, without_files), (2, without_consent), (3, lambda told: {**told, "heard_by": "a version before"}))',
)
