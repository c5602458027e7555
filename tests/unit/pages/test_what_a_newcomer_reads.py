"""Pages for whoever sees them the first time: what is his to do, in words that he knows; no code, no id, one language."""

import html
import io
import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from marshmallow import Schema, fields
from PIL import Image

from gateway.pages.forms import Filling, FormField, questions
from gateway.pages.words import in_language
from gateway.routes import RESOURCES
from infra.kernel.contract import wire
from tests.unit.ordinary_year.path import brought, drafted, held, noticed, opened, planned, submitted
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields
from tests.unit.whole_suite import TOWN

LONG = "路灯坏了" * 100
SAY = f"/s/{TOWN}"
TYPED_IDS = {
    "answer_objection-objection", "strike-entry", "cast-entries", "create-by", "create-whom",
    "cite-record", "put-record", "mark-record",
}  # fmt: skip
"""Ids that are still typed: of what is inside a record, or of any record of the site."""


def all_questions(schema: type[Schema]) -> Iterator[FormField]:
    for one in questions(schema, Filling("zh")):
        yield one
        yield from (inner for row in one.rows for inner in row)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda one: str(one.collection))
def test_hints_are_in_one_language(resource: Any) -> None:
    hints = [one.hint for schema in resource.commands.values() for one in all_questions(schema)]
    assert [hint for hint in hints if re.search("[a-z]{4,}", hint)] == []


def test_no_form_asks_for_an_id_that_could_be_chosen() -> None:
    typed = {
        f"{command}-{name}"
        for resource in RESOURCES
        for command, schema in resource.commands.items()
        for name, member in schema._declared_fields.items()
        if isinstance(member.inner if isinstance(member, fields.List) else member, wire.Id)
        for one in questions(schema, Filling("zh"))
        if one.name == name and one.kind in ("line", "lines")
    }
    assert typed == TYPED_IDS


def test_two_sentences_in_both_languages_are_said_in_one() -> None:
    said = "轮次须为下一轮。 The round must be the next. 现可安排第 2 轮 Round 2 can be planned now"
    assert in_language(said, "zh") == "轮次须为下一轮。现可安排第 2 轮"
    assert in_language(said, "en") == "The round must be the next. Round 2 can be planned now"


def test_of_a_long_text_lists_say_the_beginning_and_its_page_the_whole(year: OrdinaryYear) -> None:
    where, _code = submitted(year, LONG)
    browser = Browser(year, "station")
    for address in ("/work", "/submissions"):
        page = browser.page(address)
        assert LONG[:50] in page
        assert LONG[:61] not in page
    assert LONG in browser.page(f"/{where}")


def test_what_nobody_has_told_the_name_of_is_no_row_of_a_page(year: OrdinaryYear) -> None:
    meeting, _item = held(year, brought(year, drafted(year)))
    year.do("office", meeting.where, "publish_minutes")
    page = Browser(year).page(f"/{meeting.where}")
    assert "通知时间</th>" in page
    assert "参加人</th>" not in page
    assert not re.search(r"<td>\s*参加人", page)


def test_where_a_matter_came_from_is_said_in_a_word(year: OrdinaryYear) -> None:
    where, _code = submitted(year, channel="web")
    page = Browser(year, "station").page(f"/{where}")
    assert re.search(r"<dd>\s*网上\s*</dd>", page)
    assert not re.search(r"<dd>\s*web", page)


def test_consent_that_was_not_given_cannot_be_withdrawn_and_the_other_way_round(year: OrdinaryYear) -> None:
    without, given = submitted(year)[0], submitted(year, consent=True)[0]
    station = Browser(year, "station")
    assert "/withdraw_consent" not in station.page(f"/{without}")
    page = station.page(f"/{given}")
    assert "/give_consent" not in page
    assert "/withdraw_consent" in page


def test_a_meeting_that_is_over_leaves_nobody_to_be_checked_in(year: OrdinaryYear) -> None:
    meeting = opened(year, noticed(year, planned(year, brought(year, drafted(year)))))
    year.do("chair", meeting.where, "end")
    waiting = Browser(year, "liaison").page("/work?of=meetings")
    assert "/participants/" not in waiting


def test_what_was_closed_long_ago_waits_for_no_appeal(year: OrdinaryYear) -> None:
    where, _code = submitted(year)
    year.do("station", where, "reject", reason="不归我们管", code="reject-1")
    year.pass_days(30)
    assert year.state(where) == "closed"
    waiting = Browser(year, "office").page("/work")
    assert "/appeal" not in waiting
    assert f"/{where}" not in waiting


def test_after_a_meeting_nothing_of_it_is_still_to_begin(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)))
    noticed(year, meeting)
    opened(year, meeting)
    year.do("chair", meeting.where, "end")
    desk = Browser(year, "chair").page(f"/{meeting.where}")
    assert "还没开始" not in desk
    assert "散会以后在这里起草" not in desk
    assert "还没有起草" in desk


def test_a_telephone_number_that_cannot_be_called_is_asked_again_and_the_words_are_kept(year: OrdinaryYear) -> None:
    resident = Browser(year)
    form = {**hidden_fields(resident.page(SAY)), "text": "路灯坏了", "contact": "12"}
    again = resident.sends(SAY, form, 422)
    assert "手机写 11 位" in again
    assert ">路灯坏了</textarea>" in again
    for number in ("139 0936 1234", "0936-5521234", ""):
        assert "收到了" in resident.sends(
            SAY, {**hidden_fields(resident.page(SAY)), "text": "路灯坏了", "contact": number}, 200
        )


def test_the_receipt_says_how_many_photos_came_with_the_words(
    year: OrdinaryYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident, photo = Browser(year), io.BytesIO()
    told = resident.services.call
    taken = {"tracking_code": "V403-ZH1E-8ZT4-EMWP"}

    def takes_it(service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        return taken if method == "command" else told(service, method, payload, timeout)

    monkeypatch.setattr(resident.services, "call", takes_it)
    Image.new("RGB", (4, 4)).save(photo, "PNG")
    photo.seek(0)
    sent = {**hidden_fields(resident.page(SAY)), "text": "路灯坏了", "photo": cast("str", (photo, "lamp.png"))}
    assert "照片 1 张，一起收到了" in resident.sends(SAY, sent, 200)
    without = resident.sends(SAY, {**hidden_fields(resident.page(SAY)), "text": "路灯坏了"}, 200)
    assert "一起收到了" not in without


def test_a_matter_becomes_a_topic_in_one_of_two_ways_and_the_form_says_which(year: OrdinaryYear) -> None:
    where, _code = submitted(year)
    year.do("station", where, "accept")
    drafted(year)
    station, at = Browser(year, "station"), f"/{where}/link_to_topic"
    page = station.page(at)
    assert "没有合适的就不选，填新议题" in page
    refused = html.unescape(station.sends(at, hidden_fields(page), 422))
    assert "二者只要一样" in refused
    assert "new_topic 须" not in refused


def test_a_matter_is_turned_down_by_the_words_of_a_ground_and_no_code_is_typed(year: OrdinaryYear) -> None:
    where, _code = submitted(year)
    station, at = Browser(year, "station"), f"/{where}/reject"
    page = station.page(at)
    assert re.search(r'<option value="reject-2">属于个人之间纠纷的</option>', page)
    assert not re.search(r'<input type="text"[^>]*name="code"', page)
    assert "属于哪一种情形" in page
    assert "群众普遍关心" not in page
    form = {**hidden_fields(page), "code": "reject-2", "reason": "两家的事"}
    asked_again = station.sends(at, form, 200)
    assert "属于个人之间纠纷的" in asked_again
    station.sends(at, {**hidden_fields(asked_again), **form, "checked": "1"})
    assert year.state(where) == "rejected"
