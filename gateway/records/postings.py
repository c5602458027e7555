"""委员下沉: members posted to stations and councils."""

from gateway.documents.resource import Column, Resource
from services.members.posting import schemas

WORDS = {
    "propose": "拟派 Propose a posting",
    "confirm": "确认 Confirm",
    "decline": "不确认 Decline",
    "propose_again": "重新拟派 Propose again",
    "suspend": "暂停 Suspend",
    "resume": "恢复 Resume",
    "reassign": "调整 Reassign",
    "hand_over": "移交到新的下沉 Hand over to the new posting",
    "end": "结束 End",
}

COLUMNS = (
    Column("member", ("委员", "姓名"), of="members"),
    Column("organisation", ("下沉到", "机构"), of="organisations"),
    Column("kind", ("下沉类型", "类型")),
    Column(
        "principle", ("下沉原则", "原则"), words={"residence": "就近居住", "convenience": "方便", "expertise": "专长"}
    ),
    Column("starts", ("起始日期", "起")),
    Column("ends", ("截止日期", "止")),
)

RESOURCE = Resource(
    collection="postings",
    service="members",
    label="委员下沉 postings",
    creating="propose",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
)
