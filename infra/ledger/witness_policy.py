"""Which witnesses must have seen a checkpoint before it counts: the quorum of a policy file (C2SP tlog-policy).

log <vkey> [url]
witness <name> <vkey> [url]
group <name> <k|any|all> <member>…
quorum <name|none>
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from infra.ledger.notes import COSIGNATURE, ED25519, NoteVerifier, OpenedNote
from infra.ledger.texts import Malformed, read_decimal

_MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class Log:
    """A log whose signature is accepted."""

    vkey: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness as the policy calls it; the name on its key may be another."""

    name: str
    vkey: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """It has witnessed what at least `threshold` of its members have witnessed."""

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WitnessPolicy:
    """Who may sign, who may witness, and which witnesses are enough. `quorum` is None when none are asked for."""

    logs: tuple[Log, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    quorum: str | None

    def satisfied(self, names: Iterable[str]) -> bool:
        """Whether the cosignatures of the witnesses of these names (the policy's names) are enough."""
        if self.quorum is None:
            return True
        witnessed = {witness.name for witness in self.witnesses} & set(names)
        for group in self.groups:  # a group names only what stands above it
            if sum(member in witnessed for member in group.members) >= group.threshold:
                witnessed.add(group.name)
        return self.quorum in witnessed

    def verifiers(self) -> list[NoteVerifier]:
        """Of every log and every witness."""
        vkeys = [*(log.vkey for log in self.logs), *(witness.vkey for witness in self.witnesses)]
        return [NoteVerifier(vkey) for vkey in vkeys]

    def witnessed(self, note: OpenedNote) -> set[str]:
        """The policy's names of the witnesses whose cosignature holds on the note."""
        vkeys = {verified.vkey for verified in note.verified}
        return {witness.name for witness in self.witnesses if witness.vkey in vkeys}


def parse_policy(text: str | bytes) -> WitnessPolicy:
    """Raises Malformed, naming the line."""
    reading = _Reading()
    lines = _text(text).split("\n")
    if len(lines) > _MOST_LINES:
        raise Malformed(f"a policy of more than {_MOST_LINES} lines")
    for number, line in enumerate(lines, 1):
        words = line.replace("\t", " ").split(" ")
        try:
            reading.read([word for word in words if word])
        except Malformed as error:
            raise Malformed(f"line {number} of the policy: {error}") from None
    return reading.policy()


class _Reading:
    """A policy while its lines are read from the top."""

    def __init__(self) -> None:
        self._logs = list[Log]()
        self._witnesses = list[Witness]()
        self._groups = list[Group]()
        self._names = set[str]()
        self._members = set[str]()
        self._keys = set[tuple[int, str]]()
        self._quorum = list[str]()

    def read(self, words: list[str]) -> None:
        match words:
            case []:
                return
            case [first, *_] if first.startswith("#"):
                return
            case ["log", vkey, *url] if len(url) <= 1:
                self._key(vkey, ED25519)
                self._logs.append(Log(vkey, url[0] if url else None))
            case ["witness", name, vkey, *url] if len(url) <= 1:
                self._key(vkey, COSIGNATURE)
                self._name(name)
                self._witnesses.append(Witness(name, vkey, url[0] if url else None))
            case ["group", name, enough, _, *_]:
                self._groups.append(self._group(name, enough, words[3:]))
            case ["quorum", name] if not self._quorum and (name == "none" or name in self._names):
                self._quorum.append(name)
            case _:
                raise Malformed(" ".join(words)[:80])

    def policy(self) -> WitnessPolicy:
        if not self._quorum:
            raise Malformed("a policy has a line with its quorum")
        quorum = None if self._quorum == ["none"] else self._quorum[0]
        return WitnessPolicy(tuple(self._logs), tuple(self._witnesses), tuple(self._groups), quorum)

    def _key(self, vkey: str, kind: int) -> None:
        if NoteVerifier(vkey).kind != kind:
            raise Malformed("logs sign notes (type 01), witnesses cosign them (type 04)")
        key = vkey.rpartition("+")[2]
        if (kind, key) in self._keys:
            raise Malformed("the same key again")
        self._keys.add((kind, key))

    def _name(self, name: str) -> None:
        if name == "none" or name in self._names:
            raise Malformed(f"the name {name} is taken")
        self._names.add(name)

    def _group(self, name: str, enough: str, members: list[str]) -> Group:
        for member in members:
            if member not in self._names:
                raise Malformed(f"{member} is not named above")
            if member in self._members:
                raise Malformed(f"{member} is in a group already")
            self._members.add(member)
        among: dict[str, Callable[[], int]] = {"any": lambda: 1, "all": lambda: len(members)}
        threshold = among.get(enough, lambda: read_decimal(enough, "how many"))()
        if not 1 <= threshold <= len(members):
            raise Malformed(f"{threshold} of {len(members)} members")
        self._name(name)
        return Group(name, threshold, tuple(members))


def _text(text: str | bytes) -> str:
    """Names are octets whose meaning does not matter, so what is no UTF-8 is carried along."""
    read = text.decode(errors="surrogateescape") if isinstance(text, bytes) else text
    if any((character < " " and character not in "\t\n") or character == "\x7f" for character in read):
        raise Malformed("a policy has no control characters but tabs and line ends")
    return read
