"""协商成果报告、交办单、答复函: what goes up for approval, what goes out to be done, and what comes back."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway.pages.papers.material import Material, formal_day, headed, paragraphs, result_class
from gateway.paper.official import FactSheet, Grid, Layout, OfficialDocument, Part, Passage, ScanCode


def outcome_report(of: Material) -> OfficialDocument:
    record, organiser = of.record, of.name(of.record["organisation"])
    approved = of.last("OutcomeApproved")
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        mast=organiser,
        title=f"关于报送“{record['title']}”的报告",
        addressee=str((approved or {}).get("organisation_name") or ""),
        parts=(
            *paragraphs(record["text"]),
            *_agreed(of),
            *_tasks(of),
            *_approval(of),
        ),
        signature=organiser,
        day=of.day_of("OutcomeSubmitted", "OutcomeResubmitted") or of.day_of("OutcomeDrafted"),
    )


def _agreed(of: Material) -> Iterator[Part]:
    """The items that it rests on, as the meeting settled them."""
    wanted = set(of.record["items"])
    items = [item for meeting in of.around.get("meetings", ()) for item in meeting["items"] if item["id"] in wanted]
    for number, item in enumerate(items, 1):
        yield headed(number, str(item["title"]))
        yield from paragraphs(item["wording"])


def _tasks(of: Material) -> Iterator[Part]:
    if of.record["tasks"]:
        yield Passage("任务分解", "heading")
        yield Grid(
            ("任务", "主办单位", "会办单位", "办理期限"),
            tuple(
                (one["title"], of.name(one["lead"]), of.named(one["co_handlers"]), formal_day(one["due"]))
                for one in of.record["tasks"]
            ),
            (10, 8, 8, 8),
        )


def _approval(of: Material) -> Iterator[Part]:
    if number := of.record["document_number"]:
        yield Passage(f"批复文号：{number}。")


def task_slip(of: Material) -> OfficialDocument:
    record, signed = of.record, of.last("TaskSigned")
    by = [signed.get("organisation_name"), signed.get("actor_name")] if signed else []
    receipt = "  ".join(str(one) for one in by if one) + (f"  {formal_day(signed['occurred_at'])}" if signed else "")
    return OfficialDocument(
        layout=Layout.FORM,
        title="协商成果交办单",
        parts=(
            FactSheet(tuple((label, value) for label, value in _slip(of) if value)),
            FactSheet((("签收", receipt or "签收人：              年    月    日"),)),
            ScanCode(of.address, "扫码打开这件任务：签收、申请延期、答复都在这里办。"),
        ),
        signature=of.name(record["organisation"]),
        day=of.day_of("TaskAssigned", "TaskReassigned"),
    )


def _slip(of: Material) -> Iterator[tuple[str, str]]:
    record = of.record
    later = formal_day(record["due"]) != formal_day(record["original_due"])
    yield "任务", record["title"]
    yield "来自成果", of.name(record["outcome"])
    yield "主办单位", of.name(record["lead"])
    yield "会办单位", of.named(record["co_handlers"])
    yield "办理期限", formal_day(record["due"]) + (f"（原定{formal_day(record['original_due'])}）" if later else "")
    yield "办到什么程度", record["measure"] or ""
    yield "受益人数", f"{record['beneficiaries']}人" if record["beneficiaries"] else ""
    yield "资金", f"{record['funds_yuan']:,}元" if record["funds_yuan"] else ""
    yield (
        "退办",
        f"认为不属本单位职责的，{formal_day(record['return_until'])}前说明理由" if record["return_until"] else "",
    )


def task_reply(of: Material) -> OfficialDocument:
    record, lead = of.record, of.name(of.record["lead"])
    until = formal_day(record["rate_until"])
    return OfficialDocument(
        layout=Layout.LETTER,
        mast=lead,
        title=f"关于“{record['title']}”办理情况的答复",
        addressee=of.name(record["organisation"]),
        parts=(
            *paragraphs(record["reply"]),
            *_effects(record["effects"]),
            Passage(f"办理结果：{result_class(record)}。"),
            *((Passage(f"请于{until}前评价：满意、基本满意或不满意。不满意的，我们重新办理。"),) if until else ()),
        ),
        signature=lead,
        day=of.day_of("TaskReplied"),
        copies=(("抄送", of.named(record["co_handlers"])),) if of.named(record["co_handlers"]) else (),
    )


def _effects(effects: list[Mapping[str, Any]]) -> Iterator[Passage]:
    said = [f"{one['what']}{'' if one['number'] is None else one['number']}{one['unit'] or ''}" for one in effects]
    if said:
        yield Passage(f"实际成效：{'；'.join(said)}。")
