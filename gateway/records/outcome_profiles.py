"""成果要素: of what kind an outcome is, whom it helps, how old a dispute it settled, which higher list it stands on."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.outcomes.outcome_profile import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "登记成果类型 Say of what kind an outcome is",
    "amend": "修改类型与各方 Amend kind and parties",
    "count_beneficiaries": "登记受益户数、人数、单位数 Count the beneficiaries",
    "date_dispute": "登记纠纷年限 Say how old the dispute was",
    "list_higher": "登记列入上级任务清单 Enter that a higher level listed it",
}

RESOURCE = Resource(
    collection="outcome-profiles",
    service="outcomes",
    label="成果要素 outcome profiles",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
