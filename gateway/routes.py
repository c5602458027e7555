"""The literal list of what is served: a new collection is one module in `resources/` and one line here."""

import flask
from flask_smorest import Blueprint

from gateway import auditing, auditing_export, ledger, ledger_witness, lineage, receipts
from gateway.commands import add_commands, other_commands
from gateway.context import Gateway
from gateway.reading import add_reading
from gateway.resource import Resource
from gateway.resources import (
    clock,
    divisions,
    items,
    meetings,
    members,
    offices,
    organisations,
    outcomes,
    participants,
    people,
    policies,
    pre_work,
    screening_lists,
    submissions,
    tasks,
    topics,
    tracking,
    venues,
)

RESOURCES: tuple[Resource, ...] = (
    submissions.RESOURCE,
    topics.RESOURCE,
    screening_lists.RESOURCE,
    meetings.RESOURCE,
    participants.RESOURCE,
    items.RESOURCE,
    pre_work.RESOURCE,
    outcomes.RESOURCE,
    tasks.RESOURCE,
    divisions.RESOURCE,
    organisations.RESOURCE,
    venues.RESOURCE,
    people.RESOURCE,
    offices.RESOURCE,
    members.RESOURCE,
    policies.RESOURCE,
)


CLOCK = clock.RESOURCE


def documented(gateway: Gateway) -> list[Blueprint]:
    return [
        tracking.blueprint(gateway),
        *(_collection(each, gateway) for each in RESOURCES),
        clock.blueprint(gateway),
        receipts.blueprint(gateway, {each.collection: each.label for each in RESOURCES}),
        lineage.blueprint(gateway),
        ledger.blueprint(gateway),
        ledger_witness.blueprint(gateway),
        auditing.blueprint(gateway),
        auditing_export.blueprint(gateway),
    ]


def undocumented(gateway: Gateway) -> list[flask.Blueprint]:
    return [other_commands(each, gateway) for each in RESOURCES]


def _collection(resource: Resource, gateway: Gateway) -> Blueprint:
    blueprint = Blueprint(resource.collection, __name__, description=resource.label)
    add_commands(blueprint, resource, gateway)
    add_reading(blueprint, resource, gateway)
    return blueprint
