"""What can be asked about an organisation."""

from dataclasses import dataclass

KINDS = (
    "council",
    "board",
    "station",
    "liaison_group",
    "cppcc_office",
    "committee",
    "party",
    "government",
    "department",
    "dispatch_office",
    "supervising_office",
    # 推进机构 groups that promote the work
    "leading_group",
    "leading_office",
    "steering_group",
    "promotion_group",
    "task_force",
    "guidance_group",
    # 政协内部 within the conference
    "standing_committee",
    "party_branch",
    "activity_group",
    "working_group",
    "studio",
    # 三级联动 liaison of three tiers, its third being the liaison group
    "liaison_committee",
    "liaison_office",
)
LIES_BELOW = {
    "leading_office": ("leading_group", "steering_group", "promotion_group"),
    "party_branch": ("committee", "liaison_committee", "cppcc_office"),
    "activity_group": ("committee", "liaison_committee", "cppcc_office"),
    "liaison_office": ("liaison_committee", "cppcc_office"),
}
"""Below what the reports have them; a kind that is not named here lies below anything, or nothing."""
MAY_LIE_ALONE = ("liaison_office",)
"""Of these, one whose committee of a higher level is not on record may begin without."""
MAY_SUCCEED = (
    ("council", "board", "station", "liaison_group"),
    ("cppcc_office", "committee"),
    ("party",),
    ("government", "department", "dispatch_office", "supervising_office"),
    ("leading_group", "steering_group", "promotion_group", "task_force", "guidance_group"),
    ("leading_office",),
    ("standing_committee",),
    ("party_branch",),
    ("activity_group", "working_group", "studio"),
    ("liaison_committee", "liaison_office"),
)
"""Kinds that may take over one another's business: what one of them holds, the others can hold."""


@dataclass(frozen=True, slots=True)
class CreateOrganisation:
    organisation_id: str
    name: str
    kind: str
    division: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class AmendOrganisation:
    organisation_id: str
    name: str | None = None
    kind: str | None = None
    division: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class EndOrganisation:
    """Who takes over its business, or that nobody does."""

    organisation_id: str
    reason: str
    successor: str | None = None
    no_successor: bool = False
