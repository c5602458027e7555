"""结对关系: schools, hospitals, towns and their partners, with what they do together and who is placed where."""

from gateway.documents.resource import Resource
from services.members.pair import schemas

WORDS = {
    "create": "登记结对 Put a pair on record",
    "hold_activity": "记录结对活动 Record what they did together",
    "place": "登记驻岗、跟岗 Record a placement",
    "strike": "撤去误记的一项 Strike an activity or placement",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="pairs",
    service="members",
    label="结对关系 pairs",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
