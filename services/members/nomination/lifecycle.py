"""Who may do what with a nomination, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.nomination import commands as asked
from services.members.nomination import domain, schemas
from services.members.nomination import events as happened
from services.members.nomination.circumstances import facts, place, place_of_new, subject
from services.members.nomination.events import NominationEvent
from services.members.nomination.projections import row
from services.members.nomination.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded


def member_made(decided: list[object], command: asked.AdmitNominee) -> dict[str, str]:
    return {"member": command.member}


# fmt: off
TABLE = (
    # 推荐 考察 协商
    Row("nominate", asked.NominateMember, domain.nominate_member, schemas.Nominate, ("PARTY", "OFF"), personal=("grounds", "present_post")),
    Row("examine", asked.ExamineNomination, Records(happened.NominationExamined), schemas.Examine, ("OFF",), (State.NOMINATED,),
        personal=("opinion",)),
    Row("consult", asked.ConsultOnNomination, domain.consult, schemas.Consult, ("OFF",), (State.EXAMINED,), personal=("opinion",)),
    # 同意 任命
    Row("agree", asked.AgreeToNomination, Records(happened.NominationAgreed), schemas.Agree, ("PARTY",), (State.CONSULTED,)),
    Row("disagree", asked.RefuseNomination, Records(happened.NominationNotAgreed), REASON, ("PARTY",), (State.CONSULTED,),
        personal=("reason",)),
    Row("withdraw", asked.WithdrawNomination, Records(happened.NominationWithdrawn), REASON, ("OFF",),
        (State.NOMINATED, State.EXAMINED, State.CONSULTED, State.AGREED), personal=("reason",)),
    Row("admit", asked.AdmitNominee, domain.admit_nominee, schemas.Admit, ("OFF", "ADM"), (State.AGREED,), extras=member_made),
)
# fmt: on

NOMINATION = followed(
    Lifecycle(
        name="nomination",
        collection="nominations",
        label="委员推荐提名",
        id_field="nomination_id",
        events=events_of(NominationEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        subject=subject,
    ),
    names={"organisation": "made.organisation"},
    open_in=(State.NOMINATED, State.EXAMINED, State.CONSULTED, State.AGREED),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
