"""公众提交: what people raise. The answer's tracking code opens it again without a token."""

from gateway.documents.extras import LinkedTopic, ListCited, MadeBrief, TrackingCode
from gateway.documents.resource import Resource
from services.topics.submission import schemas

WORDS = {
    "submit": "提交诉求，当场取得查询码 Raise a matter; a tracking code is returned at once",
    "ask_for_info": "请提交人补充情况 Ask the submitter for more",
    "reject": "不予受理，写明依据 Turn it down, citing the screening list",
    "merge": "并入另一件提交 Merge into another submission",
    "accept": "受理 Accept",
    "supply_info": "补充情况 Supply what was asked",
    "link_to_topic": "转为议题：并入已有议题或提出新议题 Link to an existing topic, or to a new one",
    "convert_to_brief": "转为社情民意信息 Make it a public-opinion brief",
    "refer": "转有关部门 Refer to a department",
    "answer": "答复 Answer",
    "unmerge": "取消并入 Undo a merge",
    "unlink": "取消转为议题 Undo the link to a topic",
    "appeal": "申请复核 Appeal against the rejection",
    "uphold_appeal": "复核成立，予以受理 Uphold the appeal",
    "dismiss_appeal": "复核不成立 Dismiss the appeal",
    "rate": "评价答复 Rate the answer",
    "reopen": "重新受理 Reopen",
    "clear_files": "核可附件，凡可读该件者皆可见 Clear files for all who may read the submission",
    "withdraw": "撤回 Withdraw",
    "give_consent": "同意公开标题与内容，不含姓名和联系方式 Let its title and text be shown to anybody, without name and contact",
    "withdraw_consent": "撤回同意，不再公开 Take that back; they are shown to nobody any more who may not read it",
    "reissue_code": "补发查询码，写明如何核实身份；旧码即作废 Give a new tracking code; the old one is void",
}

RESOURCE = Resource(
    collection="submissions",
    service="topics",
    label="公众提交 submissions",
    creating="submit",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    read_by_code=True,
    by_tracking=("supply_info", "appeal", "rate", "reopen", "withdraw", "give_consent", "withdraw_consent"),
    open_creation=True,
    extras={
        "submit": TrackingCode,
        "reissue_code": TrackingCode,
        "link_to_topic": LinkedTopic,
        "reject": ListCited,
        "convert_to_brief": MadeBrief,
    },
)
