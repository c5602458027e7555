"""Who may do what with a list of a division's own. A first start ships one of each kind but words for the country."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.label_list import commands as asked
from services.members.label_list import domain, schemas
from services.members.label_list import events as happened
from services.members.label_list.circumstances import facts, place, place_of_new
from services.members.label_list.events import LabelListEvent
from services.members.label_list.projections import row
from services.members.label_list.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreateLabelList, domain.create_list, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendLabelList, domain.amend_list, schemas.Amend, ("ADM",), (State.IN_FORCE,)),
    Row("end", asked.EndLabelList, Records(happened.LabelListEnded), REASON, ("ADM",), (State.IN_FORCE,)),
)
# fmt: on

LABEL_LIST = Lifecycle(
    name="label_list",
    collection="label-lists",
    label="清单（分类、评分、标签、步骤、类别、用语、范围）",
    id_field="label_list_id",
    events=events_of(LabelListEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
