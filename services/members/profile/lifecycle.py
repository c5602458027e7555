"""Who may do what with a profile. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.profile import commands as asked
from services.members.profile import domain, schemas
from services.members.profile import events as happened
from services.members.profile.circumstances import facts, place, place_of_new, subject
from services.members.profile.events import ProfileEvent
from services.members.profile.projections import row
from services.members.profile.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreateProfile, domain.create_profile, schemas.Create, ("OFF", "MEM"), personal=("residence", "workplace")),
    Row("amend", asked.AmendProfile, domain.amend_profile, schemas.Amend, ("OFF", "MEM"), (State.ACTIVE,),
        personal=("residence", "workplace")),
    Row("end", asked.EndProfile, Records(happened.ProfileEnded), REASON, ("OFF", "MEM"), (State.ACTIVE,), leads_on=False),
)
# fmt: on

PROFILE = Lifecycle(
    name="profile",
    collection="profiles",
    label="履职条件",
    id_field="profile_id",
    events=events_of(ProfileEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
    of_one_member=True,
)
