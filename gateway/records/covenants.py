"""村规民约: in clauses and versions; public once it is in force."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.outcomes.covenant import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "draft": "起草村规民约 Draft a covenant",
    "revise": "修改草案 Revise the draft",
    "adopt": "通过，施行第一版 Adopt: its first version",
    "amend": "修订，产生新版 Amend: a new version",
    "repeal": "废止 Repeal",
    "drop": "未形成 Drop the draft",
}

RESOURCE = Resource(
    collection="covenants",
    service="outcomes",
    label="村规民约 covenants",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    open_reading=True,
    computed=WhoeverEnded,
)
