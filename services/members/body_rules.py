"""The rule book of bodies and who sits in them: one exception class per rule, as in rules.py."""

from services.members.rules import MembersRuleBroken


class BodyLiesBelowAnother(MembersRuleBroken):
    """此类组织须设在规定的上级组织之下，请填 parent An organisation of this kind lies below one of these kinds; name it as its parent."""

    names = "parent"


class ParentMustBeAroundIt(MembersRuleBroken):
    """上级组织须在本区划或其上级区划 The organisation above it is of its division, or of one around that."""

    names = "parent"


class BodiesBelowWantAnotherKind(MembersRuleBroken):
    """其下有组织须设在别类组织之下，不能改为此类 Organisations below it lie only below one of these kinds."""

    names = "kind"
