"""The next version that the test of an upgrade makes can be made of the present one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = """
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.submission.events import SubmissionReceived
received = next(one for one in SUBMISSION.events if one.cls is SubmissionReceived)
print(received.version, "heard_by" in SubmissionReceived.__dataclass_fields__)
"""


def python(home: Path, *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(home)}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_next_version_is_made_of_the_present_one(tmp_path: Path) -> None:
    for part in ("infra", "services"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    python(tmp_path, str(ROOT / "tests" / "servers" / "upgrade" / "newer.py"), str(tmp_path))
    assert python(tmp_path, "-c", SHOWN).split() == ["4", "True"]
