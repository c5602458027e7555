"""What time it is. Domain time is real time plus the demo offset; tokens, leases and back-off use real time."""

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


class Clock:
    """Domain time, in UTC. `offset` moves forward only in a demo, when news of an advance arrives."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: texts in this form sort as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day_in_china(instant: datetime) -> date:
    return instant.astimezone(CHINA).date()


def end_of_day(day: date) -> datetime:
    """24:00 of that day in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(days=1)
