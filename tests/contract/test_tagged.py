"""Any record can carry tags (ADR 28); what carries none is named here, with its reason."""

from services.members.tagging.commands import COLLECTIONS, OF_OTHERS
from tests.contract.published import OURS, SERVICE_OF

PART_OF_ANOTHER = {  # that one carries them
    *("participants", "items", "pre-work", "agenda", "speeches", "suggestions", "options", "effects", "formats"),
    *("invitations", "notices", "notes", "entries", "votes", "bookings"),
}
BESIDE_ANOTHER = {"taggings", "scorings", "rule-citations", "outcome-profiles", "tellings", "internal-markings"}
OF_A_PERSON = {  # nobody is labelled
    *("people", "accounts", "offices", "members", "memberships", "experts", "profiles"),
    *("nominations", "evaluations", "sealings", "destructions"),
}
RULES_OR_PLACES = {  # what work is done by, and where: no work of its own
    *("divisions", "policies", "clock", "calendars", "terms", "quotas", "ex-officio-rules"),
    *("posting-kinds", "venue-standards", "label-lists", "screening-lists"),
}


def test_every_record_can_carry_tags_but_those_that_are_named_here() -> None:
    none = PART_OF_ANOTHER | BESIDE_ANOTHER | OF_A_PERSON | RULES_OR_PLACES
    assert {lifecycle.collection for lifecycle in OURS.values()} - none == set(COLLECTIONS)
    assert none.isdisjoint(COLLECTIONS)


def test_what_is_part_of_another_is_nested_in_it() -> None:
    nested = {
        lifecycle.collection for lifecycle in OURS.values() if lifecycle.stream or lifecycle.collection == "votes"
    }
    assert nested == PART_OF_ANOTHER


def test_where_another_services_record_stands_is_heard_of() -> None:
    others = {one.collection for one in OURS.values() if SERVICE_OF[one.name] != "members"} & set(COLLECTIONS)
    assert others == set(OF_OTHERS)
