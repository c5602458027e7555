"""Tells whether this site can be written: by trying, since nothing else proves it; a sentence says why when it cannot."""

import errno
import os
import sqlite3
from pathlib import Path
from tempfile import TemporaryFile

# More than one command needs: what is left in a journal would take a single page still.
PROOF = bytes(256 * 1024)
FULL, READ_ONLY = (errno.ENOSPC, errno.EDQUOT), (errno.EROFS, errno.EACCES, errno.EPERM)
SAID_FULL, SAID_READ_ONLY = ("full", "disk I/O error"), ("readonly", "unable to open database file")


def trouble_of(folder: Path) -> str | None:
    """What is wrong with writing there and what to do; None when what was written was kept by the disk."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(PROOF)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return said(error, folder) or f"{folder}: {error.strerror}"
    return None


def said(error: BaseException, folder: Path) -> str | None:
    """The sentence for an error that means that nothing can be written; None for any other."""
    code, text = getattr(error, "errno", None), str(error) if isinstance(error, sqlite3.OperationalError) else ""
    if code in FULL or any(word in text for word in SAID_FULL):
        return f"磁盘已满 the disk under {folder} is full: make room, everything goes on by itself; the data are as they were"
    if code in READ_ONLY or any(word in text for word in SAID_READ_ONLY):
        return (
            f"不能写入 {folder} cannot be written: mount it for writing, and let it belong to whoever runs this "
            "(the data are as they were; no restore is needed)"
        )
    return None
