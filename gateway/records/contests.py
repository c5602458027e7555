"""案例评选: a call for cases, the shortlist on public notice, one vote a person, and what was ranked."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.outcomes.contest import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "call": "发起评选，定截止与投票日期 Call a contest, with its days",
    "set_dates": "改日期 Set other days",
    "post_notice": "公示入围案例 Put the shortlist on public notice",
    "rank": "终评，定名次 Final review: rank them",
    "publish": "公布结果 Publish",
    "cancel": "取消 Cancel",
}

RESOURCE = Resource(
    collection="contests",
    service="outcomes",
    label="案例评选 contests",
    creating="call",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    open_reading=True,
    computed=WhoeverEnded,
)
