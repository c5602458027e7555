"""Who may do what with a posting, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.posting import commands as asked
from services.members.posting import domain, schemas
from services.members.posting import events as happened
from services.members.posting.circumstances import facts, place, place_of_new
from services.members.posting.events import PostingEvent
from services.members.posting.projections import row
from services.members.posting.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken

OPEN = (State.PROPOSED, State.CONFIRMED, State.ACTIVE, State.SUSPENDED, State.REASSIGNING)
# fmt: off
TABLE = (
    # 拟派、确认
    Row("propose", asked.ProposePosting, domain.propose_posting, schemas.Propose, ("OFF",)),
    Row("confirm", asked.ConfirmPosting, domain.confirm_posting, NOTHING, ("MEM", "STN"), (State.PROPOSED,)),
    Row("decline", asked.DeclinePosting, Records(happened.PostingDeclined), REASON, ("MEM", "STN"), (State.PROPOSED,)),
    Row("propose_again", asked.ProposePostingAgain, domain.propose_posting_again, schemas.ProposeAgain, ("OFF",), (State.DECLINED,)),
    # 在岗
    Row("start", asked.StartPosting, Records(happened.PostingStarted), NOTHING, ("SYS",), (State.CONFIRMED,)),
    Row("suspend", asked.SuspendPosting, Records(happened.PostingSuspended), REASON, ("OFF",), (State.ACTIVE,)),
    Row("resume", asked.ResumePosting, domain.resume_posting, NOTHING, ("OFF",), (State.SUSPENDED,)),
    # 调整
    Row("reassign", asked.ReassignPosting, Records(happened.PostingReassigning), REASON, ("OFF",), (State.ACTIVE,)),
    Row("hand_over", asked.HandOverPosting, domain.hand_over_posting, schemas.HandOver, ("STN",), (State.REASSIGNING,)),
    Row("note_hand_over", asked.TakeOverPosting, Records(happened.PostingTakenOver), NOTHING, ("SYS",), OPEN),
    # 结束
    Row("end", asked.EndPosting, Records(happened.PostingEnded), REASON, ("OFF",), (State.ACTIVE, State.SUSPENDED, State.CONFIRMED)),
    Row("expire", asked.ExpirePosting, Records(happened.PostingExpired), NOTHING, ("SYS",), (State.ACTIVE,)),
    Row("lapse", asked.LapsePosting, Records(happened.PostingLapsed), NOTHING, ("SYS",), OPEN),
    # 承接 its body has ended
    Row("succeed", asked.SucceedPosting, domain.succeed_posting, NOTHING, ("SYS",), OPEN),
    Row("note_left_alone", asked.NotePostingLeftAlone, domain.note_left_alone, NOTHING, ("SYS",), OPEN),
)
# fmt: on

POSTING = Lifecycle(
    name="posting",
    collection="postings",
    label="委员下沉",
    id_field="posting_id",
    events=events_of(PostingEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    of_one_member=True,
    rule_broken=MembersRuleBroken,
    due=due,
)
