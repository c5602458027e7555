"""The version that figures tell is the one that is packaged."""

import tomllib
from pathlib import Path

from infra.kernel.base.version import VERSION


def test_the_version_is_said_in_two_places_and_is_the_same() -> None:
    packaged = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert packaged["project"]["version"] == VERSION
