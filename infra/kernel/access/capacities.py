"""In which capacity a caller acts. Separation is by capacity and organisation, not by person."""

from infra.kernel.access.places import ADMINISTRATORS, Actor, Place
from infra.kernel.access.rules_of_place import RULES, Standing

# The role in which speaks whoever comes with a tracking code.
BY_CODE = "PUB"

ROLES_IN_WORDS = {
    "MEM": "政协委员 CPPCC member",
    "LIA": "联络员 liaison",
    "REC": "记录员 recorder",
    "CHAIR": "协商议事会主席 chair of the council",
    "STN": "委员工作站站长 head of the station",
    "OFF": "政协机关 CPPCC office",
    "LEAD": "包抓领导 leader with a contact duty",
    "PARTY": "同级党组织 Party organisation of the record's own division",
    "GOV": "同级政府 government of the record's own division",
    "DISP": "交办机构 dispatching office",
    "HND": "主办单位 lead department",
    "CO": "会办单位 co-handling department",
    "SUP": "督办机构 supervising office",
    "PUB": "群众 resident",
    "AUD": "审计管理员 auditor",
    "ADM": "系统管理员 system administrator",
    "SEC": "安全管理员 security administrator",
}
"""Those that a token can hold. What follows from a person, a code or the moment is held by nobody."""


def in_words(roles: tuple[str, ...]) -> str:
    return "、".join(f"{role} {ROLES_IN_WORDS[role]}" for role in roles if role in ROLES_IN_WORDS)


def capacities(actor: Actor) -> tuple[str, ...]:
    """The roles the caller may speak in: those of the token, and what follows from person and codes.

    Nothing follows for an administrator or auditor, who does no consultation business.
    """
    if set(actor.roles) & set(ADMINISTRATORS):
        return actor.roles
    implied = []
    if actor.person is not None or actor.participant is not None:
        implied += ["SELF", "ATT"]
    if actor.tracking is not None or not actor.has_token:
        implied.append(BY_CODE)
    return (*actor.roles, *(role for role in implied if role not in actor.roles))


def held(actor: Actor, by: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the roles that the caller holds and may speak in, whatever the place."""
    mine = capacities(actor)
    wanted = (actor.capacity,) if actor.capacity else by
    return tuple(role for role in wanted if role in by and role in mine)


def capacity_for(who: Standing, by: tuple[str, ...], place: Place) -> str | None:
    """The role in which the caller may give a command that is for `by`, at this place; None when there is none.

    Nobody acts for an organisation that has ended, or in an office that he does not hold; what he may do in person or
    by a code he still may.
    """
    for role in held(who.actor, by):
        of_an_ended_one = role in who.actor.roles and who.is_of_an_ended_one
        if RULES[role].holds(who, place) and not of_an_ended_one and who.is_entitled_to(role):
            return role
    return None


def not_entitled(who: Standing, by: tuple[str, ...]) -> tuple[str, ...]:
    """The roles in which he comes, when he is entitled to none of them; nothing where another reason refuses him."""
    roles = held(who.actor, by)
    return () if any(who.is_entitled_to(role) for role in roles) else roles


def may_be_lifted_by_news(who: Standing, by: tuple[str, ...]) -> bool:
    """True when a refusal by place may be for want of news of the caller's organisation, or of a posting of his."""
    asked = [RULES[role] for role in held(who.actor, by)]
    if any(rule.asks_for_postings for rule in asked) and who.actor.person is not None:
        return True
    return any(rule.asks_the_directory for rule in asked) and who.is_not_heard_of
