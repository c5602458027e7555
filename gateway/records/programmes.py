"""行动: with its leading group, lead units, targets, dimensions and indicators, and their values by quarter."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.extras import MadeProgramme
from gateway.documents.resource import Resource
from services.outcomes.programme import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "发起行动 Begin a programme",
    "amend": "修改 Amend",
    "set_group": "确定领导小组和办公室 Set the leading group and its office",
    "set_units": "确定牵头单位 Set the lead units",
    "set_targets": "确定目标县及其类别 Set the targets with their classes",
    "set_dimensions": "确定助推内容及牵头专委会 Set the dimensions with the committee that leads each",
    "set_indicators": "确定指标、单位和责任单位 Set the indicators with unit and lead",
    "list_higher": "登记列入上级任务清单 Enter that a higher level listed it",
    "open_quarter": "开始季度填报 Open a quarter",
    "submit_values": "填报数值 Submit values",
    "verify_values": "核定数值 Verify the values of a quarter",
    "succeed": "变更为另一行动 Go on as another programme",
    "end": "结束 End",
}

RESOURCE = Resource(
    collection="programmes",
    service="outcomes",
    label="行动 programmes",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    extras={"succeed": MadeProgramme},
    computed=WhoeverEnded,
)
