"""Who may do what with a commendation."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.members.commendation import commands as asked
from services.members.commendation import domain, schemas
from services.members.commendation import events as happened
from services.members.commendation.circumstances import facts, place, place_of_new, subject
from services.members.commendation.events import CommendationEvent
from services.members.commendation.projections import KEPT_INSIDE, row
from services.members.commendation.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    # 推荐 核实 nomination and verification
    Row("nominate", asked.NominateMember, domain.nominate_member, schemas.Nominate, ("OFF", "STN", "CHAIR", "LIA")),
    Row("verify", asked.VerifyCommendation, domain.verify, schemas.Verify, ("OFF",), (State.NOMINATED,),
        personal=("evidence",)),
    Row("decline", asked.DeclineCommendation, Records(happened.CommendationDeclined), REASON, ("OFF",), (State.NOMINATED,),
        personal=("reason",)),
    # 公示 公布 notice and publication
    Row("post_notice", asked.PostCommendationNotice, domain.post_notice, schemas.PostNotice, ("OFF",), (State.VERIFIED,)),
    Row("end_notice", asked.EndCommendationNotice, Records(happened.CommendationNoticeEnded), NOTHING, ("SYS",), (State.NOTICED,)),
    Row("publish", asked.PublishCommendation, Records(happened.CommendationPublished), schemas.Proclaim, ("OFF",), (State.NOTICE_OVER,)),
    Row("withdraw", asked.WithdrawCommendation, Records(happened.CommendationWithdrawn), REASON, ("OFF", "STN", "CHAIR", "LIA"),
        (State.NOMINATED,), personal=("reason",)),
    Row("withdraw", asked.WithdrawCommendation, Records(happened.CommendationWithdrawn), REASON, ("OFF",),
        (State.VERIFIED, State.NOTICED, State.NOTICE_OVER, State.PUBLISHED), personal=("reason",)),
)
# fmt: on

COMMENDATION = followed(
    Lifecycle(
        name="commendation",
        collection="commendations",
        label="典型选树",
        id_field="commendation_id",
        events=events_of(CommendationEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        due=due,
        kept_inside=KEPT_INSIDE,
        subject=subject,
    ),
    names={"organisation": "nominated.organisation"},
    open_in=(State.NOMINATED, State.VERIFIED, State.NOTICED, State.NOTICE_OVER),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
