"""Opening DOCX needs LibreOffice: on CI it must be there, elsewhere what is left out is said at the end of the run."""

import os
import shutil
from pathlib import Path

import pytest

from tests.said import leave_out

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    these = [item for item in items if item.path == HERE / "test_word_documents.py"]
    if these and shutil.which("soffice") is None and os.environ.get("CI") != "true":
        leave_out(
            config, items, these, "documents opened by LibreOffice: it is not there (infra/install/libreoffice.sh)"
        )
