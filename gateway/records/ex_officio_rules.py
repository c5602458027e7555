"""兼任规则: a seat in a body follows an office; whoever holds the one has the other."""

from gateway.documents.resource import Resource
from services.members.ex_officio_rule import schemas

WORDS = {
    "create": "设立规则 Make a rule",
    "follow": "随职务调整席位 Let the seats follow the offices",
    "end": "终止，随之而来的席位、职务一并终止 End, with the seats and offices that followed",
    "end_with_body": "随机构终止 End with either organisation",
}

RESOURCE = Resource(
    collection="ex-officio-rules",
    service="members",
    label="兼任规则 ex-officio rules",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
