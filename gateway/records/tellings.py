"""告知: who was told what became of an outcome, and whether he has read it. Outcomes make them; nobody's name is in them."""

from gateway.documents.resource import Resource
from services.outcomes.telling import schemas

WORDS = {"acknowledge": "已阅 Acknowledge"}

RESOURCE = Resource(
    collection="tellings",
    service="outcomes",
    label="告知 tellings",
    creating=None,
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    open_reading=True,
    by_tracking=("acknowledge",),
    by_participant=("acknowledge",),
)
