"""A bad line between services and their servers: it holds, cuts off, doubles, overtakes, delays.

Tests change what it does while connections are open. It runs on a loop of asyncio in a thread of its own.
"""

import asyncio
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from tests.servers.amqp_frames import PREAMBLE, Assembling, Content, Frame, taken_off

T = TypeVar("T")
BYTES = 64 * 1024
GONE = struct.pack("ii", 1, 0)  # SO_LINGER of no time: closing resets the connection
ANSWERED = tuple(b"Z\0\0\0\5" + state for state in (b"I", b"T", b"E"))  # how PostgreSQL ends an answer
TO_SERVER, TO_CLIENT = "to the server", "to the client"


@dataclass
class Cut:
    """Resets the connection of a request with these bytes in it: before the server has it, or in the middle of its answer."""

    marker: bytes
    times: int
    before: bool = False


class Link:
    """One connection through the line; bytes go through as they are."""

    def __init__(self, line: "Line", to_client: asyncio.StreamWriter, to_server: asyncio.StreamWriter) -> None:
        self.line, self.to_client, self.to_server = line, to_client, to_server

    def request(self, data: bytes) -> None:
        self.to_server.write(data)

    def reply(self, data: bytes) -> None:
        self.to_client.write(data)

    def reset(self) -> None:
        """As when the machine at the other end has gone, for both sides."""
        for writer in (self.to_client, self.to_server):
            with suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, GONE)
            writer.transport.abort()


class PostgresLink(Link):
    """Cuts where it is told to."""

    cutting = False
    held = b""

    def request(self, data: bytes) -> None:
        cut = self.line.cut
        if cut is not None and cut.times > 0 and cut.marker in data:
            cut.times -= 1
            self.line.counts["cut before" if cut.before else "cut in the answer"] += 1
            if cut.before:
                return self.reset()
            self.cutting = True
        return super().request(data)

    def reply(self, data: bytes) -> None:
        if not self.cutting:
            return super().reply(data)
        self.held += data
        if self.held.endswith(ANSWERED):
            super().reply(self.held[: len(self.held) // 2])
            self.reset()
        return None


class AmqpLink(Link):
    """Every message to the client arrives as often, and as late, as the line says; the broker hears of each once."""

    def __init__(self, line: "Line", to_client: asyncio.StreamWriter, to_server: asyncio.StreamWriter) -> None:
        super().__init__(line, to_client, to_server)
        self._from_client, self._from_server, self._assembling = bytearray(), bytearray(), Assembling()
        self._copies: Counter[tuple[int, int]] = Counter()
        self._greeted = False
        self._latest = 0

    def request(self, data: bytes) -> None:
        self._from_client += data
        if not self._greeted and len(self._from_client) >= len(PREAMBLE):
            self.to_server.write(self._from_client[: len(PREAMBLE)])
            del self._from_client[: len(PREAMBLE)]
            self._greeted = True
        for frame in taken_off(self._from_client) if self._greeted else ():
            if not self._said_before(frame):
                self.to_server.write(bytes(frame))

    def _said_before(self, frame: Frame) -> bool:
        """A delivery that arrives twice is acknowledged twice, which no broker takes: only the last one goes on."""
        if frame.settles is None or (frame.channel, frame.settles) not in self._copies:
            return False
        self._copies[frame.channel, frame.settles] -= 1
        if self._copies[frame.channel, frame.settles]:
            return True
        del self._copies[frame.channel, frame.settles]
        return False

    def reply(self, data: bytes) -> None:
        self._from_server += data
        for frame in taken_off(self._from_server):
            whole = self._assembling.add(frame)
            if isinstance(whole, Content) and whole.delivered:
                self._deliver(whole)
            elif whole is not None:
                self.to_client.write(bytes(whole))

    def _deliver(self, content: Content) -> None:
        delays = self.line.delays(content)
        self.line.counts["delivered"] += 1
        self.line.counts["delivered again"] += len(delays) - 1
        if len(delays) > 1:
            self._copies[content.channel, content.tag] = len(delays)
        for delay in delays:
            if delay:
                asyncio.get_running_loop().call_later(delay, self._arrive, content)
            else:
                self._arrive(content)

    def _arrive(self, content: Content) -> None:
        if not self.to_client.is_closing():
            self.line.counts["overtaken"] += content.tag < self._latest
            self._latest = max(self._latest, content.tag)
            self.to_client.write(bytes(content))


class Line:
    """All connections to one server. `delays` says after how many seconds each copy of a message arrives."""

    def __init__(self, server_port: int, link: type[Link]) -> None:
        self._server_port, self._link = server_port, link
        self._loop = asyncio.new_event_loop()
        self._flowing = {TO_SERVER: asyncio.Event(), TO_CLIENT: asyncio.Event()}
        self._links: set[Link] = set()
        self.delays: Callable[[Content], list[float]] = on_time
        self.cut: Cut | None = None
        self.counts: Counter[str] = Counter()

    @contextmanager
    def open(self, host: str) -> Iterator[int]:
        """Answers the port on which it listens: of one address, since of several each would be given a port of its own."""
        self.release()
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        server = self._run(asyncio.start_server(self._connected, host, 0))
        try:
            (listening,) = server.sockets
            yield listening.getsockname()[1]
        finally:
            server.close()
            self.reset()
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    def _run(self, coroutine: object) -> "asyncio.Server":
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)  # type: ignore[arg-type]

    def hold(self, *ways: str) -> None:
        """From now on nothing arrives, and nobody is told; new connections get no answer either."""
        for way in ways or self._flowing:
            self._loop.call_soon_threadsafe(self._flowing[way].clear)

    def release(self) -> None:
        """What was held arrives."""
        for flowing in self._flowing.values():
            self._loop.call_soon_threadsafe(flowing.set)

    def reset(self) -> None:
        """Ends every connection."""

        def reset_all() -> None:
            for link in list(self._links):
                link.reset()

        self._between_messages(reset_all)

    def begin(self, delays: Callable[[Content], list[float]]) -> None:
        """From now on messages arrive so; what was counted before counts no longer."""

        def afresh() -> None:
            self.delays = delays
            self.counts.clear()

        self._between_messages(afresh)

    def counted(self) -> Counter[str]:
        """All counts of one moment."""
        return self._between_messages(lambda: Counter(self.counts))

    def _between_messages(self, work: Callable[[], T]) -> T:
        async def alone() -> T:
            return work()

        return asyncio.run_coroutine_threadsafe(alone(), self._loop).result(10)

    async def _connected(self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            return to_client.transport.abort()
        link = self._link(self, to_client, to_server)
        self._links.add(link)
        try:
            ways = (
                self._carry(TO_SERVER, from_client, link.request, to_server),
                self._carry(TO_CLIENT, from_server, link.reply, to_client),
            )
            pumps = [asyncio.ensure_future(way) for way in ways]
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            self._links.discard(link)
            to_client.close()
            to_server.close()
        return None

    async def _carry(
        self, way: str, source: asyncio.StreamReader, look: Callable[[bytes], None], target: asyncio.StreamWriter
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(BYTES):
                await self._flowing[way].wait()
                look(data)
                await target.drain()


def on_time(_content: Content) -> list[float]:
    """Once, at once."""
    return [0.0]
