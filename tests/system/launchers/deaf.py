"""The `shangliang` command whose listener dies when it gets SIGUSR1."""

import signal
import socket

from operations.cli.main import green, main

green()

from infra.kernel.entrypoints import web  # noqa: E402 the process must be green before
from infra.kernel.web.listening import Listening  # noqa: E402


class Deaf(Listening):
    """Until the signal it is as any other."""

    def for_ever(self) -> None:
        signal.signal(signal.SIGUSR1, lambda *_: self._socket.shutdown(socket.SHUT_RDWR))
        super().for_ever()


web.Listening = Deaf  # type: ignore[attr-defined]

if __name__ == "__main__":
    main()
