"""What a command names of other services' records, and of files: whether it is there, is in force, and is for this caller to name."""

from collections.abc import Collection

from infra.kernel.access.places import COUNCIL_KINDS, GUIDING_KINDS, KnownOrganisation, Place, nearest
from infra.kernel.base.problems import Invalid
from infra.kernel.contract.lifecycle import Lookups, NewsMissing

ORGANISATION = "organisation"
HOLDERS = (*((kind,) for kind in COUNCIL_KINDS), GUIDING_KINDS)
"""Kinds of organisations that records may belong to; one of either guiding kind is an office."""
NAMES_A_DIVISION = ("division", "committee_division")


def organisation_named(lookups: Lookups, field: str, organisation_id: str) -> KnownOrganisation:
    """Raises NewsMissing when no news of it has come, and Invalid for one that has ended."""
    known = lookups.copy(KnownOrganisation, ORGANISATION, organisation_id)
    if known is None:
        raise NewsMissing(f"{ORGANISATION} {organisation_id}", names=field)
    if known.ended:
        raise _invalid(field, "该组织已终止，不能再被指定 This organisation has ended and is named in nothing new")
    return known


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
