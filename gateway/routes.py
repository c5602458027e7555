"""The literal list of what is served: a new collection is one module in `records/` and one line here."""

import flask
from flask_smorest import Blueprint

from gateway.documents.resource import Resource
from gateway.files import files
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.ledger import auditing, auditing_export, reads, receipts
from gateway.ledger import log as ledger
from gateway.ledger import witness as ledger_witness
from gateway.records import (
    accounts,
    activities,
    agenda,
    agreements,
    bodies,
    bookings,
    brands,
    briefs,
    calendars,
    cases,
    charges,
    clock,
    commendations,
    contact_relations,
    contests,
    contributions,
    covenants,
    coverage,
    demonstration_sites,
    destructions,
    divisions,
    duties,
    effects,
    entries,
    evaluations,
    ex_officio_rules,
    experts,
    formats,
    grid_assignments,
    instructions,
    invitations,
    items,
    label_lists,
    lineage,
    measured_effects,
    meeting_pack,
    meetings,
    members,
    memberships,
    nominations,
    notes,
    notices,
    offices,
    options,
    organisations,
    outcome_profiles,
    outcomes,
    pairs,
    participants,
    people,
    plans,
    policies,
    posting_kinds,
    postings,
    pre_work,
    problems,
    profiles,
    programmes,
    projects,
    proposals,
    quotas,
    rollouts,
    rule_citations,
    rule_texts,
    scorings,
    screening_lists,
    sealings,
    self_assessments,
    session,
    speeches,
    staff_figures,
    submissions,
    suggestions,
    surveys,
    taggings,
    targets,
    tasks,
    tellings,
    terms,
    topics,
    tracking,
    training,
    venue_standards,
    venues,
    votes,
)
from gateway.records.bulk import add_bulk
from gateway.records.commands import add_commands, other_commands
from gateway.records.exporting import add_export
from gateway.records.importing import add_import
from gateway.records.reading import add_reading

RESOURCES: tuple[Resource, ...] = (
    submissions.RESOURCE,
    topics.RESOURCE,
    plans.RESOURCE,
    screening_lists.RESOURCE,
    meetings.RESOURCE,
    participants.RESOURCE,
    items.RESOURCE,
    pre_work.RESOURCE,
    agenda.RESOURCE,
    speeches.RESOURCE,
    suggestions.RESOURCE,
    options.RESOURCE,
    effects.RESOURCE,
    surveys.RESOURCE,
    formats.RESOURCE,
    invitations.RESOURCE,
    notices.RESOURCE,
    notes.RESOURCE,
    outcomes.RESOURCE,
    tasks.RESOURCE,
    briefs.RESOURCE,
    cases.RESOURCE,
    contests.RESOURCE,
    entries.RESOURCE,
    votes.RESOURCE,
    proposals.RESOURCE,
    tellings.RESOURCE,
    instructions.RESOURCE,
    programmes.RESOURCE,
    projects.RESOURCE,
    covenants.RESOURCE,
    outcome_profiles.RESOURCE,
    measured_effects.RESOURCE,
    divisions.RESOURCE,
    organisations.RESOURCE,
    venues.RESOURCE,
    people.RESOURCE,
    offices.RESOURCE,
    members.RESOURCE,
    terms.RESOURCE,
    nominations.RESOURCE,
    experts.RESOURCE,
    postings.RESOURCE,
    posting_kinds.RESOURCE,
    policies.RESOURCE,
    charges.RESOURCE,
    duties.RESOURCE,
    venue_standards.RESOURCE,
    sealings.RESOURCE,
    destructions.RESOURCE,
    bookings.RESOURCE,
    commendations.RESOURCE,
    self_assessments.RESOURCE,
    evaluations.RESOURCE,
    accounts.RESOURCE,
    contact_relations.RESOURCE,
    targets.RESOURCE,
    grid_assignments.RESOURCE,
    problems.RESOURCE,
    profiles.RESOURCE,
    pairs.RESOURCE,
    contributions.RESOURCE,
    demonstration_sites.RESOURCE,
    agreements.RESOURCE,
    brands.RESOURCE,
    memberships.RESOURCE,
    quotas.RESOURCE,
    ex_officio_rules.RESOURCE,
    staff_figures.RESOURCE,
    rollouts.RESOURCE,
    activities.RESOURCE,
    label_lists.RESOURCE,
    rule_texts.RESOURCE,
    rule_citations.RESOURCE,
    scorings.RESOURCE,
    taggings.RESOURCE,
    calendars.RESOURCE,
)


CLOCK = clock.RESOURCE


def documented(gateway: Gateway, sessions: Sessions) -> list[Blueprint]:
    return [
        tracking.blueprint(gateway),
        *(_collection(each, gateway) for each in RESOURCES),
        clock.blueprint(gateway),
        session.blueprint(sessions),
        receipts.blueprint(gateway, {each.collection: each.label for each in RESOURCES}),
        lineage.blueprint(gateway),
        meeting_pack.blueprint(gateway),
        coverage.blueprint(gateway),
        bodies.blueprint(gateway),
        training.blueprint(gateway),
        files.blueprint(gateway),
        ledger.blueprint(gateway),
        ledger_witness.blueprint(gateway),
        auditing.blueprint(gateway),
        auditing_export.blueprint(gateway),
        reads.blueprint(gateway),
    ]


def undocumented(gateway: Gateway) -> list[flask.Blueprint]:
    return [other_commands(each, gateway) for each in RESOURCES]


def _collection(resource: Resource, gateway: Gateway) -> Blueprint:
    blueprint = Blueprint(resource.collection, __name__, description=resource.label)
    add_commands(blueprint, resource, gateway)
    add_bulk(blueprint, resource, gateway)
    add_reading(blueprint, resource, gateway)
    if resource.columns:
        add_import(blueprint, resource, gateway)
        add_export(blueprint, resource, gateway)
    return blueprint
