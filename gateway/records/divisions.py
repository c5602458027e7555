"""行政区划: the administrative divisions, province to village; loaded many at once, from a file."""

from gateway.documents.resource import Resource
from services.members.division import schemas

RESOURCE = Resource(
    collection="divisions",
    service="members",
    label="行政区划 divisions",
    creating=None,
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words={},
    named_by_code=True,
)
