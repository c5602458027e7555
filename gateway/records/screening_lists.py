"""四议四不议清单: what may be consulted on and what may not."""

from gateway.documents.resource import Resource
from services.topics.screening_list import schemas

WORDS = {
    "create": "新建清单 Make a list",
    "amend": "修订清单，产生新版 Amend: a new edition",
}

RESOURCE = Resource(
    collection="screening-lists",
    service="topics",
    label="四议四不议清单 screening lists",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
