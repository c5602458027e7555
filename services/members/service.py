"""How members is reached."""

from infra.kernel.contract.reactions import Forgetting
from infra.kernel.entrypoints.service import EventSourcedService
from services.members.clock.lifecycle import CLOCK
from services.members.division.lifecycle import DIVISION
from services.members.member.lifecycle import MEMBER
from services.members.office.lifecycle import OFFICE
from services.members.organisation.lifecycle import ORGANISATION
from services.members.person.events import PersonForgotten
from services.members.person.lifecycle import PERSON
from services.members.policy.lifecycle import POLICY
from services.members.posting.lifecycle import POSTING
from services.members.posting_kinds.lifecycle import POSTING_KINDS
from services.members.venue.lifecycle import VENUE


class MembersService(EventSourcedService):
    """Divisions, organisations, venues, people, offices, members, postings, policies and the site's clock."""

    name = "members"
    lifecycles = (DIVISION, ORGANISATION, VENUE, PERSON, OFFICE, MEMBER, POSTING, POSTING_KINDS, POLICY, CLOCK)
    copies = ()
    reactions = ()
    forgettings = (Forgetting("members", PersonForgotten, "person_id"),)
