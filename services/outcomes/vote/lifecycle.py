"""Who may vote: whoever is signed in, in person. There is no second command: a vote stays as it was cast."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.vote import commands as asked
from services.outcomes.vote import domain, schemas
from services.outcomes.vote.circumstances import facts, id_of_new, place, place_of_new
from services.outcomes.vote.events import VoteEvent
from services.outcomes.vote.projections import row
from services.outcomes.vote.state import LABELS, evolve

# fmt: off
TABLE = (
    Row("cast", asked.CastVote, domain.cast_vote, schemas.CastBallot, ("SELF",)),
)
# fmt: on

VOTE = Lifecycle(
    name="vote",
    collection="votes",
    label="投票",
    id_field="vote_id",
    events=events_of(VoteEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    id_of_new=id_of_new,
    facts=facts,
    row=row,
    rule_broken=OutcomesRuleBroken,
)
