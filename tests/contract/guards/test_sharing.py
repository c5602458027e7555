"""Who shares the one deployment on servers runs in one process; a second deployment would cost minutes and be seen by nobody."""

from tests.contract.guards.reading import ROOT
from tests.sharing import ALONE, SERVERS, shared_by


def files_of(*, deployment: bool) -> set[str]:
    texts = {file: file.read_text(encoding="utf-8") for file in (ROOT / SERVERS).glob("test_*.py")}
    return {
        str(file.relative_to(ROOT)) for file, text in texts.items() if ("servers: Deployment" in text) == deployment
    }


def test_whoever_uses_the_deployment_shares_one_process() -> None:
    assert {shared_by(f"{file}::test_x[a::b]") for file in files_of(deployment=True)} == {SERVERS}


def test_who_starts_its_own_servers_is_there_and_runs_beside_it() -> None:
    assert files_of(deployment=False) >= ALONE
