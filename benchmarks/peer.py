"""The library eventsourcing at work beside ours, in a process and a database of its own."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.notebook import TEXT, payload
from benchmarks.setting import Setting
from infra.kernel.base.ids import new_id

ROOT = Path(__file__).parents[1]


class Peer:
    """One process of `benchmarks.peer_eventsourcing`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, task: str, *arguments: int) -> float:
        """How many were done a second. Raises EOFError when the process has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([task, *arguments]) + "\n")
        self._process.stdin.flush()
        return float(self.answer())

    def answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise EOFError("the peer has ended; its complaint is above")
        return str(json.loads(line))


@contextmanager
def peer_at_work(setting: Setting) -> Iterator[Peer]:
    with setting.empty_database() as name:
        process = subprocess.Popen(
            [setting.peer_python, "-m", "benchmarks.peer_eventsourcing", TEXT, payload(new_id(), 2)[2]],
            cwd=ROOT,
            env={**os.environ, **setting.environment_of(name)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            peer = Peer(process)
            assert peer.answer() == "ready"
            yield peer
        finally:
            process.kill()
            process.wait()
