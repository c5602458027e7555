"""社情民意信息、提案、提案答复: what the committee sends up, and what its members put to it."""

from collections.abc import Iterator

from gateway.pages.papers.material import Material, formal_day, paragraphs, result_class
from gateway.pages.words import choice_word
from gateway.paper.official import FactSheet, Layout, OfficialDocument, Passage


def brief(of: Material) -> OfficialDocument:
    record, issuer = of.record, of.name(of.record["organisation"])
    sent_to = of.named([one["organisation"] for one in record["recipients"]])
    issued = of.day_of("BriefIssued")
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        mast=choice_word("kind", str(record["kind"]), "zh"),
        number=record["document_number"] or "",
        title=record["title"],
        parts=tuple(paragraphs(record["text"])),
        signature=issuer,
        day=issued or of.day_of("BriefDrafted"),
        copies=(("报送", sent_to),) if sent_to else (),
        issued=(issuer, issued) if issued else None,
    )


def proposal(of: Material) -> OfficialDocument:
    record = of.record
    return OfficialDocument(
        layout=Layout.FORM,
        title="政协委员提案",
        parts=(
            FactSheet(tuple((label, value) for label, value in _facts(of) if value)),
            *paragraphs(record["text"]),
        ),
        signature=of.name(record["proposer"]) or of.name(record["organisation"]),
        day=of.day_of("ProposalSubmitted") or of.day_of("ProposalDrafted"),
    )


def _facts(of: Material) -> Iterator[tuple[str, str]]:
    record = of.record
    yield "案由", record["title"]
    yield "案号", record["number"] or ""
    yield "提案人", of.name(record["proposer"])
    yield "联名", of.named([one["person"] for one in record["co_signers"]])
    yield "主办单位", of.name(record["lead"])
    yield "会办单位", of.named(record["co_handlers"])
    yield "办理期限", formal_day(record["due"])


def proposal_reply(of: Material) -> OfficialDocument:
    record, lead = of.record, of.name(of.record["lead"])
    proposer, resolved = of.name(record["proposer"]), formal_day(record["resolve_by"])
    number = f"第{record['number']}号" if record["number"] else ""
    return OfficialDocument(
        layout=Layout.LETTER,
        mast=lead,
        title=f"对政协委员{number}提案的答复",
        addressee=f"{proposer}委员" if proposer else of.name(record["organisation"]),
        parts=(
            Passage(f"您提出的《{record['title']}》收悉，现答复如下。"),
            *paragraphs(record["reply"]),
            Passage(f"办理结果：{result_class(record)}{f'，{resolved}前落实' if resolved else ''}。"),
        ),
        signature=lead,
        day=of.day_of("ProposalReplied"),
        copies=(("抄送", of.name(record["organisation"])),) if of.name(record["organisation"]) else (),
    )
