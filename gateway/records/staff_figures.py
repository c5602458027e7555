"""编制与在岗: how many posts an organisation has, and how many people in them, by day."""

from gateway.documents.resource import Resource
from services.members.staff_figure import schemas

WORDS = {
    "report": "填报 Report",
    "correct": "更正 Correct",
}

RESOURCE = Resource(
    collection="staff-figures",
    service="members",
    label="编制与在岗 staff figures",
    creating="report",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
