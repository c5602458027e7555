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


class MembershipEndsAfterItStarts(MembersRuleBroken):
    """终止日期早于开始日期 The membership would end before it starts."""


class SitsThereAlready(MembersRuleBroken):
    """此人在这些日子已在该组织任职；请变更或先终止原席位 The person sits in this body already in these days; amend or end that first."""


class SeatIsTakenThen(MembersRuleBroken):
    """该席位在这些日子已有人 Somebody holds this seat of the body in these days."""


class FirstLeaderIsOfAGroup(MembersRuleBroken):
    """第一组长只设于领导小组、指导小组、推进组、工作专班 Only a group has a first leader above its leader."""

    names = "seat"


class OnlyMembersVoteThere(MembersRuleBroken):
    """该组织由政协委员组成：非委员只可列席 Only CPPCC members sit in this body; others attend without a vote."""

    names = "person"


class SeatFollowsAnOffice(MembersRuleBroken):
    """该席位随职务而定：请终止职务或该规则 The seat follows an office by a rule: end the office, or the rule."""


class EachCategoryOnce(MembersRuleBroken):
    """每一类别只列一次 Each category is listed once."""


class QuotaIsForACouncilOfThePlace(MembersRuleBroken):
    """须为该区划的协商议事会或理事会 It must be a council or board of the division."""

    names = "organisation"


class QuotaIsSetAlready(MembersRuleBroken):
    """此处已有成员构成要求，请修订 There is one for this place or body already: amend it."""


class OfficeOrganisationMustBeActive(MembersRuleBroken):
    """任此职务的组织不存在或已终止 There is no such organisation in which the office is held, or it has ended."""

    names = "office_organisation"


class SeatFollowsAnotherOffice(MembersRuleBroken):
    """规则不能首尾相接：由此所授的职务又会带来其所随的职务 The office that it brings would lead back to the one that it follows."""

    names = "acts_as"


class RuleIsThereAlready(MembersRuleBroken):
    """此席位已有同样的兼任规则 There is the same rule for this seat already."""


class StaffIsReportedOfADayThatHasCome(MembersRuleBroken):
    """编制与在岗的日期不能晚于录入之日 Staff is reported of a day that has come."""


class StaffIsReportedAlready(MembersRuleBroken):
    """该组织此日的编制与在岗已填报，请更正 The figures of this day are on record: correct them."""


class RolloutIsOnRecordAlready(MembersRuleBroken):
    """该组织的推广阶段已在记录中；请推进或先终止 The roll-out in this organisation is on record: take it further, or end it."""


class StageMustHaveBeenReached(MembersRuleBroken):
    """日期不能晚于录入之日 The day must not lie after the day on which it is entered."""


class StageFollowsTheOneBefore(MembersRuleBroken):
    """日期早于上一阶段 The day lies before that of the stage before."""
