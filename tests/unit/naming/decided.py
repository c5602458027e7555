"""What each field that names something names, and what of that may be without having been refused: each with its reason.

A field that is not told of here is decided on by nobody: the test fails until somebody has.
"""

from tests.unit.naming.world import ELSEWHERE, ENDED, MISSING_ONE

EVERYTHING = (MISSING_ONE, ENDED, ELSEWHERE)
BODY, MEMBERSHIP, VENUE = EVERYTHING, EVERYTHING, EVERYTHING
PERSON = (MISSING_ONE, ENDED)
"""Of no place; what he holds there is asked for by the commands that need it."""
DIVISION = RECORD = (MISSING_ONE, ELSEWHERE)
"""In which states a record may be named is a condition of the command's own."""

FIELDS = {
    "organisation": BODY, "organisations": BODY, "office_organisation": BODY, "successor": BODY, "owner": BODY, "host": BODY,
    "lead": BODY, "co_handlers": BODY, "units": BODY,
    "person": PERSON, "leader": PERSON,
    "member": MEMBERSHIP, "members": MEMBERSHIP, "hosts": MEMBERSHIP, "co_signers": MEMBERSHIP, "staying": MEMBERSHIP,
    "venue": VENUE, "parent": BODY,
    "division": DIVISION, "committee_division": DIVISION, "residence": DIVISION, "workplace": DIVISION,
    "topic": RECORD, "topics": RECORD, "meeting": RECORD, "outcome": RECORD, "task": RECORD, "submissions": RECORD,
    "duty": RECORD, "term": RECORD, "next_term": RECORD, "into": RECORD, "derived_from": RECORD, "posting": RECORD,
    "record": RECORD, "rule_text": RECORD, "case": RECORD, "contest": RECORD, "id": RECORD,
    "by": BODY, "whom": BODY,
}  # fmt: skip
"""By the name of the field; `by` and `whom` as of a relation between two bodies."""

OTHERWISE: dict[str, tuple[str, ...]] = {
    "target.create.units[]": DIVISION,
    "target.exclude.unit": DIVISION,
    # Another service's record, known by its news, of which this world has none: `test_internal_records.py` asks it there.
    "internal_marking.mark.record": (),
}

WITHIN = frozenset((
    "contact_relation.strike.entry", "pair.strike.entry", "target.include.unit",
    "brand.unlink_meeting.meeting", "plan.drop_topic.topic", "plan.put_topic.higher_topic", "plan.add_topic_late.higher_topic",
    "brief.mark_read.organisation", "brief.note.organisation", "brief.adopt.organisation", "brief.instruct.organisation",
    "brief.mark_not_used.organisation", "consensus_item.settle_item.positions[].participant",
    "consensus_item.settle_item.supersedes", "pre_work.assign_pre_work.participant", "speech.list_speaker.participant",
    "suggestion.suggest.participant", "suggestion.adopt_suggestion.item", "option.weigh_option.supporters[]",
    "option.choose_option.item", "meeting_format.describe_format.parties[].participant",
    "meeting_format.amend_format.parties[].participant", "invitation.explain_invitation.participant",
    "topic.answer_objection.objection", "outcome.draft.items[]", "outcome.revise.items[]", "outcome.send_back.tasks[]",
    "programme.set_indicators.indicators[].lead", "contest.rank.ranking[].entry", "vote.cast.entries[]",
))  # fmt: skip
"""They name a part of the record itself, or of the one that it is of: anything else is refused, as the record's own rules say."""

MAY_BE: dict[str, dict[str, tuple[str, ...]]] = {
    "the record stands where it says, and by that the right to give the command is judged": {
        ELSEWHERE: (
            "organisation.create.division", "organisation.amend.division", "venue.create.division", "venue.amend.division",
            "office.create.organisation", "member.create.committee_division", "member.amend.committee_division",
            "posting_kinds.create.division", "charge.create.division", "duty.schedule.division",
            "problem.raise_problem.division", "pair.create.division", "contribution.create.division",
            "agreement.create.division", "venue_standard.create.division", "label_list.create.division",
            "term.plan.committee_division", "expert.enlist.division", "tagging.put.record", "quota.create.division",
            "submission.submit.division", "screening_list.create.division", "meeting.plan.topic",
            "survey.record_survey.topic", "outcome.draft.topic", "instruction.enter.written_on.id", "project.create.outcome",
            "covenant.draft.outcome", "outcome_profile.create.outcome", "measured_effect.measure.outcome",
        ),
    },
    "the one of the same member, outcome or topic, and of no other, whose place it has": {
        ELSEWHERE: ("posting.hand_over.posting", "outcome.draft.meeting", "measured_effect.measure.task"),
    },
    "of the committee there the person is a member, so that there is such a division": {
        MISSING_ONE: ("evaluation.evaluate.division",),
    },
    "a member may live and work anywhere": {
        ELSEWHERE: (
            "profile.create.residence", "profile.create.workplace", "profile.amend.residence", "profile.amend.workplace",
        ),
    },
    "regions agree with one another: that is what agreements between them are for": {
        ELSEWHERE: ("agreement.create.organisations[]",),
    },
    "where a body lies is asked of the kinds of which the reports say it; the others lie where they always could": {
        ELSEWHERE: ("organisation.create.parent", "organisation.amend.parent"),
    },
    "a guest comes from wherever he is": {ELSEWHERE: ("attendance.invite.organisation",)},
    "members take in what is said wherever they are, and sign with members of other committees": {
        ELSEWHERE: ("submission.submit.member", "proposal.draft.co_signers[]"),
    },
    "whoever holds an office votes in person, wherever that is": {ELSEWHERE: ("vote.cast.contest",)},
    "what was said of a person is still there when his record has ended": {
        ENDED: ("sealing.request.person", "destruction.request.person"),
    },
}  # fmt: skip
