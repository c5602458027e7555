"""Runs scripts and writes the table: `python -m benchmarks [--quick] [--large] [--peer PYTHON] [--out FILE] [SCRIPT…]`."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.measuring import Line
from benchmarks.servers import servers
from benchmarks.setting import Setting
from benchmarks.table import machine, markdown

ROOT = Path(__file__).parents[1]
SCRIPTS = (
    "append", "command", "importing", "replay", "load", "publish", "reaction", "http_command", "list_page",
    "seal", "verify", "replay_sealed", "pages",
)  # fmt: skip
LARGE = ("rebuild", "long_list", "search", "large_meeting")
PEER = ".venv-bench/bin/python"


def main() -> int:
    """Answers how many scripts have failed; a missed target is not a failure."""
    told = _arguments()
    lines, failed = list[Line](), list[str]()
    with servers() as (postgres, broker):
        setting = Setting(postgres, broker, str(Path(told.peer).absolute()), told.quick)
        for script in told.scripts or (LARGE if told.large else SCRIPTS):
            started, found = time.monotonic(), list(_lines(script, setting))
            failed.extend([] if found else [script])
            lines.extend(found)
            print(f"{script}: {len(found)} lines, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    table = "\n".join(markdown(lines))
    print(table)
    if told.out:
        Path(told.out).write_text(f"{machine()}\n\n{table}\n", encoding="utf-8")
    return len(failed)


def _lines(script: str, setting: Setting) -> Iterator[Line]:
    """Nothing when the script has failed; its complaint is on standard error."""
    command = [sys.executable, "-m", "benchmarks.one", script, msgspec.json.encode(setting).decode()]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        yield from (msgspec.json.decode(line, type=Line) for line in done.stdout.splitlines())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("scripts", nargs="*", metavar="SCRIPT", help=" ".join((*SCRIPTS, *LARGE)))
    parser.add_argument("--quick", action="store_true", help="small counts: shows that the scripts run, not how quick")
    parser.add_argument("--large", action="store_true", help="ten million events, a million records")
    parser.add_argument("--peer", default=PEER, help="a Python that has eventsourcing")
    parser.add_argument("--out", help="write the table to this file as well")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
