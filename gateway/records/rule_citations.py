"""制度依据: under which edition of which rule text a topic, or what belongs to it, ran."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.topics.rule_citation import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "cite": "写明依哪一制度文件的哪一版办理 Put on record which edition of a rule text it ran under",
    "withdraw": "撤回误写的依据 Withdraw one that was cited by mistake",
}

RESOURCE = Resource(
    collection="rule-citations",
    service="topics",
    label="制度依据 rule citations",
    creating="cite",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
