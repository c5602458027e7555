"""The `shangliang` command, loaded once: every process that is asked for is a copy of this one, as it was before any command.

What runs in it is what runs in a process of its own; only its three seconds of imports have been had already.
"""

import os
import signal
import socket
import sys
import warnings
from importlib import import_module

from operations.cli.main import green, main

# As they are before eventlet puts its own in their place.
_fork, _waitpid, _write, _socket = os.fork, os.waitpid, os.write, socket.socket
_MOST = 1 << 17
LOADED = {
    "up": ("operations.suite.embedded",),
    "command": (
        "operations.backup.backup",
        "operations.backup.restore",
        "operations.replay.comparing",
        "operations.tools.tokens",
        "operations.verify.verify",
    ),
}


def serve(asking: socket.socket) -> list[str] | None:
    """Answers with what this copy was asked to run; in the process itself with None, when nobody will ask any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, descriptors, _, _ = socket.recv_fds(asking, _MOST, 3)
        if not asked:
            return None
        if _fork() == 0:
            asking.close()
            return _watched(asked.decode(), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _watched(asked: str, out: int, err: int, status: int) -> list[str]:
    """A copy of a copy: the one between waits for it, and tells with what it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if child := _fork():
        os.close(out)
        os.close(err)
        _write(status, f"{child}\n".encode())
        _, ended = _waitpid(child, 0)
        _write(status, f"{os.waitstatus_to_exitcode(ended)}\n".encode())
        os._exit(0)
    os.close(status)
    for descriptor, place in ((out, 1), (err, 2)):
        os.dup2(descriptor, place)
        os.close(descriptor)
    arguments, environment = asked.split("\0\0")
    os.environ.clear()
    os.environ.update({name: value for name, _, value in (one.partition("=") for one in environment.split("\0"))})
    return arguments.split("\0")


def load(kind: str) -> None:
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    if kind == "up":
        green()
    for name in LOADED[kind]:
        import_module(name)


if __name__ == "__main__":
    load(sys.argv[1])
    if (arguments := serve(_socket(fileno=int(sys.argv[2])))) is not None:
        main(arguments, prog_name="python -m operations.cli.main")
