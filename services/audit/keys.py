"""The keys of a ledger: its origin, the key that signs its checkpoints, and the key with which the site witnesses others'.

They lie beside the log (`log/`) in the ledger's folder, made at the first start. The log is worth what its key is: the
files are for their owner alone, and a key that is lost is never replaced in silence.
"""

import fcntl
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra.kernel.access.site import SiteProblem
from infra.kernel.base.whole_file import SECRET, write_whole
from infra.ledger.directory import KEY as PUBLIC
from infra.ledger.directory import LedgerDirectory
from infra.ledger.notes import (
    CosignatureSigner,
    NoteSigner,
    NoteVerifier,
    new_cosigning_key,
    new_signing_key,
    read_private,
    read_private_cosigner,
)
from infra.ledger.texts import Malformed

# Origins are one line of a checkpoint and the name of a key; with a scheme they would not be what other logs use.
_NAME = re.compile(r"(?!.*://)[^\s+/\x00-\x1f\x7f](?:[^\s+\x00-\x1f\x7f]*[^\s+/\x00-\x1f\x7f])?")
LOG, ORIGIN, KEY, WITNESS_KEY = "log", "origin", "ledger-key", "witness-key"


@dataclass(frozen=True)
class Keys:
    """What the site signs with."""

    origin: str
    signer: NoteSigner
    cosigner: CosignatureSigner

    @property
    def verifier(self) -> NoteVerifier:
        return NoteVerifier(self.signer.vkey)


def begin(folder: Path, origin: str | None, is_new: bool, say: Callable[[str], None]) -> None:
    """Makes what a new ledger needs; of one that is there nothing is changed. One at a time. Raises SiteProblem."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".beginning").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _begin(folder, origin, is_new, say)


def _begin(folder: Path, origin: str | None, is_new: bool, say: Callable[[str], None]) -> None:
    if not (folder / KEY).exists():
        if not is_new:
            raise SiteProblem(f"{folder / KEY} is missing although the ledger has entries: bring it back from a backup")
        if origin and not _NAME.fullmatch(origin):
            raise SiteProblem(
                f"LEDGER_ORIGIN is {origin!r}: it is to be the ledger's address without https:// and without a / at the end, "
                "without spaces and +, such as zhengxie.example.cn/v1/ledger; it can never be changed"
            )
        write_whole(folder / ORIGIN, f"{origin or f'shangliang.local/{secrets.token_hex(4)}'}\n", SECRET)
        write_whole(folder / KEY, f"{new_signing_key(_origin_in(folder))}\n", SECRET)
        say(f"账本公钥 ledger key {read_keys_but_witness(folder).vkey}")
    if not (folder / WITNESS_KEY).exists():
        write_whole(folder / WITNESS_KEY, f"{new_cosigning_key(f'{_origin_in(folder)}/witness')}\n", SECRET)
    if origin and origin != _origin_in(folder):
        raise SiteProblem(f"LEDGER_ORIGIN is {origin}, but the ledger in {folder} is {_origin_in(folder)}: set it back")
    LedgerDirectory(folder / LOG).write(PUBLIC, f"{read_keys(folder).signer.vkey}\n".encode())


def read_keys(folder: Path) -> Keys:
    """Raises SiteProblem."""
    try:
        cosigner = read_private_cosigner((folder / WITNESS_KEY).read_text())
    except (OSError, Malformed, ValueError) as error:
        raise _unreadable(folder / WITNESS_KEY, error) from error
    return Keys(_origin_in(folder), read_keys_but_witness(folder), cosigner)


def read_keys_but_witness(folder: Path) -> NoteSigner:
    try:
        signer = read_private((folder / KEY).read_text())
    except (OSError, Malformed, ValueError) as error:
        raise _unreadable(folder / KEY, error) from error
    if signer.name != _origin_in(folder):
        raise SiteProblem(f"{folder / KEY} is the key of {signer.name}, not of {_origin_in(folder)}")
    return signer


def _origin_in(folder: Path) -> str:
    try:
        return (folder / ORIGIN).read_text().strip()
    except OSError as error:
        raise _unreadable(folder / ORIGIN, error) from error


def _unreadable(file: Path, error: Exception) -> SiteProblem:
    return SiteProblem(f"{file} cannot be read ({error}): bring it back from a backup")
