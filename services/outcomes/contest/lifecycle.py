"""Who may do what with a contest."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.outcomes.contest import commands as asked
from services.outcomes.contest import domain, schemas
from services.outcomes.contest import events as happened
from services.outcomes.contest.circumstances import facts, place, place_of_new
from services.outcomes.contest.events import ContestEvent
from services.outcomes.contest.projections import KEPT_INSIDE, row
from services.outcomes.contest.state import LABELS, State, due, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    # 征集 初评 公示 call, first review, public notice
    Row("call", asked.CallContest, domain.call_contest, schemas.Call, ("OFF",)),
    Row("set_dates", asked.SetContestDates, domain.set_dates, schemas.SetDates, ("OFF",),
        (State.CALLING, State.FIRST_REVIEW, State.NOTICED)),
    Row("close_submissions", asked.CloseSubmissions, Records(happened.ContestSubmissionsClosed), NOTHING, ("SYS",), (State.CALLING,)),
    Row("post_notice", asked.PostContestNotice, domain.post_notice, NOTHING, ("OFF",), (State.FIRST_REVIEW,)),
    # 投票 vote
    Row("open_vote", asked.OpenVote, Records(happened.ContestVoteOpened), NOTHING, ("SYS",), (State.NOTICED,)),
    Row("close_vote", asked.CloseVote, domain.close_vote, NOTHING, ("SYS",), (State.VOTING,)),
    # 终评 公布 final review and publication
    Row("rank", asked.RankContest, domain.rank_contest, schemas.Rank, ("OFF",), (State.FINAL_REVIEW,)),
    Row("publish", asked.PublishContest, Records(happened.ContestPublished), NOTHING, ("OFF",), (State.RANKED,)),
    Row("cancel", asked.CancelContest, Records(happened.ContestCancelled), REASON, ("OFF",),
        (State.CALLING, State.FIRST_REVIEW, State.NOTICED, State.VOTING, State.FINAL_REVIEW)),
)
# fmt: on

CONTEST = followed(
    Lifecycle(
        name="contest",
        collection="contests",
        label="案例评选",
        id_field="contest_id",
        events=events_of(ContestEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
        due=due,
        kept_inside=KEPT_INSIDE,
    ),
    names={"organisation": "called.organisation"},
    open_in=(State.CALLING, State.FIRST_REVIEW, State.NOTICED, State.VOTING, State.FINAL_REVIEW, State.RANKED),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
