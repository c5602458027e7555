"""The two sites that most system tests begin with, each made once a run."""

from pathlib import Path

import pytest

from tests.system.once import copy_of_what_is_made_once
from tests.system.sealing import all_sealed
from tests.system.story import KeepingClient, Played, play_to_the_end
from tests.system.suite import PROGRAM, copy_of, running


def prepared_site(config: pytest.Config, folders: pytest.TempPathFactory) -> Path:
    """After its first start, all of it sealed, stopped."""

    def start_and_stop(home: Path) -> None:
        with running(home / "var", PROGRAM) as suite:
            all_sealed(suite.url)
            assert suite.stop() == 0

    return copy_of_what_is_made_once("prepared", start_and_stop, config, folders) / "var"


def played_site(config: pytest.Config, folders: pytest.TempPathFactory) -> Played:
    """After the story, all of it sealed, stopped."""

    def play_and_stop(home: Path) -> None:
        with running(copy_of(prepared_site(config, folders), home / "var")) as suite:
            play_to_the_end(suite, KeepingClient(suite.url, home / "acked")).keep(home)
            all_sealed(suite.url)
            assert suite.stop() == 0

    return Played.kept(copy_of_what_is_made_once("played", play_and_stop, config, folders))
