"""The services there are. Without the gateway: a command that needs no web server does not load one."""

from infra.kernel.access.site import AUDIT
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.running.definition import ServiceDefinition
from services.audit.service import AuditService
from services.meetings.service import MeetingsService
from services.members.service import MembersService
from services.outcomes.service import OutcomesService
from services.topics.service import TopicsService

SERVICES: dict[str, type[EventSourcedService]] = {
    "members": MembersService,
    "topics": TopicsService,
    "meetings": MeetingsService,
    "outcomes": OutcomesService,
}
# Not one of those: it records nothing of its own, but follows them all.
FOLLOWERS: dict[str, type[AuditService]] = {AUDIT: AuditService}
WITH_DATABASES = (*SERVICES, *FOLLOWERS)
GATEWAY = "gateway"
# Who takes every event of every service, and for what: no table of theirs names one, so docs/events.md says it in each row.
EVERY_EVENT = {AUDIT: "ledger and search index", GATEWAY: "live news"}


def definition_of(name: str) -> ServiceDefinition:
    service = SERVICES[name]
    return ServiceDefinition(name, service.lifecycles, service.copies, service.reactions, service.forgettings)


def follows() -> dict[str, list[str]]:
    """Whose news each service takes."""
    followed = {name: list(follower.producers) for name, follower in FOLLOWERS.items()}
    return {**{name: definition_of(name).producers for name in SERVICES}, **followed}
