"""Files that records name, in a backup: copied after the databases were seen, so that nothing they name is missing.

They are there as the store has them, a person's under that person's key. Uploads that no record names are left out.
"""

import re
from pathlib import Path

from infra.kernel.storage.file_stores import FileStore
from infra.kernel.storage.files import KEPT
from operations.backup.format import FILES, BackupRefused, CountedFile

NAME = re.compile(KEPT + "[a-z_-]+-[0-9a-f-]{36}/[0-9a-f]{64}")


def copy_files(store: FileStore, folder: Path) -> dict[str, str]:
    """Answers the SHA-256 of each file by its path in the backup. Raises BackupRefused when the store does not answer."""
    copied: dict[str, str] = {}
    try:
        for name, _since in store.names(KEPT):
            content = store.get(name) if NAME.fullmatch(name) else None
            if content is not None:
                written = CountedFile(folder / FILES / name)
                written.write(content)
                copied[f"{FILES}/{name}"] = written.close()
    except OSError as error:
        raise BackupRefused(f"the store of files does not answer: {error}; look at FILES_URL") from error
    return copied


def put_files_back(backup: Path, store: FileStore, files: dict[str, str]) -> None:
    """Raises BackupRefused for what is no file of a record."""
    for path in files:
        top, _, name = path.partition("/")
        if top == FILES:
            if not NAME.fullmatch(name):
                raise BackupRefused(f"{path!a} is no file of a record: take another backup")
            try:
                store.put(name, (backup / path).read_bytes())
            except OSError as error:
                raise BackupRefused(f"the store of files does not take {name}: {error}; look at FILES_URL") from error
