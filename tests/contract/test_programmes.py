"""docs/programmes.md names every scenario of the five programmes, and none that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"`(test_\w+\.py)`: `(test_\w+)`")
TOLD = re.compile(r"^def (test_\w+)\(", re.MULTILINE)


def test_the_page_names_every_scenario_and_no_other() -> None:
    named = {*SHOWN.findall((ROOT / "docs/programmes.md").read_text("utf-8"))}
    files = (ROOT / "tests/unit/programmes").glob("test_*.py")
    assert named == {(file.name, told) for file in files for told in TOLD.findall(file.read_text("utf-8"))}
