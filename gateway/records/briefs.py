"""社情民意信息: what goes up to a level above as a brief, whom it was sent to, and what each of them did with it."""

from gateway.documents.extras import MadeProposal
from gateway.documents.resource import Resource
from services.topics.brief import schemas

WORDS = {
    "hand_over": "移交（原所属组织已终止）Hand over to another organisation",
    "draft": "编写社情民意信息、微建议或专题报告 Draft a brief, a micro-suggestion or a special report",
    "revise": "修改标题或内容 Revise title or text",
    "review": "审核 Review",
    "return_for_revision": "退回修改 Return for revision",
    "resubmit": "修改后再送审 Submit it again",
    "issue": "签发，写明文号 Sign it for issue, with a document number",
    "send": "报送一个单位，可再报送他级 Send it to a recipient; one after another, of any level",
    "mark_read": "登记阅知之时 Record when it was read there",
    "note": "登记批示以下的关注：何机构、何日、何形式 Record that a body took note of it, and how",
    "adopt": "登记采用 Record that it was adopted",
    "instruct": "登记领导批示：何人、何职、何日、批示内容 Record a leader's written instruction",
    "mark_not_used": "登记未采用及原因 Record that it was not used, and why",
    "convert": "转提案 Convert it into a proposal",
    "withdraw": "签发前撤回 Withdraw it before its issue",
}

RESOURCE = Resource(
    collection="briefs",
    service="topics",
    label="社情民意信息 public-opinion briefs",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    extras={"convert": MadeProposal},
)
