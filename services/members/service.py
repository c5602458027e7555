"""How members is reached."""

from collections.abc import Callable, Iterator
from dataclasses import make_dataclass
from functools import partial
from typing import Any

import msgspec

from infra.kernel.base.calls import Caller
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.following import taken_over_name
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Forgetting, Reacting
from infra.kernel.entrypoints import answering, rpc
from infra.kernel.lookups.holding import HOLDINGS, left_by
from infra.kernel.news.endings import follow_ended
from services.members import bodies, copies, places, reactions, standing_copies
from services.members.account.lifecycle import ACCOUNT
from services.members.account_calls import AccountCalls
from services.members.agreement.lifecycle import AGREEMENT
from services.members.booking.lifecycle import BOOKING
from services.members.brand.lifecycle import BRAND
from services.members.calendar.lifecycle import CALENDAR
from services.members.charge.events import ChargeQuarterOpened
from services.members.charge.lifecycle import CHARGE
from services.members.clock.lifecycle import CLOCK
from services.members.commendation.lifecycle import COMMENDATION
from services.members.contact_relation.lifecycle import CONTACT_RELATION
from services.members.contribution.lifecycle import CONTRIBUTION
from services.members.copies import KnownMeeting, KnownTopic
from services.members.coverage import Coverage
from services.members.demonstration_site.lifecycle import DEMONSTRATION_SITE
from services.members.destruction.lifecycle import DESTRUCTION
from services.members.division.lifecycle import DIVISION
from services.members.duty.lifecycle import DUTY
from services.members.evaluation.lifecycle import EVALUATION
from services.members.ex_officio_rule import circumstances as of_rules
from services.members.ex_officio_rule.events import ExOfficioRuleCreated
from services.members.ex_officio_rule.lifecycle import EX_OFFICIO_RULE
from services.members.expert.lifecycle import EXPERT
from services.members.grid_assignment.lifecycle import GRID_ASSIGNMENT
from services.members.internal_marking.lifecycle import INTERNAL_MARKING
from services.members.label_list.lifecycle import LABEL_LIST
from services.members.member.events import MemberAdmitted, MemberEnded
from services.members.member.lifecycle import MEMBER
from services.members.membership.circumstances import seats_in_body, seats_of_member, seats_of_person
from services.members.membership.events import MembershipEnded, MembershipExpired
from services.members.membership.lifecycle import MEMBERSHIP
from services.members.nomination.lifecycle import NOMINATION
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeGranted
from services.members.office.lifecycle import OFFICE
from services.members.organisation.events import OrganisationEnded
from services.members.organisation.lifecycle import ORGANISATION
from services.members.pair.lifecycle import PAIR
from services.members.person.events import PersonEnded, PersonForgotten
from services.members.person.lifecycle import PERSON
from services.members.policy.lifecycle import POLICY
from services.members.posting.lifecycle import POSTING
from services.members.posting.state import SeenPosting
from services.members.posting_kinds.lifecycle import POSTING_KINDS
from services.members.problem.lifecycle import PROBLEM
from services.members.problem_news import NEWS_OF_PROBLEMS
from services.members.profile.lifecycle import PROFILE
from services.members.quota.lifecycle import QUOTA
from services.members.reactions import LeftPosting
from services.members.rollout.lifecycle import ROLLOUT
from services.members.rule_text.lifecycle import RULE_TEXT
from services.members.sealing.events import SealingApproved, SealLifted
from services.members.sealing.lifecycle import SEALING
from services.members.self_assessment.lifecycle import SELF_ASSESSMENT
from services.members.staff_figure.lifecycle import STAFF_FIGURE
from services.members.standing_copies import KnownStanding
from services.members.tagging.lifecycle import TAGGING
from services.members.target.lifecycle import TARGET
from services.members.term.events import TermChangedOver, TermEnded, TermMembersSettled
from services.members.term.lifecycle import TERM
from services.members.venue.lifecycle import VENUE
from services.members.venue_standard.lifecycle import VENUE_STANDARD


def begun(kind: standing_copies.Kind) -> Copying:
    kept = partial(standing_copies.on_begun, kind.collection)
    return standing(kind.producer, kind.begun, kept, f"{kind.lifecycle}_id")


def taken_over(kind: standing_copies.Kind) -> Copying:
    id_field = f"{kind.lifecycle}_id"
    told = [(id_field, str), ("organisation", str), ("successor", str)]
    event = make_dataclass(taken_over_name(kind.lifecycle), told, frozen=True)
    return standing(kind.producer, event, standing_copies.on_taken_over, id_field)


def standing(producer: str, event: type, keep: Callable[[Any, Any], KnownStanding | None], id_field: str) -> Copying:
    kept = standing_copies.STANDING, KnownStanding, id_field
    return Copying(producer, event, keep, *kept, line=standing_copies.SINCE_IT_FOLLOWS)


def advice(event: type[copies.OfAdvice], keep: Callable[[Any, Any], copies.KnownAdvice | None]) -> Copying:
    kept = (copies.ADVICE, copies.KnownAdvice, "suggestion_id", "participant")
    return Copying("meetings", event, keep, *kept, line=copies.ADVICE)


COPIES = (
    Copying("topics", copies.TopicDrafted, copies.on_topic_drafted, "topic", KnownTopic, "topic_id"),
    Copying("meetings", copies.MeetingPlanned, copies.on_meeting_planned, "meeting", KnownMeeting, "meeting_id"),
    standing("topics", standing_copies.SubmissionReceived, standing_copies.on_submission_received, "submission_id"),
    *(begun(kind) for kind in standing_copies.KINDS),
    *(taken_over(kind) for kind in standing_copies.KINDS if kind.passes_on),
    Copying(
        "meetings",
        copies.ParticipantInvited,
        copies.on_participant_invited,
        copies.GUEST,
        copies.KnownGuest,
        "participant_id",
        "person",
        line=copies.ADVICE,
    ),
    advice(copies.SuggestionMade, copies.on_suggestion_made),
    advice(copies.SuggestionAdopted, copies.on_suggestion_adopted),
    advice(copies.SuggestionNotAdopted, copies.on_suggestion_not_adopted),
)


def postings_of(lookups: Lookups, event: MemberEnded) -> list[SeenPosting]:
    return [
        one for one in lookups.shown(SeenPosting, "postings", naming=event.member_id) if one.member == event.member_id
    ]


def postings_left(lookups: Lookups, event: OrganisationEnded) -> Iterator[LeftPosting]:
    for left in left_by(lookups, event.organisation_id, ("postings",)):
        posting = lookups.one(SeenPosting, "postings", left.id)
        others = lookups.shown(SeenPosting, "postings", naming=posting.member) if posting and left.heir else []
        there = any(one.organisation == left.heir and not one.is_over for one in others)
        yield LeftPosting(left.id, left.organisation, left.heir, there)


LIFECYCLES = (
    *(DIVISION, ORGANISATION, VENUE, PERSON, OFFICE, MEMBER, POSTING, POSTING_KINDS, POLICY, CLOCK, CHARGE, DUTY),
    *(CONTACT_RELATION, TARGET, GRID_ASSIGNMENT, PROBLEM, PROFILE),
    *(PAIR, CONTRIBUTION, DEMONSTRATION_SITE, AGREEMENT, BRAND),
    *(VENUE_STANDARD, BOOKING, ACCOUNT, LABEL_LIST, TERM, NOMINATION, EXPERT, SEALING, DESTRUCTION),
    CALENDAR,
    *(TAGGING, INTERNAL_MARKING),
    MEMBERSHIP,
    QUOTA,
    EX_OFFICIO_RULE,
    STAFF_FIGURE,
    ROLLOUT,
    *(COMMENDATION, SELF_ASSESSMENT, EVALUATION),
    RULE_TEXT,
)

REACTIONS = (
    Reacting("members", OrganisationEnded, reactions.on_body_of_postings_ended, postings_left, HOLDINGS),
    Reacting("members", ChargeQuarterOpened, reactions.on_charge_quarter_opened),
    Reacting("members", TermChangedOver, reactions.on_term_over),
    Reacting("members", TermEnded, reactions.on_term_over),
    Reacting("members", TermMembersSettled, reactions.on_term_members_settled),
    Reacting("members", MemberEnded, reactions.on_member_ended, postings_of),
    Reacting("members", OrganisationEnded, reactions.on_organisation_ended, seats_in_body),
    Reacting("members", MemberEnded, reactions.on_committee_member_ended, seats_of_member),
    Reacting("members", PersonEnded, reactions.on_person_ended, seats_of_person),
    Reacting("members", ExOfficioRuleCreated, reactions.on_ex_officio_rule_created, of_rules.the_rule),
    Reacting("members", OfficeGranted, reactions.on_office_changed, of_rules.rules_of_office),
    Reacting("members", OfficeAmended, reactions.on_office_changed, of_rules.rules_of_office),
    Reacting("members", OfficeEnded, reactions.on_office_changed, of_rules.rules_of_office),
    Reacting("members", MembershipEnded, reactions.on_seat_free, of_rules.rules_of_body),
    Reacting("members", MembershipExpired, reactions.on_seat_free, of_rules.rules_of_body),
    Reacting("members", MemberAdmitted, reactions.on_member_admitted, of_rules.rules_that_wait_for),
    Reacting("members", OrganisationEnded, reactions.on_organisation_of_rule_ended, of_rules.rules_of_organisation),
    *NEWS_OF_PROBLEMS,
    follow_ended(*LIFECYCLES),
)


class MembersService(AccountCalls):
    """Who there is and where: divisions, bodies and who sits in them, venues, people, members, postings; and what holds for all."""

    name = "members"
    lifecycles = LIFECYCLES
    copies = COPIES
    reactions = REACTIONS
    forgettings = (
        Forgetting("members", PersonForgotten, "person_id"),
        Forgetting("members", SealingApproved, "person", how="seal"),
        Forgetting("members", SealLifted, "person", how="unseal"),
    )

    @rpc
    @answering
    def place(self, payload: Any) -> dict[str, Any]:
        return places.place(self.runtime, str(payload["division"]))

    @rpc
    @answering
    def on_the_wall(self, payload: Any) -> dict[str, Any]:
        return places.on_the_wall(self.runtime, str(payload["division"]))

    @rpc
    @answering
    def room(self, payload: Any) -> dict[str, Any]:
        return places.room(self.runtime, str(payload["venue"]))

    @rpc
    @answering
    def composition(self, payload: Any) -> dict[str, Any]:
        caller = msgspec.convert(payload["caller"], Caller)
        return bodies.composition(self.runtime, caller, str(payload["organisation"]))

    @rpc
    @answering
    def bodies_of_member(self, payload: Any) -> dict[str, Any]:
        caller = msgspec.convert(payload["caller"], Caller)
        return bodies.bodies_of_member(self.runtime, caller, str(payload["member"]))

    @rpc
    @answering
    def outside_committees(self, payload: Any) -> dict[str, Any]:
        caller = msgspec.convert(payload["caller"], Caller)
        return bodies.outside_committees(self.runtime, caller, str(payload["division"]))

    @rpc
    @answering
    def contact_coverage(self, payload: Any) -> dict[str, Any]:
        return self._coverage(payload).of_contacts(str(payload["division"]))

    @rpc
    @answering
    def target_standing(self, payload: Any) -> dict[str, Any]:
        return self._coverage(payload).of_targets(str(payload["division"]))

    @rpc
    @answering
    def charge_coverage(self, payload: Any) -> dict[str, Any]:
        level = str(payload.get("level", "township"))
        return self._coverage(payload).of_charges(str(payload["division"]), level, payload.get("period"))

    @rpc
    @answering
    def posting_coverage(self, payload: Any) -> dict[str, Any]:
        return self._coverage(payload).of_postings(str(payload["division"]))

    @rpc
    @answering
    def posting_candidates(self, payload: Any) -> dict[str, Any]:
        return self._coverage(payload).candidates(str(payload["member"]))

    def _coverage(self, payload: Any) -> Coverage:
        runtime, actor = self.runtime, self.runtime.verifier.actor(msgspec.convert(payload["caller"], Caller))
        return Coverage(runtime.records, runtime.database, actor, day_in_china(runtime.clock.now()), payload.get("tag"))
