"""How the citation of a rule text looks on the wire."""

from marshmallow import Schema, validate

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Day, Id, Int, OneOf, Text

COLLECTIONS = ("topics", "plans", "briefs", "proposals", "meetings", "outcomes")
FROM_ONE = validate.Range(min=1)
IN_FORCE = {"description": "版次，未填为当日施行的一版 the edition; when left out, the one in force on the day"}
RAN = {
    "description": "依该版办理之日，未填为发生之日 the day on which the record ran under it; when left out, that on which it happened"
}


class Cite(CommandSchema):
    collection = OneOf(*COLLECTIONS, required=True)
    record = Id(required=True)
    rule_text = Id(required=True)
    edition = Int(validate=FROM_ONE, metadata=IN_FORCE)
    on = Day(metadata=RAN)


COMMANDS: dict[str, type[CommandSchema]] = {"cite": Cite, "withdraw": REASON, "hand_over": HAND_OVER}


class Shown(Schema):
    collection = OneOf(*COLLECTIONS)
    record = Id()
    topic = Id(allow_none=True)
    organisation = Id()
    rule_text = Id()
    edition = Int()
    title = Text()
    document_number = Text(allow_none=True)
    on = Day()
    reason = Text(allow_none=True)
