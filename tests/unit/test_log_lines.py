"""A line of the log that cannot be written fails no work; how many were lost is said as soon as one can be written again."""

import json
import resource
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from operations.suite.log_lines import LogLines


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """What a full disk is to a program that only appends."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, told)


def test_a_full_disk_fails_no_work_that_says_something() -> None:
    with closing(LogLines.into(Path("/dev/full"))) as lines:
        for _ in range(3):
            lines.write("a line\n")
            lines.flush()
    assert lines.lost == 3


def test_when_there_is_room_again_the_log_says_how_many_lines_are_missing_and_every_line_is_whole(
    tmp_path: Path,
) -> None:
    file = tmp_path / "log"
    with closing(LogLines.into(file)) as lines:
        lines.write('{"event": "before"}\n')
        with no_file_grows_beyond(file.stat().st_size + 5):
            for _ in range(4):
                lines.write('{"event": "while it is full"}\n')
        lines.write('{"event": "after"}\n')
    written = [line for line in file.read_text().splitlines() if line.endswith("}")]
    assert [json.loads(line)["event"] for line in written] == ["before", "log lines were lost", "after"]
    assert json.loads(written[1])["lines"] == 4
