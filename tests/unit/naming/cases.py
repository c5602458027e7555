"""What a command's body and the things around it must be, where the document's example and the usual world do not do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from services.members.term.state import State as TermState
from tests.unit.naming.world import HERE, NOW, id_for

COUNTY = HERE[:6]
SOMEBODY = "019a0000-0000-7000-8000-000000000005"
A_TOPIC = "019a0000-0000-7000-8000-000000000002"


@dataclass(frozen=True)
class Case:
    """`says` is what things of a class have besides, `lists` the classes of which lists are not empty."""

    body: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    says: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    role: str | None = None
    now: datetime = NOW


def leader() -> Case:
    held = {"role": "LEAD", "person": id_for("leader"), "starts": date(2026, 1, 1), "ends": None}
    return Case(says={"HeldOffice": held}, lists=("HeldOffice",))


def organisations(**told: str) -> Case:
    return Case(says={"KnownOrganisation": told})


NEXT_TERM = {
    "state": TermState.PLANNED, "number": 99, "committee_division": COUNTY, "starts": date(2026, 12, 1), "ends": date(2031, 12, 1),
}  # fmt: skip
STAYING = {
    "id": id_for("staying[]"), "state": "active", "committee_division": COUNTY, "term": "第九届", "term_id": None,
}  # fmt: skip
BELOW_A_HALL = Case({"tier": "point"}, says={"SeenVenue": {"tier": "hall"}})
OF_A_MEMBER = Case({"person": "x"}, lists=("HeldMembership",))
BETWEEN_BODIES = {"link": "body_to_body", "whom": "x"}
IN_THE_COUNTY = Case(says={"AnyRecordShown": {"division": COUNTY}})
OF_THE_COUNTY = organisations(division=COUNTY)
OF_AN_OUTCOME = Case(says={"KnownOutcome": {"topic_id": id_for("outcome")}})
LED = Case({"kind": "mechanism", "parties": [{"part": "牵头"}, {"name": "村委会"}]})
TWO_PARTIES = Case({"parties": [{}, {"group": "商户"}]})
APPROVED = Case(says={"TopicStanding": {"state": "approved"}})
USUAL_CASE = Case()

CASES: dict[str, Case] = {
    "office.create.ends": Case({"organisation": "x"}),
    "agreement.create.ends": Case({"outside": ["甲方", "乙方"], "signed_on": "2026-03-01"}),
    "venue.create": BELOW_A_HALL,
    "venue.amend": BELOW_A_HALL,
    "posting.hand_over": Case(
        says={"SeenPosting": {"id": id_for("posting"), "member": SOMEBODY}}, lists=("SeenPosting",)
    ),
    "posting_kinds.create": Case({"items": [{"code": one, "label": one} for one in "abc"]}),
    "charge.create": leader(),
    "duty.schedule": leader(),
    "contact_relation.create": Case(BETWEEN_BODIES),
    "contact_relation.create.division": Case(BETWEEN_BODIES, says={"AnyRecordShown": {"division": COUNTY}}),
    "profile.create": OF_A_MEMBER,
    "profile.create.organisation": USUAL_CASE,
    "contribution.create.division": Case({"giver": "某企业"}),
    "term.change_over": Case(says={"SeenTerm": NEXT_TERM, "SeenMembership": STAYING}, lists=("SeenMembership",)),
    "nomination.nominate": Case(says={"SeenTerm": {**NEXT_TERM, "committee_division": HERE}}, role="OFF"),
    "tagging.put": Case({"collection": "topics"}, says={"KnownStanding": {"collection": "topics"}}),
    "quota.create.organisation": Case(says={"SeenCouncil": {"kind": "council"}}),
    "evaluation.evaluate": Case(lists=("HeldMembership",)),
    "submission.submit.meeting": Case(says={"KnownMeeting": {"topic_id": id_for("meeting")}}),
    "submission.link_to_topic.topic": Case(says={"SeenTopic": {"state": "approved"}}),
    "submission.link_to_topic.new_topic.organisation": Case(
        {"new_topic": {"title": "路灯", "background": "不亮"}}, without=("topic",)
    ),
    "topic.escalate": OF_THE_COUNTY,
    "topic.delegate": organisations(division=HERE + "201"),
    "brief.draft.outcome": OF_AN_OUTCOME,
    "proposal.draft.outcome": OF_AN_OUTCOME,
    "plan.draft.derived_from": Case(
        {"period": "2026"}, says={"HigherPlan": {"division": COUNTY, "state": "approved", "period": "2026"}}
    ),
    "plan.put_topic.higher_topic": APPROVED,
    "plan.add_topic_late.higher_topic": APPROVED,
    "proposal.merge": Case(says={"SeenProposal": {"state": "filed", "division": COUNTY}}),
    "proposal.hand_over": OF_THE_COUNTY,
    "proposal.reply": Case({"class": "B"}),
    "meeting.plan": Case({"round": 1}, says={"KnownTopic": {"phase": "preparing", "round": 0}}),
    "attendance.invite.organisation": Case({"name": "王安"}),
    "survey.record_survey": Case(
        {"on": "2026-03-01", "bodies": ["村委会"]}, says={"SurveyedMeeting": {"topic": id_for("topic")}}
    ),
    "survey.bring_survey": Case(says={"SurveyedMeeting": {"topic": A_TOPIC}}),
    "outcome_profile.create.parties[].organisation": LED,
    "outcome_profile.amend.parties[].organisation": LED,
    "measured_effect.measure.task": Case(
        {"on": "2026-03-01"}, says={"TaskOfAnOutcome": {"outcome": id_for("outcome")}}
    ),
    "meeting_format.describe_format": TWO_PARTIES,
    "meeting_format.amend_format": TWO_PARTIES,
    "activity.plan.division": OF_THE_COUNTY,
    "case.draft.division": OF_THE_COUNTY,
    "contest.call": organisations(kind="cppcc_office"),
    "contest.call.division": organisations(kind="cppcc_office", division=COUNTY),
    "demonstration_site.create.division": IN_THE_COUNTY,
    "brand.create.division": IN_THE_COUNTY,
    "commendation.nominate.division": Case(
        says={"KnownOrganisation": {"division": COUNTY}, "SeenNominee": {"committee_division": COUNTY}}
    ),
    "self_assessment.assess.division": OF_THE_COUNTY,
    "grid_assignment.create.division": Case(says={"SeenMember": {"committee_division": COUNTY}}),
    "activity.hold": Case(now=datetime(2027, 1, 1, tzinfo=UTC)),
    "contest_entry.submit": Case(
        says={"KnownOrganisation": {"kind": "cppcc_office"}, "SeenCase": {"state": "published"}}
    ),
}
