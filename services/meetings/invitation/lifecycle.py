"""Who may do what with why somebody was invited."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.meetings.invitation import commands as asked
from services.meetings.invitation import domain, schemas
from services.meetings.invitation.circumstances import facts, part, place, place_of_new, subject
from services.meetings.invitation.events import InvitationEvent
from services.meetings.invitation.projections import row
from services.meetings.invitation.state import LABELS, State
from services.meetings.meeting.state import evolve
from services.meetings.rules import MeetingsRuleBroken

# fmt: off
TABLE = (
    Row("explain_invitation", asked.ExplainInvitation, domain.explain_invitation, schemas.ExplainInvitation, ("CHAIR", "LIA"),
        personal=("identity",)),
    Row("translate_notice", asked.TranslateNotice, domain.translate_notice, schemas.TranslateNotice, ("CHAIR", "LIA"),
        (State.EXPLAINED, State.TRANSLATED)),
)
# fmt: on

INVITATION = Lifecycle(
    name="invitation",
    collection="invitations",
    label="邀请事由",
    id_field="invitation_id",
    events=events_of(InvitationEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MeetingsRuleBroken,
    subject=subject,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
