"""Whether a form is one that its reader may have now: nobody writes what he may not send."""

from collections.abc import Mapping
from typing import Any

from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES, ROLES
from gateway.pages.reader import PageReader
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.base.problems import NotAllowedInState, NotPermitted

SYSTEM = "SYS"
MOST_SAID = 4


def may_create(resource: Resource, reader: PageReader) -> bool:
    return resource.creating is not None and _is_of(reader, _roles(resource, resource.creating))


def must_create(resource: Resource, reader: PageReader) -> None:
    """Raises NotPermitted, and says who may."""
    if not may_create(resource, reader):
        raise _not_his(resource, str(resource.creating), reader.lang)


def must_be_offered(resource: Resource, command: str, record: Mapping[str, Any], reader: PageReader) -> None:
    """Of a record as it is for this reader. Raises NotAllowedInState where the hour is wrong, else NotPermitted."""
    if command in record["allowed_commands"]:
        return
    if not _is_of(reader, _roles(resource, command)):
        raise _not_his(resource, command, reader.lang)
    if _is_of(reader, _roles(resource, command, str(record["state"]))):
        raise NotPermitted(_("这件事不归您这里办。"))
    raise NotAllowedInState(_("现在不能办这一步：还没有轮到，或者已经办过了。"))


def _roles(resource: Resource, command: str, state: str | None = None) -> list[str]:
    """Who gives it at all, or from that state."""
    ways = LIFECYCLES[resource.collection].commands.get(command, ())
    found = dict.fromkeys(role for way in ways if state is None or state in way.states for role in way.roles)
    return [role for role in found if role != SYSTEM]


def _is_of(reader: PageReader, roles: list[str]) -> bool:
    return any(role in roles for role in (*reader.roles, *reader.in_person))


def _not_his(resource: Resource, command: str, lang: str) -> NotPermitted:
    who = [in_language(ROLES[role], lang) for role in _roles(resource, command)]
    if not who:
        return NotPermitted(_("这一步由系统来办。"))
    said = ("、" if lang == "zh" else ", ").join(who[:MOST_SAID])
    return NotPermitted(_("这一步归%(who)s办。您有这个身份的话，请先换身份。", who=said))
