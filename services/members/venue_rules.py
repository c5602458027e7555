"""The rule book of venues, their standard and their bookings: one exception class per rule, as in rules.py."""

from services.members.rules import MembersRuleBroken


class HostMustBeActive(MembersRuleBroken):
    """承办机构不存在或已终止 There is no such host, or it has ended."""

    names = "host"


class BrandOwnerMustBeActive(MembersRuleBroken):
    """品牌归属机构不存在或已终止 There is no such owner of the brand, or it has ended."""

    names = "brand"


class ParentVenueMustBeInUse(MembersRuleBroken):
    """上级平台不存在或已结束 There is no such platform to lie below, or it has ended."""

    names = "parent"


class ParentVenueMustBeOfAHigherTier(MembersRuleBroken):
    """上级平台须为更高一层：厅、委、站、点 The platform that it lies below is of a higher tier: hall, committee, station, point."""


class ParentVenueMustNotLieBelow(MembersRuleBroken):
    """上级平台不能是本平台或其下级 The platform above must be neither the platform itself nor one below it."""


class VenuesBelowMustStayOfALowerTier(MembersRuleBroken):
    """其下级平台的层级须更低 The platforms below it stay of a lower tier."""


class StepMustNotLieAhead(MembersRuleBroken):
    """日期不能晚于录入之日 The day must not lie after the day on which it is entered."""


class StepMustNotPrecedeTheOneBefore(MembersRuleBroken):
    """日期早于上一步 The day lies before that of the step before."""


class StandardMustBeInForce(MembersRuleBroken):
    """此地尚无六有标准，请先由系统管理员设定 No standard is in force here: ADM makes one first."""


class EachItemOfTheStandardOnce(MembersRuleBroken):
    """六有标准的每一项须各判一次 Each item of the standard is judged exactly once."""


class AllSixMustBeMet(MembersRuleBroken):
    """六有未全部达标 Not all six haves are met."""


class StandardHasSixDifferentItems(MembersRuleBroken):
    """六有标准须为代码各异的六项 The standard has six items of different codes."""


class OrganisationMustShareThePlace(MembersRuleBroken):
    """该组织不在此地：须同属一乡镇，或为上下级 The organisation is neither of this township nor of one above or below."""

    names = "organisation"


class HostsMustBeMembers(MembersRuleBroken):
    """接待委员须为在任政协委员 Those who sit there are members in office."""

    names = "hosts"


class VenueMustBeInUse(MembersRuleBroken):
    """场所尚未建成、已停用或已终止，不能预约 The venue is not built yet, is suspended or has ended: it cannot be booked."""


class BookingMustEndAfterItStarts(MembersRuleBroken):
    """结束时间须晚于开始时间 A booking ends after it starts."""


class BookingMustNotBeOver(MembersRuleBroken):
    """预约时段已过 The time to be booked is over."""


class BookingMustNotBeTooLong(MembersRuleBroken):
    """一次预约最长 31 天 A booking is for 31 days at most."""


class VenueIsTakenThen(MembersRuleBroken):
    """该时段已被预约 The venue is booked for some of that time already."""
