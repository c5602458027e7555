"""Has a program of ours do what takes much of a processor or of memory, apart from the gateway, which serves everybody meanwhile."""

import os
import sys
import tempfile
from typing import IO

import eventlet
from eventlet.green import subprocess

PYTHON = (sys.executable, "-W", "ignore")


def output_of(program: list[str], given: IO[bytes], seconds: float, folder: str | None = None) -> bytes | None:
    """What it wrote; None where it failed or took too long. `given` is read from its beginning."""
    given.flush()
    os.lseek(given.fileno(), 0, os.SEEK_SET)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            program, stdin=given.fileno(), stdout=output, stderr=subprocess.DEVNULL, env={}, cwd=folder
        )
        try:
            with eventlet.Timeout(seconds, False):
                process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode != 0:
            return None
        output.seek(0)
        return output.read()
