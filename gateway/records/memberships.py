"""任职席位: who sits in which body, in which seat, from when until when; and which categories the body then lacks."""

from gateway.documents.extras import Lacking
from gateway.documents.resource import Resource
from services.members.membership import schemas

WORDS = {
    "create": "列入 Seat somebody",
    "start": "到任 The first day has come",
    "amend": "变更 Amend",
    "end": "免去 End",
    "end_with_body": "随机构终止 End with the body; go on in its successor",
    "vacate": "出缺 End with the person's membership or record",
    "expire": "届满 The last day is over",
}

RESOURCE = Resource(
    collection="memberships",
    service="members",
    label="任职席位 memberships of bodies",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    extras={"create": Lacking, "amend": Lacking, "end": Lacking},
)
