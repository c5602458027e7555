"""Ruling 7: of every field in which an event names an organisation it is decided what becomes of it when that has ended.

A field of a new name fails here until somebody has said whether it ever names one, and then what follows.
"""

import dataclasses
import typing
from collections.abc import Iterator
from typing import Any

import pytest

from infra.kernel.contract.lifecycle import Lifecycle
from tests.contract.published import OURS

PAST = "a fact of the past: it keeps the name"
ENDS = "ends with it"
STAYS = "until an administrator amends it"
# What becomes of each: the event by which it names the successor, or why there is none.
DECIDED: dict[str, dict[str, str]] = {
    "activity": {"organisation": "ActivityTakenOver", "attendance.organisation": PAST},
    "agreement": {"organisations": "AgreementTakenOver"},
    "attendance": {"organisation": PAST},
    "booking": {"organisation": "BookingTakenOver"},
    "brand": {"organisation": "BrandTakenOver"},
    "brief": {"organisation": "BriefTakenOver"},
    "case": {"organisation": "CaseTakenOver"},
    "charge": {"leader": "ChargeTakenOver"},
    "commendation": {"organisation": "CommendationTakenOver"},
    "contact_relation": {"by": "ContactRelationTakenOver", "whom": "ContactRelationTakenOver"},
    "contest": {"organisation": "ContestTakenOver"},
    "contest_entry": {"organisation": PAST},
    "covenant": {"organisation": "CovenantTakenOver"},
    "demonstration_site": {"organisation": "DemonstrationSiteTakenOver"},
    "duty": {"leader": PAST},
    "ex_officio_rule": {"organisation": ENDS, "office_organisation": ENDS},
    "instruction": {"organisation": "InstructionTakenOver", "handled_by": PAST},
    "measured_effect": {"organisation": "MeasuredEffectTakenOver"},
    "internal_marking": {"organisation": PAST, "marked_by": PAST},
    "meeting": {"organisation": "MeetingTakenOver"},
    "membership": {"organisation": ENDS},
    "nomination": {"organisation": "NominationTakenOver", "organisations": PAST},
    "office": {"organisation": ENDS},
    "organisation": {"parent": STAYS},
    "outcome": {"organisation": "OutcomeTakenOver", "tasks.lead": PAST, "tasks.co_handlers": PAST},
    "outcome_profile": {"organisation": "OutcomeProfileTakenOver", "parties.organisation": "OutcomeProfileTakenOver"},
    "plan": {"organisation": "PlanTakenOver"},
    "posting": {"organisation": "PostingSucceeded"},
    "problem": {"organisation": "ProblemTakenOver", "leader": PAST, "lead": PAST, "co_handlers": PAST},
    "profile": {"organisation": PAST},
    "programme": {
        "organisation": "ProgrammeTakenOver",
        "units": "ProgrammeTakenOver",
        "dimensions.lead": "ProgrammeTakenOver",
        "indicators.lead": "ProgrammeTakenOver",
    },
    "project": {"organisation": "ProjectTakenOver", "lead": "ProjectTakenOver"},
    "proposal": {
        "organisation": "ProposalTakenOver",
        "lead": "ProposalTakenOver",
        "co_handlers": "ProposalTakenOver",
        "asked": "ProposalTakenOver",
        "silent": PAST,
        "former_lead": PAST,
    },
    "quota": {"organisation": "QuotaTakenOver"},
    "rollout": {"organisation": "RolloutTakenOver"},
    "rule_citation": {"organisation": "RuleCitationTakenOver"},
    "rule_text": {"organisation": PAST},
    "scoring": {"organisation": "ScoringTakenOver"},
    "self_assessment": {"organisation": "SelfAssessmentTakenOver"},
    "staff_figure": {"organisation": PAST},
    "submission": {"new_topic.organisation": PAST},
    "survey": {"organisation": "SurveyTakenOver", "organisations": PAST},
    "tagging": {"organisation": "TaggingTakenOver"},
    "target": {"organisation": "TargetTakenOver"},
    "task": {
        "lead": "TaskTakenOver",
        "co_handlers": "TaskTakenOver",
        "organisation": "TaskTakenOver",
        "asked": "TaskTakenOver",
        "awaited": "TaskTakenOver",
        "silent": PAST,
        "former_lead": PAST,
        "former_co_handlers": PAST,
    },
    "telling": {"organisation": PAST},
    "topic": {"organisation": "TopicTakenOver", "origin.organisation": PAST},
    "venue": {"organisation": "VenueTakenOver", "host": "VenueTakenOver", "brand.owner": "VenueTakenOver"},
}
# Of the same words, those that name something else there: a unit of measure, a venue above, participants, a division.
OF_SOMETHING_ELSE = {
    ("commendation", "achievements.unit"),
    ("consensus_item", "by"),
    ("division_load", "divisions.parent"),
    ("division_load", "before.parent"),
    ("division_load", "before.former_names"),
    ("division_load", "after.parent"),
    ("division_load", "after.former_names"),
    ("instruction", "leader"),
    ("measured_effect", "unit"),
    ("meeting", "awaited"),
    ("meeting", "recipients"),
    ("meeting_format", "five_questions.where"),
    ("programme", "indicators.unit"),
    ("survey", "bodies"),
    ("target", "unit"),
    ("topic", "objection"),
    ("target", "units"),
    ("task", "effects.unit"),
    ("venue", "parent"),
}
# What events tell in words of which none ever names an organisation, and `successor`, which says who follows.
NEVER = """
about acting acts_as aim author award back_to background body brief calendar capacity case categories category cell channel
cited class_code code codes collection comment committee_division concluded_topic cons contact contact_record contest
countersigned covers derived_from dimension division document_number duty entries entry evidence excluded expertise
explanation factor_id family files findings first_quarter form forms gaps giver ground grounds group groups higher_title higher_topic
hosts how identity immersion indicator instead_of instruction into item items kind kind_label kinds label label_list language
leader_name level levels linked_topic list_title made matter measure meeting meeting_id member membership missing mode modes
month name name_key next_term nominated_by note number objection_id office old_items old_text old_title opening_hours opinion
ours outcome outcome_id outside part participant participant_id participants partner partner_place password_id period person
place policy position posting present present_post previous problem programme proposal proposer pros purpose qualifications quarter
question raised_by rating reader reason receiver record red_policy report_policy requested_as requested_by residence return_policy
right role rule rule_text scored_by screening_list seat sector selected_by selecting session site source specialities
stakeholder_groups standard state status staying story submissions submitter substitute succeeds successor successor_of
summary supersedes supersedes_meeting supervision supporters tags taken_over task task_id tasks term term_id text tier title
to told topic topic_id topics tracking trade unheard venue voter way what who why wording words workplace yellow_policy
"""


def texts(lifecycle: Lifecycle) -> Iterator[str]:
    """Every field of its events that is a text, or holds one, as `brand.owner`; those that say which record it is are not asked."""
    told = [one for one in lifecycle.events if not lifecycle.following or one.cls is not lifecycle.following.taken_over]
    for event in told:
        for name, hint in typing.get_type_hints(event.cls).items():
            if name not in (lifecycle.id_field, lifecycle.parent_field):
                yield from (name + below for below in _texts_in(hint))


def _texts_in(hint: Any) -> Iterator[str]:
    if hint is str:
        yield ""
    if dataclasses.is_dataclass(hint):
        for name, inner in typing.get_type_hints(hint).items():
            yield from (f".{name}{below}" for below in _texts_in(inner))
    for argument in typing.get_args(hint):
        yield from _texts_in(argument)


def undecided(lifecycle: Lifecycle) -> set[str]:
    asked = {path for path in texts(lifecycle) if path.rpartition(".")[2] not in NEVER.split()}
    elsewhere = {path for name, path in OF_SOMETHING_ELSE if name == lifecycle.name}
    return asked ^ (DECIDED.get(lifecycle.name, {}).keys() | elsewhere)


every_lifecycle = pytest.mark.parametrize("lifecycle", OURS.values(), ids=OURS)


@every_lifecycle
def test_ruling_7_of_every_field_that_names_an_organisation_it_is_decided_what_follows(lifecycle: Lifecycle) -> None:
    assert undecided(lifecycle) == set()


@every_lifecycle
def test_ruling_7_what_follows_by_an_event_does(lifecycle: Lifecycle) -> None:
    decided = DECIDED.get(lifecycle.name, {})
    told = {one.name for one in lifecycle.events}
    by = {event for event in decided.values() if event not in (PAST, ENDS, STAYS)}
    assert by <= told
    if lifecycle.following:
        event = lifecycle.following.taken_over.__name__
        followed = {path for path, how in decided.items() if how == event}
        assert {_last(path) for path in lifecycle.following.names.values()} == {_last(path) for path in followed}


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def test_shown_red_a_field_of_which_nobody_has_decided() -> None:
    @dataclasses.dataclass
    class VenueGuarded:
        venue_id: str
        guarded_by: str

    planted = dataclasses.replace(OURS["venue"].events[0], cls=VenueGuarded)
    venue = OURS["venue"]
    with_it = dataclasses.replace(venue, events=(*venue.events, planted))
    assert undecided(with_it) == {"guarded_by"}
