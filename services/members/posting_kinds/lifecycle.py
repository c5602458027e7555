"""Who may do what with a list of the kinds of posting. A first start ships the national one."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.members.posting_kinds import commands as asked
from services.members.posting_kinds import domain, schemas
from services.members.posting_kinds.circumstances import facts, place, place_of_new
from services.members.posting_kinds.events import PostingKindsEvent
from services.members.posting_kinds.projections import row
from services.members.posting_kinds.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreatePostingKinds, domain.create_posting_kinds, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendPostingKinds, domain.amend_posting_kinds, schemas.Amend, ("ADM",), (State.IN_FORCE,)),
)
# fmt: on

POSTING_KINDS = Lifecycle(
    name="posting_kinds",
    collection="posting-kinds",
    label="三个下沉清单",
    id_field="posting_kinds_id",
    events=events_of(PostingKindsEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
