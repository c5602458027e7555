"""Records from a sheet, by a page: looked at first, every bad cell named, brought in once, and the refused rows handed back."""

import io
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from gateway.records.members import COLUMNS
from gateway.sheets.csv_text import csv_of
from gateway.sheets.reading import rows_of
from gateway.sheets.xlsx import xlsx_of
from infra.kernel.access.places import Actor
from tests.unit.ordinary_year.year import SECURITY, OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields
from tests.unit.whole_suite import COUNTY, TOWN

ADDRESS = "/import/venues"
HEADINGS = ["名称", "区划代码", "层级"]
GOOD = [HEADINGS, ["沙河镇议事厅", TOWN, "厅"], ["五里村议事点", TOWN, "点"]]


@pytest.fixture
def administrator(year: OrdinaryYear) -> Browser:
    person = year.person("administrator")
    year.staff["administrator"] = Actor(person, ("ADM",))
    year.offices["administrator"] = str(year.do(SECURITY, "offices", "create", person=person, role="ADM")["id"])
    return Browser(year, "administrator")


def upload(browser: Browser, rows: list[list[str]], written: Any = xlsx_of, address: str = ADDRESS) -> TestResponse:
    return sent_up(browser, written(rows), address)


def sent_up(browser: Browser, content: bytes, address: str = ADDRESS) -> TestResponse:
    form: dict[str, Any] = {**hidden_fields(browser.page(address)), "file": (io.BytesIO(content), "sheet")}
    return browser.posts(address, do="look", **form)


def press(browser: Browser, page: str) -> str:
    return browser.sends(ADDRESS, {**hidden_fields(page), "do": "bring"}, 200)


def venues(year: OrdinaryYear) -> set[str]:
    return {one["name"] for one in year.listed("venues")}


@pytest.mark.parametrize("written", [xlsx_of, csv_of])
def test_a_sheet_is_shown_before_anything_is_done_and_brought_in_once(
    year: OrdinaryYear, administrator: Browser, written: Any
) -> None:
    looked_at = upload(administrator, GOOD, written)
    assert looked_at.status_code == 200
    for said in ("没有发现错误，会导入 2 行", "<td>沙河镇议事厅</td>", "导入 2 行</button>"):
        assert said in looked_at.text, said
    assert venues(year) == set()
    for _time in (1, 2):
        assert "导入了 2 行" in press(administrator, looked_at.text)
    assert venues(year) == {"沙河镇议事厅", "五里村议事点"}
    assert len(year.listed("venues")) == 2


def test_each_bad_cell_is_named_by_row_and_column_and_nothing_can_be_brought_in(
    year: OrdinaryYear, administrator: Browser
) -> None:
    answer = upload(administrator, [HEADINGS, ["议事厅", "62072x", "厅"], ["", TOWN, "楼"]])
    assert answer.status_code == 422
    assert set(re.findall(r'<tr><th scope="row">([A-Z]\d)</th>', answer.text)) == {"B2", "A3", "C3"}
    for said in ("有 3 处要改，现在一行也没有导入", "62072x", "须为区划代码", "须为其中之一：厅、委、站、点"):
        assert said in answer.text, said
    assert 'value="bring"' not in answer.text
    assert 'name="carried"' not in answer.text


def test_rows_that_are_refused_are_told_and_come_back_as_a_sheet_with_their_reasons(
    year: OrdinaryYear, administrator: Browser
) -> None:
    found = [column for column in COLUMNS if column.field in ("person", "committee_division", "sector", "term")]
    headings = [column.headings[0] for column in found]
    row = {"person": year.person("周敏"), "committee_division": COUNTY, "sector": "教育界", "term": "第十届"}
    twice = [row[column.field] for column in found]
    looked_at = upload(administrator, [headings, twice, twice], address="/import/members").text
    told = administrator.sends("/import/members", {**hidden_fields(looked_at), "do": "bring"}, 200)
    for said in ("导入了 1 行", "1 行没有导入", "没有导入的行"):
        assert said in told, said
    sheet = administrator.posts("/import/members/refused.xlsx", **hidden_fields(told))
    rows = [[cell.text for cell in row.cells] for row in rows_of(sheet.data)]
    assert rows[0] == [*headings, "没有导入的原因"]
    assert [one[:-1] for one in rows[1:]] == [twice]
    assert rows[1][-1]


def test_what_has_become_wrong_since_it_was_looked_at_is_told_before_anything_is_done(
    year: OrdinaryYear, administrator: Browser
) -> None:
    council = year.organisations["council"]
    page = upload(administrator, [[*HEADINGS, "机构"], ["大厅", TOWN, "厅", council], ["小点", TOWN, "点", ""]]).text
    year.do("administrator", f"organisations/{council}", "end", no_successor=True, reason="撤并")
    told = administrator.sends(ADDRESS, {**hidden_fields(page), "do": "bring"}, 422)
    assert "有 1 处要改" in told
    assert "已终止" in told
    assert venues(year) == set()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "是 PDF"), (b"", "请选一个文件"), (b"PK\x03\x04 and nothing", "不是完好的 XLSX")],
)
def test_what_is_no_sheet_is_said_so_and_what_to_do(administrator: Browser, content: bytes, said: str) -> None:
    answer = sent_up(administrator, content)
    assert answer.status_code == 422
    assert said in answer.text


def test_what_no_page_of_ours_has_packed_is_refused(administrator: Browser) -> None:
    form = {**hidden_fields(administrator.page(ADDRESS)), "do": "bring", "digest": "0" * 64}
    for carried in ("x", "eJwDAAAAAAE=", "4pyT"):
        administrator.sends(ADDRESS, {**form, "carried": carried}, 400)
    administrator.sends(ADDRESS, {**form, "carried": ""}, 422)


def test_an_empty_sheet_with_the_headings_is_handed_out_and_its_list_leads_here(administrator: Browser) -> None:
    assert f'href="{ADDRESS}"' in administrator.page("/venues")
    assert f'href="{ADDRESS}"' in administrator.page("/import")
    assert "必填" in administrator.page(ADDRESS)


def test_only_who_may_make_such_records_finds_the_page(year: OrdinaryYear, administrator: Browser) -> None:
    assert "归系统管理员办" in Browser(year, "police").page(ADDRESS, 403)
    Browser(year, "police").page("/import", 404)
    assert f'href="{ADDRESS}"' not in Browser(year, "police").page("/venues")
