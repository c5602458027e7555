"""Who may do what with a person's record, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.person import commands as asked
from services.members.person import domain, schemas
from services.members.person import events as happened
from services.members.person.circumstances import facts, place, place_of_new, subject
from services.members.person.events import PersonEvent
from services.members.person.projections import row
from services.members.person.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreatePerson, Records(happened.PersonCreated), schemas.Create, ("ADM",), personal=("name", "contact")),
    Row("amend", asked.AmendPerson, domain.amend_person, schemas.Amend, ("ADM",), (State.ACTIVE,), personal=("name", "contact")),
    Row("end", asked.EndPerson, Records(happened.PersonEnded), REASON, ("ADM",), (State.ACTIVE,)),
    # 销毁 by an approved destruction, or by the operator's `shangliang forget`
    Row("forget", asked.ForgetPerson, Records(happened.PersonForgotten), NOTHING, ("SYS",),
        (State.ACTIVE, State.ENDED, State.FORGOTTEN)),
)
# fmt: on

PERSON = Lifecycle(
    name="person",
    collection="people",
    label="人员",
    id_field="person_id",
    events=events_of(PersonEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
)
