"""AMQP 0-9-1 as far as a message on its way must be recognised: frames, and which of them make one message."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

PREAMBLE = b"AMQP\x00\x00\x09\x01"
METHOD, HEADER = 1, 2
DELIVER, RETURNED, GOT = (60, 60), (60, 50), (60, 71)
SETTLED = {(60, 80), (60, 90), (60, 120)}  # ack, reject, nack
END = b"\xce"


@dataclass(frozen=True)
class Frame:
    """One frame: its kind, its channel, what is in it."""

    kind: int
    channel: int
    payload: bytes

    @property
    def method(self) -> tuple[int, int] | None:
        return struct.unpack_from(">HH", self.payload) if self.kind == METHOD else None

    @property
    def settles(self) -> int | None:
        """The delivery that a consumer's word is about."""
        return struct.unpack_from(">Q", self.payload, 4)[0] if self.method in SETTLED else None

    def __bytes__(self) -> bytes:
        return struct.pack(">BHI", self.kind, self.channel, len(self.payload)) + self.payload + END


@dataclass
class Content:
    """A message to a client: the method that brings it, its header, its body."""

    frames: list[Frame] = field(default_factory=list)

    @property
    def channel(self) -> int:
        return self.frames[0].channel

    @property
    def complete(self) -> bool:
        if len(self.frames) == 1:
            return False
        said: int = struct.unpack_from(">Q", self.frames[1].payload, 4)[0]
        return sum(len(frame.payload) for frame in self.frames[2:]) >= said

    @property
    def delivered(self) -> bool:
        return self.frames[0].method == DELIVER

    @property
    def tag(self) -> int:
        tag: int = struct.unpack_from(">Q", self.frames[0].payload, self._after_consumer)[0]
        return tag

    @property
    def exchange(self) -> str:
        """Where it was published: `topics.events` for news, `nameko-rpc` for requests and replies."""
        start = self._after_consumer + 8 + 1
        text = self.frames[0].payload[start:]
        return text[1 : 1 + text[0]].decode()

    @property
    def _after_consumer(self) -> int:
        return 4 + 1 + self.frames[0].payload[4]

    def __bytes__(self) -> bytes:
        return b"".join(map(bytes, self.frames))


def taken_off(buffer: bytearray) -> Iterator[Frame]:
    """The whole frames at the beginning of what was received; they are taken off it."""
    while len(buffer) >= 8:
        kind, channel, size = struct.unpack_from(">BHI", buffer)
        if len(buffer) < 8 + size:
            return
        yield Frame(kind, channel, bytes(buffer[7 : 7 + size]))
        del buffer[: 8 + size]


class Assembling:
    """Puts frames from a broker together: single ones, and whole messages."""

    def __init__(self) -> None:
        self._begun: dict[int, Content] = {}

    def add(self, frame: Frame) -> Frame | Content | None:
        """What is complete with this frame."""
        if frame.method in (DELIVER, RETURNED, GOT):
            self._begun[frame.channel] = Content([frame])
            return None
        content = self._begun.get(frame.channel)
        if content is None or frame.kind == METHOD:
            return frame
        content.frames.append(frame)
        return self._begun.pop(frame.channel) if content.complete else None
