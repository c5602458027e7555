"""The rules of a year's calendar: the rule book would be too long."""

from services.members.rules import MembersRuleBroken


class CalendarOfTheYearIsThere(MembersRuleBroken):
    """该年度的日历已录入，请用 amend 修改 The calendar of this year is there already: amend it."""


class HolidayMustNotEndBeforeItBegins(MembersRuleBroken):
    """假期的末日早于首日 A holiday ends before it begins."""


class HolidayIsTooLong(MembersRuleBroken):
    """一个假期最长 31 天 A holiday is 31 days at most."""


class DaysMustBeOfTheYear(MembersRuleBroken):
    """日期须在该年度，或上一年十二月 The days lie in this year, or in the December before it."""


class DayIsBothOffAndWorked(MembersRuleBroken):
    """同一天不能既放假又上班 A day is not both off and worked."""


class WorkdayMustBeAWeekendDay(MembersRuleBroken):
    """调休上班日须为周六或周日 A day that is worked in exchange is a Saturday or Sunday; other days are worked in any case."""
