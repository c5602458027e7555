"""协商计划: which topics are consulted on in which month, and what came of it."""

from gateway.documents.resource import Resource
from services.topics.plan import schemas

WORDS = {
    "hand_over": "移交（原所属组织已终止）Hand over to another organisation",
    "draft": "编制计划 Draft a plan",
    "put_topic": "列入已定议题及月份 Put an approved topic into it, with its month",
    "drop_topic": "移出议题 Drop a topic",
    "submit": "报同级党组织批准 Submit for approval",
    "approve": "批准，写明文号 Approve, with a document number",
    "return_for_revision": "退回修改 Return for revision",
    "add_topic_late": "计划批准后增补议题 Add a topic to the approved plan",
    "close": "总结：计划与实际对照，期满三十日后自动总结 Close, plan against actual; by itself 30 days after its period",
}

RESOURCE = Resource(
    collection="plans",
    service="topics",
    label="协商计划 plans",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
