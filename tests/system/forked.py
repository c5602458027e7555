"""Processes that are copies of one in which the program is loaded already: see `launchers/preloaded.py`."""

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
PYTHON = (sys.executable, "-W", "ignore::Warning:eventlet", "-m")


class Forked:
    """What `subprocess.Popen` is of a process of its own, of such a copy."""

    def __init__(self, status: int) -> None:
        self.stdout: IO[str] | None = None
        self._status, self._heard = status, b""
        pid = self._told(None)
        assert pid, "the process that is copied has died"
        self.pid = int(pid)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float) -> int:
        if (ended := self._ended(timeout)) is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return ended

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, seconds: float) -> int | None:
        if self.returncode is None and (told := self._told(seconds)):
            self.returncode = int(told)
            os.close(self._status)
        return self.returncode

    def _told(self, seconds: float | None) -> bytes:
        """The next line of the one that waits for it; nothing when there is none in so many seconds."""
        look = select.poll()
        look.register(self._status, select.POLLIN)
        while b"\n" not in self._heard:
            if not look.poll(None if seconds is None else seconds * 1000) or not (more := os.read(self._status, 64)):
                return b""
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line


def forked_up(arguments: list[str], environment: dict[str, str]) -> Forked:
    """`shangliang up`, whose output is to be read line by line."""
    read, out = os.pipe()
    running = _asked("up", arguments, environment, out, out)
    os.close(out)
    running.stdout = os.fdopen(read, encoding="utf-8")
    return running


def done(arguments: list[str], timeout: float) -> subprocess.CompletedProcess[str]:
    """As `subprocess.run` of a command, with what it said captured."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        running = _asked("command", arguments, dict(os.environ), out.fileno(), err.fileno())
        try:
            ended = running.wait(timeout)
        finally:
            running.kill()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(arguments, ended, out.read(), err.read())


def _asked(kind: str, arguments: list[str], environment: dict[str, str], out: int, err: int) -> Forked:
    told, status = os.pipe()
    asked = "\0\0".join(("\0".join(arguments), "\0".join(f"{name}={value}" for name, value in environment.items())))
    socket.send_fds(_asking(kind), [asked.encode()], [out, err, status])
    os.close(status)
    return Forked(told)


@cache
def _asking(kind: str) -> socket.socket:
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    program = subprocess.Popen(
        [*PYTHON, "tests.system.launchers.preloaded", kind, str(its.fileno())], cwd=ROOT, pass_fds=[its.fileno()]
    )
    its.close()

    def over() -> None:
        ours.close()
        program.wait()

    atexit.register(over)
    return ours
