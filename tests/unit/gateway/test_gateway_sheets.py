"""Records from a sheet and into one: every bad cell is named, and with one nothing is done."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from gateway.documents.resource import Resource
from gateway.routes import RESOURCES
from gateway.sheets.cells import Cell, letters
from gateway.sheets.csv_text import csv_of, rows_of_csv
from gateway.sheets.reading import rows_of
from gateway.sheets.xlsx import xlsx_of
from infra.kernel.base.calls import CommandCall, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotFound
from infra.kernel.contract import wire
from tests.unit.gateway.fakes import ADM, CHAIR, COUNCIL, LINZE, SHAHE, TOPIC, Suite, done, told

PARTY = "01938f3e-0000-7000-8000-00000000000b"
MING = "01938f3e-0000-7000-8000-00000000000c"
HEADINGS = ["名称", "类别", "区划代码", "上级机构"]


def workbook(*rows: list[Any], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def text_of(rows: list[Any]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def organisations(suite: Suite) -> None:
    """Two that are called alike, one that is called as no other, one that has ended."""
    names = {COUNCIL: "沙河镇党委", PARTY: "临泽县委", TOPIC: "同名", SHAHE: "同名"}

    def listing(call: ListCall) -> dict[str, Any]:
        items = [{"id": one, "name": name, "state": "active"} for one, name in names.items()]
        if call.cursor is None:
            return {"items": items[:2], "next": "more"}
        return {"items": [*items[2:], {"id": "1", "name": "已撤", "state": "ended"}], "next": None}

    def read(call: ReadCall) -> dict[str, Any]:
        if call.record_id not in (LINZE, SHAHE, COUNCIL):
            raise NotFound("没有这条记录")
        return {"state": "active"}

    suite.services.answers["members", "listing"] = listing
    suite.services.answers["members", "read"] = read
    suite.services.answers["members", "command"] = lambda call: done(created=True, state="active")


def commands(suite: Suite) -> list[CommandCall]:
    return [payload for _, method, payload in suite.services.asked if method == "command"]


def bring(suite: Suite, content: bytes, query: str = "", collection: str = "organisations", **headers: str) -> Any:
    return suite.client.post(f"/v1/{collection}/import{query}", data=content, headers={**ADM, **headers})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_csv_is_read_in_the_encodings_that_offices_use(encoding: str) -> None:
    content = '姓名,联系方式\r\n李明,"1,2"\r\n\r\n王芳,\'+86\r\n'.encode(encoding)
    rows = rows_of(content)
    assert text_of(rows) == [["姓名", "联系方式"], ["李明", "1,2"], ["王芳", "'+86"]]
    assert [row.number for row in rows] == [1, 2, 4]


def test_four_byte_han_survives_both_kinds() -> None:
    rows = [["姓名"], ["𠮷田"]]
    assert text_of(rows_of(csv_of(rows))) == text_of(rows_of(xlsx_of(rows))) == rows
    assert text_of(rows_of("姓名\n𠮷田".encode("gb18030"))) == rows


def test_a_workbook_is_read_with_numbers_as_they_were_typed() -> None:
    rows = rows_of(workbook(["区划代码", "电话"], [620723101, 13800000000], [], ["x", 1.5]))
    assert text_of(rows) == [["区划代码", "电话"], ["620723101", "13800000000"], ["x", "1.5"]]
    assert [row.number for row in rows] == [1, 2, 4]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "公式"),
        (date(2026, 3, 2), "日期"),
        (True, "逻辑值"),
        (6207231010011234567, "失真"),
        ("#REF!", "出错"),
    ],
)
def test_what_is_no_text_in_a_workbook_is_said_so(value: object, said: str) -> None:
    cell: Cell = rows_of(workbook(["届次"], [value]))[1].cells[0]
    assert said in str(cell.wrong)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空"),
        (b",,\n,\n", "空"),
        (b"PK\x03\x04 and nothing", "完好"),
        (b"\xd0\xcf\x11\xe0", "XLS"),
        (b"%PDF-1.7", "PDF"),
        ("姓名".encode("utf-16"), "UTF-16"),
        (b"\xff\x00\xff", "UTF-8"),
        (b'a,"b\n', "CSV"),
        (b'a,"b"c\n', "CSV"),
        (b"x\n" * 2002, "2000"),
        (workbook(["a"], change=lambda sheet: sheet.merge_cells("A1:C1")), "A1:C1"),
        (workbook(*[["x"]] * 2002), "2000"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        rows_of(content)
    assert said in refused.value.detail
    assert set(refused.value.errors) == {"file"}


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bomb_is_not_unpacked() -> None:
    whole = unpacked(workbook(["a"]))
    bombs = [
        packed({**whole, "xl/media/image1.png": b"\0" * (41 * 1024 * 1024)}),
        packed({**whole, **{f"xl/media/{number}.png": b"" for number in range(1000)}}),
    ]
    for bomb in bombs:
        with pytest.raises(Invalid, match="解压"):
            rows_of(bomb)


def test_an_entity_is_not_followed() -> None:
    whole = unpacked(workbook(["a"]))
    name = "xl/worksheets/sheet1.xml"
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(Invalid, match="完好"):
        rows_of(packed({**whole, name: entity + whole[name].replace(b"<sheetData>", b"<sheetData>&b;")}))
    with pytest.raises(Invalid, match="完好"):
        rows_of(packed({name: said for name, said in whole.items() if name != "xl/workbook.xml"}))


def test_the_letters_of_columns_are_a_spreadsheets() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 701)] == ["A", "Z", "AA", "AZ", "ZZ"]


def test_a_sheet_becomes_commands_in_order_each_under_its_own_key(suite: Suite) -> None:
    organisations(suite)
    content = workbook(
        HEADINGS, ["议事会", "协商议事会", 620723101, "沙河镇党委"], [], ["工作站", "station", LINZE, COUNCIL]
    )
    answer = bring(suite, content, Capacity="ADM")
    assert [(one["row"], one["status"]) for one in told(answer)["items"]] == [(2, 201), (4, 201)]
    first, second = commands(suite)
    assert first.body == {"name": "议事会", "kind": "council", "division": SHAHE, "parent": COUNCIL}
    assert second.body == {"name": "工作站", "kind": "station", "division": LINZE, "parent": COUNCIL}
    assert (first.collection, first.command, first.record_id, first.caller.capacity) == (
        "organisations",
        "create",
        None,
        "ADM",
    )
    assert first.key != second.key
    bring(suite, content)
    assert [call.key for call in commands(suite)[2:]] == [first.key, second.key]
    bring(suite, workbook(HEADINGS, ["议事会", "council", LINZE]))
    assert commands(suite)[-1].key not in (first.key, second.key)


def test_the_names_of_the_wire_are_headings_too_and_blanks_and_stars_do_not_matter(suite: Suite) -> None:
    organisations(suite)
    content = "\ufeff kind , Name*,ＤＩＶＩＳＩＯＮ\r\n party ,党委,620723\r\n".encode()
    assert told(bring(suite, content, "?preview=true")) == {
        "rows": [{"row": 2, "body": {"kind": "party", "name": "党委", "division": LINZE}}],
        "errors": [],
    }
    assert commands(suite) == []


def test_every_bad_cell_is_named_and_nothing_is_done(suite: Suite) -> None:
    organisations(suite)
    content = workbook(
        HEADINGS,
        ["议事会", "议事会", "620723999", "没有"],
        ["", "party", "62072", "同名"],
        ["党委", "party", LINZE, "已撤"],
        ["=1+1", "party", LINZE, TOPIC],
        ["a_x0000_b", "party", LINZE],
        ["好的", "party", LINZE, "临泽县委"],
    )
    preview = told(bring(suite, content, "?preview=true"))
    assert [one["row"] for one in preview["rows"]] == [7]
    bad = {(one["row"], one["column"]): one for one in preview["errors"]}
    places = {(2, "B"), (2, "C"), (2, "D"), (3, "A"), (3, "C"), (3, "D"), (4, "D"), (5, "A"), (5, "D"), (6, "A")}
    assert set(bad) == places
    assert (bad[2, "B"]["field"], bad[2, "B"]["value"]) == ("kind", "议事会")
    assert "council" in bad[2, "B"]["problem"]
    assert "2" in bad[3, "D"]["problem"]
    assert "公式" in bad[5, "A"]["problem"]
    assert "NUL" in bad[6, "A"]["problem"]
    refused = bring(suite, content)
    assert (refused.status_code, told(refused)["type"]) == (422, "urn:shangliang:problem:invalid")
    assert set(told(refused)["errors"]) == {f"{column}{row}" for row, column in places}
    assert commands(suite) == []


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("姓名,年龄\n李明,7\n", {(1, "B")}),
        ("姓名,name\n李明,7\n", {(1, "B")}),
        ("电话\n1\n", {(1, None)}),
        ("姓名,\n李明,7\n", {(2, "B")}),
        (f"姓名\n{'长' * 30_000}\n", {(2, "A")}),
    ],
)
def test_what_is_wrong_with_the_columns_is_named(suite: Suite, content: str, places: set[Any]) -> None:
    errors = told(bring(suite, content.encode(), "?preview=true", "people"))["errors"]
    assert {(one["row"], one["column"]) for one in errors} == places
    assert bring(suite, content.encode(), "", "people").status_code == 422


def test_a_form_may_bring_the_file(suite: Suite) -> None:
    form = {"file": (io.BytesIO("姓名\n李明\n".encode()), "people.csv")}
    answer = suite.client.post("/v1/people/import?preview=true", data=form, headers=ADM)
    assert told(answer)["rows"] == [{"row": 2, "body": {"name": "李明"}}]
    two = {"a": (io.BytesIO(b"x"), "a.csv"), "b": (io.BytesIO(b"x"), "b.csv")}
    assert suite.client.post("/v1/people/import", data=two, headers=ADM).status_code == 422
    broken = {**ADM, "Content-Type": "multipart/form-data"}
    assert suite.client.post("/v1/people/import", data=b"x", headers=broken).status_code in (400, 422)


def test_a_sheet_needs_a_token_and_may_have_twenty_megabytes(suite: Suite) -> None:
    assert suite.client.post("/v1/people/import", data=b"x").status_code == 401
    assert suite.client.get("/v1/people/export?format=csv").status_code == 401
    assert bring(suite, b"x" * (20 * 1024 * 1024 + 1), "", "people").status_code == 413
    assert bring(suite, b"x", "?preview=perhaps", "people").status_code == 422
    assert suite.client.post("/v1/topics/import", data=b"x", headers=CHAIR).status_code in (404, 405)


def test_a_row_that_is_refused_stops_no_other(suite: Suite) -> None:
    answers = iter([done(created=True, state="active"), Invalid("不可"), done(created=True, state="active")])

    def one_after_the_other(call: CommandCall) -> dict[str, Any]:
        answer = next(answers)
        if isinstance(answer, Invalid):
            raise answer
        return answer  # type: ignore[return-value]

    suite.services.answers["members", "command"] = one_after_the_other
    items = told(bring(suite, "姓名\n甲\n乙\n丙\n".encode(), "", "people"))["items"]
    assert [(one["row"], one["status"]) for one in items] == [(2, 201), (3, 422), (4, 201)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_is_taken_away_with_every_page_and_nothing_to_run(suite: Suite, form: str) -> None:
    organisations(suite)
    listing: Any = suite.services.answers["members", "listing"]

    def with_formula(call: ListCall) -> dict[str, Any]:
        page: dict[str, Any] = listing(call)
        items = [{**one, "kind": "party", "division": LINZE, "parent": None} for one in page["items"]]
        items[0] |= {"name": '=HYPERLINK("http://x")'}
        items[-1] |= {"parent": PARTY if call.cursor is None else TOPIC}
        return {**page, "items": items}

    suite.services.answers["members", "listing"] = with_formula
    answer = suite.client.get(f"/v1/organisations/export?format={form}&division={LINZE}&state=active", headers=ADM)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert [cell.wrong for row in rows_of(answer.data) for cell in row.cells if cell.wrong] == []
    rows = text_of(rows_of(answer.data))
    guarded = "'" if form == "csv" else ""
    assert rows[0] == ["编号", *HEADINGS, "状态"]
    assert rows[1] == [COUNCIL, f'{guarded}=HYPERLINK("http://x")', "党组织", LINZE, "", "在用"]
    assert [row[4] for row in rows[2:]] == ["临泽县委", "", "", TOPIC]
    assert (suite.services.last.division, suite.services.last.state, suite.services.last.limit) == (
        LINZE,
        ["active"],
        200,
    )
    for wrong in ("", "?format=pdf", f"?format={form}&limit=5"):
        assert suite.client.get(f"/v1/organisations/export{wrong}", headers=ADM).status_code == 422


def test_what_was_guarded_on_its_way_out_comes_back_as_it_was(suite: Suite) -> None:
    content = csv_of([["姓名", "联系方式"], ["-李", "+86 138"]])
    assert told(bring(suite, content, "?preview=true", "people"))["rows"] == [
        {"row": 2, "body": {"name": "-李", "contact": "+86 138"}}
    ]
    assert [cell.text for cell in rows_of_csv(content)[1].cells] == ["'-李", "'+86 138"]


def test_a_control_character_does_not_stop_an_export() -> None:
    assert text_of(rows_of(xlsx_of([["a\x0bb"]]))) == [["a\ufffdb"]]
    assert text_of(rows_of(xlsx_of([["a_x0041_b"]]))) == [["a_x0041_b"]]
    with pytest.raises(Invalid):
        xlsx_of([["x" * 32_768]])


@pytest.mark.parametrize("resource", [one for one in RESOURCES if one.columns], ids=lambda one: one.collection)
def test_a_sheet_has_a_column_for_whatever_must_be_given(resource: Resource) -> None:
    asked, columns = (
        resource.commands[str(resource.creating)]().fields,
        {column.field: column for column in resource.columns},
    )
    assert {name for name, field in asked.items() if field.required} <= set(columns) <= set(asked)
    for name, column in columns.items():
        if isinstance(field := asked[name], wire.OneOf):
            assert set(column.words) == set(field.choices)
    names = [name for column in resource.columns for name in (column.field, *column.headings)]
    assert len(names) == len(set(names))


def named(suite: Suite) -> None:
    """People, members of them and organisations, each found by name."""
    found = {
        "people": [{"id": MING, "name": "李明", "state": "active"}, {"id": TOPIC, "name": "王芳", "state": "active"}],
        "members": [{"id": PARTY, "person": MING, "state": "active"}, {"id": "2", "person": TOPIC, "state": "ended"}],
        "organisations": [{"id": COUNCIL, "name": "沙河镇协商议事会", "state": "active"}],
    }
    suite.services.answers["members", "listing"] = lambda call: {"items": found[call.collection], "next": None}
    suite.services.answers["members", "command"] = lambda call: done(created=True, state="active")


def test_seats_are_brought_in_with_days_as_offices_write_them(suite: Suite) -> None:
    named(suite)
    headings = ["姓名", "机构", "席位", "类别", "起", "止"]
    seat = ["李明", "沙河镇协商议事会", "副主席", "村三委", date(2026, 3, 2), "2028年3月1日"]
    (row,) = told(bring(suite, workbook(headings, seat), "?preview=true", "memberships"))["rows"]
    assert row["body"] == {
        "person": MING,
        "organisation": COUNCIL,
        "seat": "deputy_chair",
        "category": "village_three_committees",
        "starts": "2026-03-02",
        "ends": "2028-03-01",
    }


@pytest.mark.parametrize("written", ["2026/3/2", "2026-03-02", "2026.3.2", "２０２６年３月２日"])
def test_a_day_is_read_however_it_is_written(suite: Suite, written: str) -> None:
    named(suite)
    sheet = f"姓名,职务,起始日期,代理\n李明,政协机关,{written},是\n".encode("gb18030")
    (row,) = told(bring(suite, sheet, "?preview=true", "offices"))["rows"]
    assert row["body"] == {"person": MING, "role": "OFF", "starts": "2026-03-02", "deputy": True}


@pytest.mark.parametrize("written", ["2026-13-02", "二〇二六年三月", "2026-02-30", "46083"])
def test_what_is_no_day_is_named_by_its_cell(suite: Suite, written: str) -> None:
    named(suite)
    sheet = f"姓名,职务,起始日期,代理\n李明,政协机关,{written},也许\n".encode()
    errors = told(bring(suite, sheet, "?preview=true", "offices"))["errors"]
    assert {(one["row"], one["column"]) for one in errors} == {(2, "C"), (2, "D")}


def test_a_posting_names_its_member_as_the_person_is_called_and_is_proposed(suite: Suite) -> None:
    named(suite)
    rows = "姓名,机构,类型,原则\n李明,沙河镇协商议事会,station,就近居住\n王芳,沙河镇协商议事会,station,方便\n"
    (wrong,) = told(bring(suite, rows.encode(), "?preview=true", "postings"))["errors"]
    assert (wrong["row"], wrong["column"]) == (3, "A")
    good = rows.rpartition("王芳")[0].encode()
    (item,) = told(bring(suite, good, "", "postings", **CHAIR))["items"]
    assert item["status"] == 201
    (call,) = commands(suite)
    assert (call.command, call.body["member"], call.body["principle"]) == ("propose", PARTY, "residence")


def test_what_is_taken_away_of_offices_comes_back_as_it_was(suite: Suite) -> None:
    named(suite)
    listing: Any = suite.services.answers["members", "listing"]
    office = {
        "id": LINZE,
        "state": "active",
        "person": MING,
        "organisation": COUNCIL,
        "role": "STN",
        "starts": "2026-03-02",
        "ends": None,
        "deputy": False,
    }
    suite.services.answers["members", "listing"] = lambda call: (
        {"items": [office], "next": None} if call.collection == "offices" else listing(call)
    )
    answer = suite.client.get("/v1/offices/export?format=xlsx", headers=ADM)
    heads, row = text_of(rows_of(answer.data))
    assert row == [LINZE, "李明", "沙河镇协商议事会", "委员工作站站长", "2026-03-02", "", "否", "在用"]
    again = workbook(heads[1:-1], row[1:-1])
    (back,) = told(bring(suite, again, "?preview=true", "offices"))["rows"]
    assert back["body"] == {name: office[name] for name in ("person", "organisation", "role", "starts", "deputy")}
