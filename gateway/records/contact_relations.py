"""联系关系: who keeps in touch with whom, and the log of it (人次)."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.contact_relation import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "登记联系关系 Put a relation on record",
    "log": "记录一次联系，写明人次 Log a contact, with how many persons were reached",
    "strike": "撤去误记的一次 Strike an entry of the log",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="contact-relations",
    service="members",
    label="联系关系 contact relations",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
