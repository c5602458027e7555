"""Runs one script in a process that is eventlet's, as a service is: `python -m benchmarks.one SCRIPT SETTING`.

SETTING is a JSON object of `benchmarks.setting.Setting`. Prints a JSON object a line of the table.
"""

import sys
import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402 after the filter, before everything else

eventlet.monkey_patch()

import tempfile  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402

import msgspec  # noqa: E402

from benchmarks.setting import Setting  # noqa: E402
from infra.kernel.storage.green_postgres import make_green  # noqa: E402
from operations.suite.logs import set_up_logs  # noqa: E402


def main(script: str, setting: str) -> None:
    make_green()
    told = msgspec.json.decode(setting, type=Setting)
    with tempfile.TemporaryDirectory() as folder:
        # A service writes a line of its log for every command: that is part of what a command costs.
        set_up_logs(Path(folder) / "log", script)
        sys.excepthook = sys.__excepthook__
        for line in import_module(f"benchmarks.{script}").lines(told):
            print(msgspec.json.encode(line).decode(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
