"""One promise of every store of files: a folder, memory, a bucket (moto stands in for the bucket's server)."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.kernel.base.problems import Unavailable
from infra.kernel.storage.bucket import BucketStore
from infra.kernel.storage.file_stores import FilesInMemory, FileStore, FolderStore, store_at
from infra.kernel.storage.files import NEW, OpenFile, SiteFiles

STREAM, PDF = "task-humps", "application/pdf"


@pytest.fixture(params=["folder", "memory", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileStore]:
    if request.param == "folder":
        yield store_at(str(tmp_path / "files"))
    elif request.param == "memory":
        yield FilesInMemory()
    else:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "made-up")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with mock_aws():
            boto3.client("s3").create_bucket(Bucket="county")
            yield store_at("s3://county/shangliang")


def test_what_was_put_is_got_until_it_is_removed(store: FileStore) -> None:
    assert store.get("kept/a/b") is None
    assert store.beginning("kept/a/b", 2) is None
    store.put("kept/a/b", b"once")
    store.put("kept/a/b", b"twice")
    store.put("new/c", b"other")
    assert (store.get("kept/a/b"), store.beginning("kept/a/b", 2)) == (b"twice", b"tw")
    assert [one.name for one in store.names("kept/")] == ["kept/a/b"]
    store.remove("kept/a/b")
    store.remove("kept/a/b")
    assert [one.name for one in store.names("")] == ["new/c"]


def test_a_new_file_is_there_for_a_day_and_one_that_is_named_for_good(store: FileStore) -> None:
    files = SiteFiles(store)
    digest = files.add(PDF, b"reply")
    files.keep(STREAM, digest, None)
    (since,) = [one.since for one in store.names(NEW)]
    assert files.remove_unnamed(now=since + 24 * 3600) == 0
    assert files.type_of_new(digest) == PDF
    assert files.remove_unnamed(now=since + 24 * 3600 + 1) == 1
    assert files.type_of_new(digest) is None
    assert files.kept(STREAM, digest, None) == OpenFile(PDF, b"reply")


def test_a_persons_file_opens_with_its_own_key_alone(store: FileStore) -> None:
    files = SiteFiles(store)
    digest = files.add(PDF, b"mine")
    files.keep(STREAM, digest, ("gao", b"k" * 32))
    head = files.head_of_kept(STREAM, digest)
    assert head is not None
    assert head.key_id == "gao"
    assert files.kept(STREAM, digest, b"k" * 32) is None
    assert all(b"mine" not in (store.get(one.name) or b"") for one in store.names(""))


def test_a_bucket_that_does_not_answer_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        files = SiteFiles(BucketStore("there-is-none", ""))
        with pytest.raises(Unavailable):
            files.add(PDF, b"reply")
        with pytest.raises(Unavailable):
            files.type_of_new("0" * 64)


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    with pytest.raises(Unavailable):
        SiteFiles(FolderStore(tmp_path / "files")).add(PDF, b"reply")
