"""Documents to print: PDF after GB/T 9704-2012 and the same as DOCX, with the reader's rights, of any text there may be."""

import io
import json
from typing import Any

import docx
import msgspec
import pytest

from gateway.pages.papers.material import numeral
from gateway.pages.papers.registry import FORMS, PRINTABLES
from gateway.paper import typesetting, write_docx, write_pdf
from gateway.paper.official import Grid, Labelled, Layout, OfficialDocument, Paper, Passage
from infra.kernel.base.problems import NotFound
from tests.unit.gateway.fakes import COUNCIL, MEETING, PARTICIPANT, TASK, Suite
from tests.unit.gateway.paper import A3, A4, PrintedPdf, TextBox
from tests.unit.gateway.test_pages_for_work import NOW, desk, record

__all__ = ["desk"]

STATES = {"minutes": "minutes_signed", "reply": "rating_open", "proposal": "filed"}
NAMES = {COUNCIL: "沙河镇协商议事会", PARTICIPANT: "王女士"}
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262
"""The edges of the type area of 156 × 225 mm."""


def event(type_: str) -> dict[str, Any]:
    who = {"actor_name": "赵强", "organisation_name": "镇党委", "role": "CHAIR", "capacity": "议事会主席 chair"}
    return {"id": COUNCIL, "type": type_, "version": 1, "occurred_at": "2026-07-22T01:00:00+00:00", **who}


HISTORY = [event(one) for one in ("MeetingNoticesSent", "MinutesSigned", "TaskAssigned", "TaskReplied", "BriefIssued")]


def offered(suite: Suite, collection: str, name: str, **differing: Any) -> None:
    """Every id that the record names is the council's."""
    found = record(collection, state=STATES.get(name, record(collection)["state"]), **differing)
    ids = {key: COUNCIL for key, value in found.items() if value == found["id"] and key != "id"}
    whole = {"record": {**found, **ids, "title": "校门口交通"}, "history": HISTORY, "names": NAMES, "now": NOW}
    suite.services.answers["any", "whole"] = {**whole, "own_words": {}}
    suite.services.answers["any", "listed"] = {
        "items": [record("participants", name="王女士", group="家长", state="checked_in")],
        "next": None,
        "names": {},
        "own_words": {},
    }
    suite.services.answers["any", "read"] = record("meetings")
    suite.services.asked.clear()


def pdf_of(paper: Paper) -> PrintedPdf:
    missing, content = write_pdf.written(json.loads(msgspec.json.encode(paper)))
    assert missing == []
    return PrintedPdf(content)


def docx_of(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(write_docx.written(json.loads(msgspec.json.encode(paper)))))


def within_the_type_area(box: TextBox) -> bool:
    return box.left >= LEFT - 0.3 and box.right <= RIGHT + 0.3 and box.top >= TOP - 0.3


@pytest.mark.parametrize("each", PRINTABLES, ids=lambda each: f"{each.collection}-{each.name}")
def test_every_document_is_had_as_pdf_and_docx_with_the_same_words(desk: Suite, each: Any) -> None:
    offered(desk, each.collection, each.name)
    texts = []
    for form in FORMS:
        answer = desk.client.get(f"/{each.collection}/{MEETING}/print/{each.name}.{form}")
        assert (answer.status_code, answer.mimetype) == (200, typesetting.TYPES[form]), answer.text
        texts.append(answer.data)
    assert len(desk.services.asked) <= 2 * 4  # the session is asked for, too
    printed, word = PrintedPdf(texts[0]), docx.Document(io.BytesIO(texts[1]))
    assert (printed.sizes, set(printed.fonts().values())) == ({A4}, {True})
    assert "校门口交通" in printed.text
    for paragraph in word.paragraphs:
        assert "".join(paragraph.text.split()) in printed.text


def test_minutes_stand_where_the_standard_puts_them(desk: Suite) -> None:
    offered(desk, "meetings", "minutes", corrections=[])
    printed = PrintedPdf(desk.client.get(f"/meetings/{MEETING}/print/minutes.pdf").data)
    boxes = printed.boxes()
    mast = boxes[0]
    assert mast.text == "沙"
    assert abs(mast.top - (TOP + 35)) < 3, "the red title begins 35 mm below the upper edge of the type area"
    foot = [box for box in boxes if box.top > BOTTOM]
    assert "".join(box.text for box in foot) == "—1—"
    assert foot[-1].right > RIGHT - 10, "an odd page has its number on the right"
    assert all(within_the_type_area(box) for box in boxes if box not in foot)
    assert "出席：王女士（家长）" in printed.text


def test_a_page_has_22_lines_of_28_characters() -> None:
    printed = pdf_of(OfficialDocument(Layout.FORM, "题", (Passage("字" * 28 * 60, "flush"),)))
    boxes = [box for box in printed.boxes(1) if box.text == "字"]
    assert len(boxes) == 22 * 28
    assert len({round(box.top) for box in boxes}) == 22
    assert all(within_the_type_area(box) for box in boxes)
    assert [box.right < RIGHT - 100 for box in printed.boxes(1) if box.text == "—"] == [True, True], "even: on the left"


HAN = "𠮷𠀀𫟹"
HOSTILE = OfficialDocument(
    layout=Layout.DOCUMENT,
    mast="某" * 40,
    number="某发〔2026〕1号",
    title="题" * 60,
    addressee="某某",
    parts=(
        Passage(HAN + "测" * 2000),
        Passage("a" * 2000),
        Passage("مرحبا بالعالم שלום \u202eabc\u0000 #strong[*x*] $x$ \\ <w:p/> @x"),
        Labelled("出席", "、".join(f"参会人{number}" for number in range(200))),
        Grid(("序号", "姓名"), tuple((str(number), "w" * 60) for number in range(200)), (1, 6)),
    ),
    signature="署" * 50,
    day="2026年7月22日",
)


def test_any_text_comes_out_whole_and_within_the_margins() -> None:
    printed = pdf_of(HOSTILE)
    for whole in (HAN + "测" * 2000, "a" * 2000, "题" * 60, "参会人199", "署" * 50, "#strong[*x*]$x$\\<w:p/>@x"):
        assert whole in printed.text, whole[:20]
    assert printed.text.count("w" * 60) == 200
    assert "□" not in printed.text
    for page in range(len(printed.pages)):
        outside = [box for box in printed.boxes(page) if not within_the_type_area(box)]
        assert outside == [], page
    word = docx_of(HOSTILE)
    assert HAN + "测" * 2000 in [paragraph.text for paragraph in word.paragraphs]
    assert len(word.tables[0].rows) == 201


def test_a_character_that_no_font_has_is_a_mark_and_no_empty_box() -> None:
    printed = pdf_of(OfficialDocument(Layout.FORM, "题", (Passage("前\U0003ff00后"),)))
    assert "前〓后" in printed.text


def test_the_poster_is_one_page_of_a3_whose_code_leads_to_the_place(suite: Suite) -> None:
    suite.services.answers["members", "place"] = {"name": "沙河镇", "venues": [{"id": MEETING, "name": "协商议事室"}]}
    for query, address in (("", "?qr"), (f"?venue={MEETING}", f"?qr&venue={MEETING}")):
        answer = suite.client.get(f"/d/620723101/print/poster.pdf{query}")
        printed = PrintedPdf(answer.data)
        assert (printed.sizes, len(printed.pages)) == ({A3}, 1)
        assert printed.codes() == [f"http://localhost/s/620723101{address}"]
        assert set(printed.fonts().values()) == {True}
    assert suite.client.get(f"/d/620723101/print/poster.pdf?venue={TASK}").status_code == 404


def test_a_document_is_for_who_may_read_its_record_and_once_it_has_come_to_it(desk: Suite, new_suite: Suite) -> None:
    address = f"/tasks/{TASK}/print/reply.pdf"
    offered(desk, "tasks", "reply")
    desk.services.answers["any", "whole"]["record"]["state"] = "reply_review"
    assert desk.client.get(address).status_code == 404
    assert address not in desk.client.get(f"/tasks/{TASK}").text
    desk.services.answers["any", "whole"]["record"]["state"] = "rating_open"
    assert address.replace(TASK, record("tasks")["id"]) in desk.client.get(f"/tasks/{TASK}").text
    desk.services.answers["any", "whole"] = NotFound("没有这条记录 none")
    assert desk.client.get(address).status_code == 404
    assert desk.client.get(f"/tasks/{TASK}/print/nothing.pdf").status_code == 404
    asked = new_suite.client.get(address, headers={"Accept": "text/html"})
    assert (asked.status_code, asked.headers["Location"]) == (303, f"/sign-in?next={address}")


def test_without_fonts_no_document_is_printed_and_it_is_said_what_to_do(
    desk: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert write_pdf.families({"DejaVu Sans", "SimHei"})[1] == ["LXGW WenKai", "Noto Serif CJK SC"]
    monkeypatch.setattr(typesetting, "output_of", lambda *_, **__: b'{"missing": ["LXGW WenKai"]}\n')
    offered(desk, "meetings", "minutes")
    answer = desk.client.get(f"/meetings/{MEETING}/print/minutes.pdf", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "infra/install/fonts.sh" in answer.text


def test_two_documents_are_made_at_a_time_and_who_waits_too_long_is_told(
    desk: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "WAITED", 0.01)
    offered(desk, "meetings", "minutes")
    with typesetting.PLACES, typesetting.PLACES:
        answer = desk.client.get(f"/meetings/{MEETING}/print/minutes.pdf")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    with typesetting.FOR_STRANGERS:
        assert desk.client.get(f"/meetings/{MEETING}/print/minutes.pdf").status_code == 200
        stranger = desk.app.test_client()
        assert stranger.get(f"/meetings/{MEETING}/print/minutes.pdf").status_code == 503


def test_a_stranger_has_the_minutes_and_not_what_the_meeting_is_prepared_with(new_suite: Suite) -> None:
    offered(new_suite, "meetings", "minutes")
    address = f"/meetings/{record('meetings')['id']}"
    page = new_suite.client.get(address).text
    assert f"{address}/print/minutes.pdf" in page
    assert f"{address}/print/sign-in.pdf" not in page
    sheet = new_suite.client.get(f"{address}/print/sign-in.pdf", headers={"Accept": "text/html"})
    assert (sheet.status_code, sheet.headers["Location"]) == (303, f"/sign-in?next={address}/print/sign-in.pdf")


def test_no_page_has_a_signature_and_no_word_of_the_text() -> None:
    for lines in range(14, 24):
        text = tuple(Passage("字" * 20) for _ in range(lines))
        printed = pdf_of(
            OfficialDocument(Layout.DOCUMENT, "题", text, mast="某", signature="某某", day="2026年7月22日")
        )
        last = "".join(box.text for box in printed.boxes(len(printed.pages) - 1))
        assert "字" in last, lines


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_headings_are_numbered_as_people_count(number: int, said: str) -> None:
    assert numeral(number) == said
