"""A document as DOCX, opened by LibreOffice, has as many pages as the PDF of it, of the same size."""

import json
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from gateway.paper import write_docx, write_pdf
from gateway.paper.official import FactSheet, Grid, Labelled, Layout, OfficialDocument, Passage, ScanCode
from tests.unit.gateway.paper import A4, PrintedPdf

LINE = "会议认为，上下学时段校门口人车混行，接送车辆占道，学生过马路不安全，有必要尽快整治。"
DOCUMENTS = {
    "minutes": OfficialDocument(
        layout=Layout.MINUTES,
        mast="沙河镇协商议事会会议纪要",
        number="第2轮",
        title="关于学校门口交通安全的协商会议纪要",
        parts=(
            *(Passage(LINE * 3) for _ in range(8)),
            Passage("一、增设信号灯", "heading"),
            Labelled("出席", "赵强、周洁"),
        ),
        issued=("沙河镇协商议事会", "2026年7月22日"),
    ),
    "letter": OfficialDocument(
        layout=Layout.LETTER,
        mast="临泽县公安局交警大队",
        title="关于增设信号灯办理情况的答复",
        addressee="沙河镇协商议事会",
        parts=(Passage(LINE), Passage("办理结果：A类。")),
        signature="临泽县公安局交警大队",
        day="2026年7月22日",
    ),
    "form": OfficialDocument(
        layout=Layout.FORM,
        title="签到表",
        parts=(
            FactSheet((("地点", "沙河镇协商议事室"),)),
            Grid(("序号", "姓名"), tuple((str(number), "王女士") for number in range(30)), (1, 6), tall=True),
            ScanCode("https://example.cn/meetings/1", "扫码"),
        ),
    ),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PrintedPdf]:
    """All of them as LibreOffice prints them; it starts once."""
    office = shutil.which("soffice")
    assert office, "libreoffice-writer is not installed: infra/install/libreoffice.sh"
    folder = tmp_path_factory.mktemp("word")
    for name, document in DOCUMENTS.items():
        (folder / f"{name}.docx").write_bytes(write_docx.written(json.loads(msgspec.json.encode(document))))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in DOCUMENTS]
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: PrintedPdf(Path(folder / f"{name}.pdf").read_bytes()) for name in DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_has_the_pages_of_the_pdf(opened: dict[str, PrintedPdf], name: str) -> None:
    _missing, content = write_pdf.written(json.loads(msgspec.json.encode(DOCUMENTS[name])))
    ours = PrintedPdf(content)
    assert opened[name].sizes == ours.sizes == {A4}
    assert len(opened[name].pages) == len(ours.pages)
    assert DOCUMENTS[name].title in opened[name].text
