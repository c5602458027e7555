"""Days as they are said on pages: in full once, the distance beside them."""

from datetime import date, datetime, time, timedelta

from flask_babel import format_date, get_locale

from gateway.pages.translated import _
from infra.kernel.base.clock import CHINA, moment

WITH_A_TIME = 10


def day_of(said: str) -> date:
    """The day in China of a day or a time as records have it."""
    return date.fromisoformat(said) if len(said) == WITH_A_TIME else moment(said).astimezone(CHINA).date()


def day_said(said: str | None) -> str:
    """7月29日（周五）; with its year when that is another one."""
    if not said:
        return ""
    day = day_of(said)
    own_year = day.year == datetime.now(CHINA).year
    if str(get_locale()).startswith("zh"):
        return str(format_date(day, "M月d日（E）" if own_year else "y年M月d日"))
    return str(format_date(day, "EEE d MMM" if own_year else "d MMM y"))


def weekday_said(day: date) -> str:
    """周五."""
    return str(format_date(day, "EEE"))


def month_said(day: date) -> str:
    """2026年7月."""
    return str(format_date(day, "y年M月" if str(get_locale()).startswith("zh") else "MMMM y"))


def time_said(said: str | None) -> str:
    """7月22日 17:20."""
    if not said:
        return ""
    at = moment(said).astimezone(CHINA)
    return f"{day_said(said)} {at:%H:%M}" if len(said) > WITH_A_TIME else day_said(said)


def days_left(said: str, today: str) -> str:
    """还有 4 天, 今天到期, 晚 3 天."""
    days = (day_of(said) - day_of(today)).days
    if days == 0:
        return _("今天到期")
    return _("还有 %(num)s 天", num=days) if days > 0 else _("晚 %(num)s 天", num=-days)


def day_asked(said: str) -> date | None:
    """A day that was typed or chosen; None for what is none, and for the last one that there is."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day < date.max else None


def start_of(day: date) -> datetime:
    """In China."""
    return datetime.combine(day, time.min, CHINA)


def end_of(day: date) -> datetime:
    """Its last moment in China."""
    return start_of(day) + timedelta(days=1, microseconds=-1)
