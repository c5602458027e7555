"""履职网格: which member acts in which cell of the grid of a division."""

from gateway.documents.resource import Resource
from services.members.grid_assignment import schemas

WORDS = {
    "create": "将委员编入网格 Assign a member to a cell",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="grid-assignments",
    service="members",
    label="履职网格 grid assignments",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
