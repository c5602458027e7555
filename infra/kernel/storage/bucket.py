"""Files in a bucket of an S3-compatible store. Address and credentials are boto3's own: AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID …"""

from collections.abc import Iterator

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.kernel.storage.file_stores import StoredName

GONE = ("NoSuchKey", "404")
FAILURES = (BotoCoreError, ClientError)
SECONDS = 10


class BucketStore:
    """Below `prefix`, which is empty or ends with `/`."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket, self.prefix = bucket, prefix
        config = Config(connect_timeout=SECONDS, read_timeout=SECONDS, retries={"max_attempts": 2})
        self._client = boto3.client("s3", config=config)

    def put(self, name: str, content: bytes) -> None:
        try:
            self._client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=content)
        except FAILURES as failure:
            raise OSError(str(failure)) from failure

    def get(self, name: str) -> bytes | None:
        return self._got(name, "bytes=0-")

    def beginning(self, name: str, length: int) -> bytes | None:
        return self._got(name, f"bytes=0-{length - 1}")

    def _got(self, name: str, stretch: str) -> bytes | None:
        try:
            found = self._client.get_object(Bucket=self.bucket, Key=self.prefix + name, Range=stretch)
            return found["Body"].read()
        except ClientError as failure:
            if failure.response["Error"]["Code"] in GONE:
                return None
            raise OSError(str(failure)) from failure
        except BotoCoreError as failure:
            raise OSError(str(failure)) from failure

    def names(self, below: str) -> Iterator[StoredName]:
        try:
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix + below):
                for one in page.get("Contents", []):
                    yield StoredName(one["Key"].removeprefix(self.prefix), one["LastModified"].timestamp())
        except FAILURES as failure:
            raise OSError(str(failure)) from failure

    def remove(self, name: str) -> None:
        try:
            self._client.delete_object(Bucket=self.bucket, Key=self.prefix + name)
        except FAILURES as failure:
            raise OSError(str(failure)) from failure
