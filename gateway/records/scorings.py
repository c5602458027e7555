"""选题评分: how many points a topic was given by each criterion of the list in force there."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.topics.scoring import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "score": "选题评分：按施行的评分清单逐项给分 Score a topic by each criterion of the list in force",
    "withdraw": "撤回评分，可重新评 Withdraw a scoring, to score again",
}

RESOURCE = Resource(
    collection="scorings",
    service="topics",
    label="选题评分 scorings",
    creating="score",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
