"""Whether everything is well, for whoever operates the site: what is not, worst first, each with what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.health.health import LONG_UNNUMBERED_SECONDS
from gateway.http.services import AUDIT
from gateway.http.standing import ServiceStanding
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.base.clock import moment

MUCH_LAG = 10_000
BACKUP_DAYS = 7


@dataclass(frozen=True)
class Trouble:
    """`red`: something cannot be done now. `commands` are typed where the suite runs."""

    said: str
    do: str
    commands: tuple[str, ...] = ()
    red: bool = True


class WellSince:
    """Since when nothing was wrong, each time this process asked; whoever asks of readiness or figures has it asked."""

    def __init__(self) -> None:
        self.since: datetime | None = None

    def seen(self, found: list[ServiceStanding]) -> list[ServiceStanding]:
        self.since = None if any(_is_ill(each) for each in found) else self.since or datetime.now(UTC)
        return found


def _is_ill(each: ServiceStanding) -> bool:
    told = each.status or {}
    slow = each.unnumbered_seconds > LONG_UNNUMBERED_SECONDS or _lag(each) > MUCH_LAG
    witnessed = any(one["trouble"] for one in told.get("witnesses", []))
    return not each.ready or bool(each.parked) or slow or bool(told.get("alarms")) or witnessed


def troubles(found: Sequence[ServiceStanding], names: dict[str, str], lang: str, now: datetime) -> list[Trouble]:
    every = [one for each in found for one in _of_one(each, names[each.service], lang)]
    return sorted([*every, *_of_backups(found, now)], key=lambda one: not one.red)


def _of_one(each: ServiceStanding, name: str, lang: str) -> Iterator[Trouble]:
    doctor = ("shangliang doctor",)
    if each.status is None:
        silent = in_language(each.trouble or "", lang)
        yield Trouble(_("“%(name)s”没有应答：%(why)s", name=name, why=silent), _("查是什么不通，再让它起来。"), doctor)
        return
    if why := each.cannot_write:
        yield Trouble(
            _("“%(name)s”写不进去：%(why)s", name=name, why=why), _("多半是磁盘满了或不可写：腾出地方。"), doctor
        )
    elif not each.ready:
        yield Trouble(_("“%(name)s”连不上数据库或消息中间件。", name=name), _("先让它们起来；服务会自己接上。"), doctor)
    if each.parked:
        said = _("“%(name)s”有 %(num)s 条消息搁置，同一件事的后续都在等它。", name=name, num=each.parked)
        do = _("看为什么；多半是程序比数据旧，更新后再试。再试用列出的编号。")
        retry = f"shangliang parked retry {each.service} NUMBER"
        yield Trouble(said, do, ("shangliang parked", retry))
    if each.unnumbered_seconds > LONG_UNNUMBERED_SECONDS:
        minutes = int(each.unnumbered_seconds // 60)
        said = _("“%(name)s”的事件 %(num)s 分钟没有编上号，别处看不到它们。", name=name, num=minutes)
        yield Trouble(said, _("查是什么占住了。"), doctor)
    yield from _beside(each, name, lang)


def _beside(each: ServiceStanding, name: str, lang: str) -> Iterator[Trouble]:
    """What does not keep anybody from working yet."""
    told: dict[str, Any] = each.status or {}
    if (lag := _lag(each)) > MUCH_LAG:
        said = _("“%(name)s”还有 %(num)s 条没有读，所见会旧一些。", name=name, num=lag)
        yield Trouble(said, _("刚补录或重启过就等一等；过一刻钟没有变少，再查。"), ("shangliang lag",), red=False)
    for one in told.get("witnesses", []):
        if one["trouble"]:
            said = _("见证人 %(name)s：%(why)s", name=one["name"], why=one["trouble"])
            do = _("联系见证人。说法不一致（lying）的，先停下来对账。")
            yield Trouble(said, do, ("shangliang verify",), red=one["state"] == "lying")
    for text in told.get("alarms", []):
        yield Trouble(f"{name}：{in_language(text, lang)}", _("查原因。"), ("shangliang doctor",))


def _of_backups(found: Sequence[ServiceStanding], now: datetime) -> Iterator[Trouble]:
    """Said by the service that is told of them; while it is away nothing is known."""
    known = [each.status for each in found if each.status and "backed_up_at" in each.status]
    if not known:
        return
    command = ("shangliang backup DIR",)
    if (at := known[0]["backed_up_at"]) is None:
        yield Trouble(_("还没有做过备份。"), _("做一次，放到别处锁好；以后每天一次。"), command, red=False)
    elif now - moment(at) > timedelta(days=BACKUP_DAYS):
        days = (now - moment(at)).days
        yield Trouble(_("上次备份是 %(num)s 天前。", num=days), _("再做一次，放到别处锁好。"), command, red=False)


def backed_up_at(found: Sequence[ServiceStanding]) -> str | None:
    return next(
        (each.status["backed_up_at"] for each in found if each.status and each.status.get("backed_up_at")), None
    )


def _lag(each: ServiceStanding) -> int:
    told = each.status or {}
    return max((int(one) for one in told.get("lag", {}).values()), default=0) if each.service != AUDIT else 0
