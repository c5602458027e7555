"""How members is reached."""

from infra.kernel.contract.reactions import Copying, Forgetting, Reacting
from infra.kernel.entrypoints.service import EventSourcedService
from services.members import copies, reactions
from services.members.account.lifecycle import ACCOUNT
from services.members.charge.events import ChargeQuarterOpened
from services.members.charge.lifecycle import CHARGE
from services.members.clock.lifecycle import CLOCK
from services.members.copies import KnownTopic
from services.members.division.lifecycle import DIVISION
from services.members.duty.lifecycle import DUTY
from services.members.member.lifecycle import MEMBER
from services.members.office.lifecycle import OFFICE
from services.members.organisation.lifecycle import ORGANISATION
from services.members.person.events import PersonForgotten
from services.members.person.lifecycle import PERSON
from services.members.policy.lifecycle import POLICY
from services.members.posting.lifecycle import POSTING
from services.members.posting_kinds.lifecycle import POSTING_KINDS
from services.members.venue.lifecycle import VENUE

COPIES = (Copying("topics", copies.TopicDrafted, copies.on_topic_drafted, "topic", KnownTopic, "topic_id"),)

REACTIONS = (Reacting("members", ChargeQuarterOpened, reactions.on_charge_quarter_opened),)


class MembersService(EventSourcedService):
    """Divisions, organisations, venues, people, offices, members, postings, policies, the site's clock, charges, duties and accounts."""

    name = "members"
    lifecycles = (
        *(
            DIVISION,
            ORGANISATION,
            VENUE,
            PERSON,
            OFFICE,
            MEMBER,
            POSTING,
            POSTING_KINDS,
            POLICY,
            CLOCK,
            CHARGE,
            DUTY,
            ACCOUNT,
        ),
    )
    copies = COPIES
    reactions = REACTIONS
    forgettings = (Forgetting("members", PersonForgotten, "person_id"),)
