"""The national standard that ships: six haves (六有). Every division may put its own over it.

The published report names the standard without spelling out the six; the wording is ours.
"""

from services.members.venue_standard.events import StandardItem, VenueStandardCreated

DEFAULT_ITEMS = (
    StandardItem("place", "有场所"),
    StandardItem("sign", "有标识"),
    StandardItem("rules", "有制度"),
    StandardItem("people", "有人员"),
    StandardItem("activities", "有活动"),
    StandardItem("files", "有档案"),
)


def first_standard(venue_standard_id: str) -> VenueStandardCreated:
    return VenueStandardCreated(venue_standard_id, division="", items=DEFAULT_ITEMS)
