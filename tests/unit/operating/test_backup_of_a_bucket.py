"""Files of records in a bucket (moto stands in for its server): taken into a backup, and brought back to another bucket."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.kernel.storage.file_stores import FileStore, FolderStore, store_at
from infra.kernel.storage.files import OpenFile, SiteFiles
from operations.backup.files import copy_files, put_files_back
from operations.backup.format import BackupRefused

TASK = "task-01938f3e-0000-7000-8000-000000000005"
SUBMISSION = "submission-01938f3e-0000-7000-8000-000000000006"
KEY, PDF = b"k" * 32, "application/pdf"
MANY = 1_100
"""More than a bucket lists at once."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileStore]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        for name in ("county", "new-county"):
            boto3.client("s3").create_bucket(Bucket=name)
        yield store_at("s3://county/shangliang")


def filled(store: FileStore) -> tuple[str, str]:
    """(a reply's file, a resident's photo); an upload that nothing names lies beside them."""
    files = SiteFiles(store)
    reply, photo, _unnamed = (files.add(PDF, content) for content in (b"reply", b"photo", b"never named"))
    files.keep(TASK, reply, None)
    files.keep(SUBMISSION, photo, ("gao", KEY))
    return reply, photo


@pytest.mark.parametrize("to", ["s3://new-county/other-prefix", "folder"])
def test_what_is_restored_opens_as_before_wherever_it_is_put(bucket: FileStore, to: str, tmp_path: Path) -> None:
    reply, photo = filled(bucket)
    taken = copy_files(bucket, tmp_path / "backup")
    assert set(taken) == {f"files/kept/{TASK}/{reply}", f"files/kept/{SUBMISSION}/{photo}"}
    assert all(b"photo" not in path.read_bytes() for path in (tmp_path / "backup").rglob(photo))
    new = FolderStore(tmp_path / "new") if to == "folder" else store_at(to)
    put_files_back(tmp_path / "backup", new, taken)
    assert SiteFiles(new).kept(TASK, reply, None) == OpenFile(PDF, b"reply")
    assert SiteFiles(new).kept(SUBMISSION, photo, None) is None
    assert [one.name for one in new.names("new/")] == []
    assert sorted(one.name for one in new.names("kept/")) == sorted(one.name for one in bucket.names("kept/"))


def test_every_page_of_a_bucket_is_taken(bucket: FileStore, tmp_path: Path) -> None:
    for number in range(MANY):
        bucket.put(f"kept/{TASK}/{number:064x}", b"{}\n")
    assert len(copy_files(bucket, tmp_path / "backup")) == MANY


def test_a_bucket_that_does_not_answer_refuses_the_backup_and_the_restore(bucket: FileStore, tmp_path: Path) -> None:
    reply, _photo = filled(bucket)
    taken = copy_files(bucket, tmp_path / "backup")
    gone = store_at("s3://there-is-none")
    with pytest.raises(BackupRefused, match="FILES_URL"):
        copy_files(gone, tmp_path / "again")
    with pytest.raises(BackupRefused, match=reply):
        put_files_back(tmp_path / "backup", gone, {name: sha for name, sha in taken.items() if reply in name})
