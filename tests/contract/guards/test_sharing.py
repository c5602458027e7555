"""Who shares the one deployment on servers runs in one process; a second deployment would cost minutes and be seen by nobody."""

from tests.contract.guards.reading import ROOT
from tests.sharing import ALONE, LONGEST, REFUSALS, SERVERS, TOLD, WHO_LISTEN, shared_by


def files_of(*, deployment: bool) -> set[str]:
    texts = {file: file.read_text(encoding="utf-8") for file in (ROOT / SERVERS).glob("test_*.py")}
    return {
        str(file.relative_to(ROOT)) for file, text in texts.items() if ("servers: Deployment" in text) == deployment
    }


def test_whoever_uses_the_deployment_shares_one_process() -> None:
    assert {shared_by(f"{file}::test_x[a::b]") for file in files_of(deployment=True)} == {SERVERS}


def test_who_starts_its_own_servers_is_there_and_runs_beside_it() -> None:
    assert files_of(deployment=False) >= ALONE


def test_whoever_listens_to_the_one_telling_of_the_story_shares_one_process() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "system").glob("test_*.py")}
    assert {str(file.relative_to(ROOT)) for file, text in texts.items() if "told: Told" in text} == WHO_LISTEN


def test_what_begins_first_is_there() -> None:
    assert [one for one in LONGEST if one != TOLD and not (ROOT / one).exists()] == []
    assert shared_by(f"{REFUSALS}test_order.py::test_x") == REFUSALS
