"""What a command names of other services' records, and of files: whether it is there, is in force, and is for this caller to name."""

from collections.abc import Collection
from dataclasses import dataclass

from infra.kernel.access.offices import PERSON_NAME, PERSON_OVER, KnownName, KnownOver
from infra.kernel.access.places import (
    COUNCIL_KINDS,
    GUIDING_KINDS,
    KnownOrganisation,
    Place,
    in_one_line,
    nearest,
    of_one_county,
)
from infra.kernel.base.problems import Invalid
from infra.kernel.contract.lifecycle import Lookups, NewsMissing

ORGANISATION, PLACE, VENUE = "organisation", "place", "venue"
HOLDERS = (*((kind,) for kind in COUNCIL_KINDS), GUIDING_KINDS)
"""Kinds of organisations that records may belong to; one of either guiding kind is an office."""
NAMES_A_DIVISION = ("division", "committee_division")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A division, as `members` tells: that there is one."""

    code: str


@dataclass(frozen=True, slots=True)
class KnownVenue:
    id: str
    division: str
    ended: bool = False


def organisation_named(lookups: Lookups, field: str, organisation_id: str) -> KnownOrganisation:
    """Raises NewsMissing when no news of it has come, and Invalid for one that has ended."""
    known = lookups.copy(KnownOrganisation, ORGANISATION, organisation_id)
    if known is None:
        raise NewsMissing(f"{ORGANISATION} {organisation_id}", names=field)
    if known.ended:
        raise _invalid(field, "该组织已终止，不能再被指定 This organisation has ended and is named in nothing new")
    return known


def organisation_around(lookups: Lookups, field: str, organisation_id: str, division: str) -> KnownOrganisation:
    """One that a record of the division may name: of the division, or of one above or below it."""
    known = organisation_named(lookups, field, organisation_id)
    must_be_around(field, known.division, division)
    return known


def handler_named(lookups: Lookups, field: str, organisation_id: str, division: str) -> KnownOrganisation:
    """One that may be given work or papers of the division: around it, or of the same county, whose townships help one another."""
    known = organisation_named(lookups, field, organisation_id)
    if not of_one_county(known.division, division):
        must_be_around(field, known.division, division)
    return known


def must_be_around(field: str, found: str, division: str) -> None:
    """Raises Invalid for what lies in a division that is neither the record's nor above or below it."""
    if not in_one_line(found, division):
        raise _invalid(
            field,
            "须在该区划或其上级、下级区划 must be of the division of the record, or of one above or below it",
        )


def person_named(lookups: Lookups, field: str, person: str) -> None:
    """Raises NewsMissing when no news of the person has come, and Invalid for whose record has ended."""
    if lookups.copy(KnownName, PERSON_NAME, person) is None:
        raise NewsMissing(f"person {person}", names=field)
    if lookups.copy(KnownOver, PERSON_OVER, person) is not None:
        said = "此人的记录已结束（如去世、离任） This person's record has ended: he is named in nothing new"
        raise _invalid(field, said)


def division_named(lookups: Lookups, field: str, code: str) -> None:
    """Raises NewsMissing when no news of the division has come."""
    if lookups.copy(KnownPlace, PLACE, code) is None:
        raise NewsMissing(f"division {code}", names=field)


def venue_around(lookups: Lookups, field: str, venue: str, division: str) -> None:
    """Raises NewsMissing when no news of it has come, and Invalid for one that has ended or is of another place."""
    known = lookups.copy(KnownVenue, VENUE, venue)
    if known is None:
        raise NewsMissing(f"venue {venue}", names=field)
    if known.ended:
        raise _invalid(field, "该场所已停用 This venue has ended and is named in nothing new")
    must_be_around(field, known.division, division)


def holder_named(lookups: Lookups, field: str, organisation_id: str, division: str) -> KnownOrganisation:
    """A body to which a record of the division may belong: of the division, or the nearest above it of its kind."""
    known = organisation_named(lookups, field, organisation_id)
    kinds = next((kinds for kinds in HOLDERS if known.kind in kinds), ())
    acting = lookups.acting_for(division)
    around = nearest(lambda code: lookups.copies(KnownOrganisation, ORGANISATION, code), kinds, acting)
    if not any(one.id == known.id for one in around):
        raise _invalid(
            field,
            "须为该区划的协商议事会、理事会、工作站或政协机关，本级没有的取其上最近一级 "
            "must be a council, board, station or CPPCC office of the division, or the nearest above it",
        )
    return known


def files_named(lookups: Lookups, digests: tuple[str, ...], already: Collection[str] = ()) -> tuple[str, ...]:
    """The media types of those that the record does not name already. Raises Invalid for one that was not uploaded."""
    types: list[str] = []
    for digest in digests:
        if digest not in already:
            found = lookups.type_of_new_file(digest)
            if found is None:
                raise _invalid(
                    "files",
                    f"没有新上传的此文件（上传后一日内有效），请先上传 "
                    f"No such file was uploaded within a day: POST /v1/files first: {digest}",
                )
            types.append(found)
    return tuple(types)


def must_be_in_force(lookups: Lookups, command: object) -> None:
    """The division in which something is to be: nothing new is in one that has ended. Raises Invalid."""
    for field in NAMES_A_DIVISION:
        named = getattr(command, field, None)
        if isinstance(named, str) and (successor := lookups.acting_for(named)) != named:
            raise _invalid(
                field,
                f"区划 {named} 已撤并，由 {successor} 承接，请改用承接区划 "
                f"Division {named} has ended and {successor} succeeds it: name that one",
            )


def must_be_his_to_create(lookups: Lookups, field: str, by: tuple[str, ...], place: Place) -> None:
    """What the system is to make on somebody's command is judged with that person's rights. Raises Invalid."""
    if not lookups.may(by, place):
        raise _invalid(field, "您自己无权在该处新建 You may not create one there yourself; name one of your own place")


def _invalid(field: str, said: str) -> Invalid:
    return Invalid(said, errors={field: [said]})
