"""The rules of commendations, self-assessments and evaluations: how members and bodies are judged."""

from services.members.rules import MembersRuleBroken


class MemberMustBeOfThisPlace(MembersRuleBroken):
    """没有此现任委员，或其政协与该区划无关 There is no such member in force, of a committee of this division, above or below it."""

    names = "member"


class VerifiedBySomebodyElse(MembersRuleBroken):
    """不得由推荐人或本人核实 Neither who nominated verifies, nor the member himself."""


class EachDimensionOnce(MembersRuleBroken):
    """制度化、规范化、程序化各评一次，各为 1 至 5 级 Each of the three dimensions is assessed once, from level 1 to 5."""

    names = "dimensions"


class AssessedThisYearAlready(MembersRuleBroken):
    """该单位该年已自评，请修改原件 The body has assessed itself for this year: revise that one."""


FIRST_YEAR = 2000


class YearMustHaveBegun(MembersRuleBroken):
    """年度须在 2000 年以后，且已开始 The year is 2000 or later, and has begun."""

    names = "year"


def must_have_begun(year: int, this_year: int) -> None:
    """Raises YearMustHaveBegun."""
    if not FIRST_YEAR <= year <= this_year:
        raise YearMustHaveBegun(str(year))


class EachAbilityOnce(MembersRuleBroken):
    """四种能力各评一次，各为 1 至 5 级 Each of the four abilities is evaluated once, from level 1 to 5."""

    names = "abilities"


class PersonMustBeAMemberHere(MembersRuleBroken):
    """此人不是该级政协现任委员 The person is no member of this division's committee."""

    names = "person"


class EvaluatedThisYearAlready(MembersRuleBroken):
    """该委员该年已评价，请修改原件 The member has been evaluated for this year: revise that one."""


class NobodyEvaluatesHimself(MembersRuleBroken):
    """不得评价本人 Nobody evaluates himself."""
