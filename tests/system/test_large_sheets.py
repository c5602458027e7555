"""Sheets of as many rows as one may have: every bad cell is named, and then what is good is brought in, once."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
import requests

from gateway.http.problems import MOST_FIELDS_NAMED
from gateway.sheets.cells import MOST_ROWS
from operations.demo.cast import COUNTY, TOWN
from tests.system.api import Headers, token
from tests.system.suite import RunningSuite, copy_of, running

# Rows of the sheet, from 1; the first row holds the headings.
BAD_ROWS = range(2, MOST_ROWS + 2, 10)
Row = list[str]


def csv_in_gbk(rows: list[Row]) -> bytes:
    return "".join(",".join(row) + "\r\n" for row in rows).encode("gbk")


def xlsx(rows: list[Row]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


FORMS: dict[str, Callable[[list[Row]], bytes]] = {"CSV in GBK": csv_in_gbk, "XLSX": xlsx}


@dataclass(frozen=True)
class Kind:
    """What a collection's sheet looks like: headings, a good row by its number, and what stands wrongly in which column."""

    collection: str
    headings: Row
    row: Callable[[int], Row]
    wrong: dict[str, str]
    form: str
    brought_in: int = 200


# In this order: members are called as people are. Of people a whole sheet is brought in, of the others a part: the way is one.
KINDS = (
    Kind("people", ["姓名", "联系方式"], lambda n: [f"委员{n:04}", f"1390000{n:04}"], {"A": ""}, "CSV in GBK", MOST_ROWS),
    Kind(
        "members", ["姓名", "所在政协", "界别", "届次"], lambda n: [f"委员{n:04}", COUNTY, "农业界", "第十届"],
        {"A": "无此人", "B": "629999", "C": ""}, "XLSX",
    ),
    Kind(
        "organisations", ["名称", "类别", "区划代码", "上级机构"], lambda n: [f"机构{n:04}", "协商议事会", TOWN, ""],
        {"B": "俱乐部", "C": "沙河镇", "D": "无此机构"}, "CSV in GBK",
    ),
    Kind(
        "venues", ["名称", "区划代码", "所属机构", "层级"], lambda n: [f"议事室{n:04}", TOWN, f"机构{(n - 1) % 200 + 1:04}", "station"],
        {"A": "", "C": "无此机构", "D": "九层"}, "XLSX",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def suite(prepared: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
    with running(copy_of(prepared, tmp_path_factory.mktemp("sheets") / "var")) as started:
        yield started


@pytest.fixture
def administrator(suite: RunningSuite) -> Headers:
    return {**token(suite.site, "ADM"), "Content-Type": "application/octet-stream"}


def sent(suite: RunningSuite, kind: Kind, content: bytes, who: Headers, query: str = "") -> requests.Response:
    """Without holding the thousands of its items against the document: that takes longer than they do."""
    return requests.post(f"{suite.url}/v1/{kind.collection}/import{query}", data=content, headers=who, timeout=300)


def rows_of(kind: Kind, bad: bool = False, more: int = 0) -> list[Row]:
    rows = [kind.row(number) for number in range(1, MOST_ROWS + more + 1)]
    for number in BAD_ROWS if bad else ():
        for column, value in kind.wrong.items():
            rows[number - 2]["ABCD".index(column)] = value
    return [kind.headings, *rows]


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.collection)
def test_a_full_sheet_is_previewed_cell_by_cell_and_what_is_good_is_brought_in_once(
    suite: RunningSuite, administrator: Headers, kind: Kind, tell: Callable[[str], None]
) -> None:
    form, began = FORMS[kind.form], time.monotonic()
    bad = form(rows_of(kind, bad=True))
    seen = sent(suite, kind, bad, administrator, "?preview=true").json()
    previewed = time.monotonic() - began
    named = {(one["row"], one["column"]) for one in seen["errors"]}
    assert named == {(row, column) for row in BAD_ROWS for column in kind.wrong}
    assert len(seen["rows"]) == MOST_ROWS - len(BAD_ROWS)
    refused = sent(suite, kind, bad, administrator)
    assert refused.status_code == 422
    said = set(refused.json()["errors"])
    assert (len(said), said <= {f"{column}{row}" for row, column in named}) == (MOST_FIELDS_NAMED, True)
    began, good = time.monotonic(), form(rows_of(kind)[: kind.brought_in + 1])
    items, requests_sent = all_of(suite, kind, good, administrator)
    tell(
        f"{kind.collection}, {MOST_ROWS} rows as {kind.form}: looked at in {previewed:.1f} s, {kind.brought_in} brought in in "
        f"{time.monotonic() - began:.1f} s, {requests_sent} requests"
    )
    assert [one["row"] for one in items] == list(range(2, kind.brought_in + 2))
    assert len({one["answer"]["id"] for one in items}) == kind.brought_in
    assert sent(suite, kind, good, administrator).json()["items"] == items


def all_of(suite: RunningSuite, kind: Kind, content: bytes, who: Headers) -> tuple[list[dict[str, Any]], int]:
    """As the handbook says: what was not come to in one request's time is 503, and the same file is sent again."""
    for number in range(1, 20):
        items = sent(suite, kind, content, who).json()["items"]
        assert {one["status"] for one in items} <= {200, 201, 503}, items
        if all(one["status"] != 503 for one in items):
            return items, number
    raise AssertionError("the sheet was sent twenty times and is not in yet")


@pytest.mark.parametrize("form", FORMS)
def test_one_row_too_many_is_refused_before_anything_is_done(
    suite: RunningSuite, administrator: Headers, form: str
) -> None:
    too_many = FORMS[form](rows_of(KINDS[0], more=1))
    for query in ("", "?preview=true"):
        refused = sent(suite, KINDS[0], too_many, administrator, query)
        assert refused.status_code == 422
        assert f"{MOST_ROWS} 行" in refused.json()["errors"]["file"][0]
