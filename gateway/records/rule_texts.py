"""制度文件: the opinions, handbooks, rules and measures by which a place works, edition by edition."""

from gateway.documents.resource import Resource
from services.members.rule_text import schemas

WORDS = {
    "issue": "入库实施意见、工作手册、工作规则或管理办法 Put an opinion, a handbook, rules or measures into the library",
    "revise": "修订，产生新版，旧版仍可查 Revise: a new edition; the old ones stay readable",
    "repeal": "废止 Repeal",
}

RESOURCE = Resource(
    collection="rule-texts",
    service="members",
    label="制度文件 rule texts",
    creating="issue",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
