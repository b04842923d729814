"""Files with any service that speaks S3. The service's own account comes from the usual variables of its clients."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from motcua.kernel.clock import inward
from motcua.papers.store.stores.port import (
    NotKeptError,
    StoreFullError,
    StoreTroubleError,
    checked,
    is_derived,
)
from motcua.papers.store.types import Kept

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ABSENT = {"404", "NoSuchKey", "NotFound"}
_FULL = {"QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "InsufficientStorage", "507"}
_CONNECT_SECONDS = 5
_READ_SECONDS = 60
_TRIES = 3


class S3Store:
    """The store in one bucket, below a prefix. The bucket must be there, and must not be open to the world."""

    def __init__(self, *, bucket: str, prefix: str = "", endpoint: str = "", region: str = "") -> None:
        self.bucket = bucket
        self.prefix = prefix
        # Only checksums that the service asks for: many that are not Amazon's refuse others.
        config = Config(
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"max_attempts": _TRIES, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        self._client: S3Client = boto3.session.Session().client(
            "s3", endpoint_url=endpoint or None, region_name=region or None, config=config
        )

    def put(self, key: str, source: BinaryIO) -> None:
        """One request: an object appears whole or not at all, and the service answers when it is durable."""
        with _in_our_words(key):
            self._client.put_object(Bucket=self.bucket, Key=self._name(key), Body=source)

    def open(self, key: str, *, start: int = 0, end: int | None = None) -> BinaryIO:
        """The body of the answer, from `start` on."""
        with _in_our_words(key):
            if start == 0 and end is None:
                answer = self._client.get_object(Bucket=self.bucket, Key=self._name(key))
            else:
                span = f"bytes={start}-{'' if end is None else end - 1}"
                answer = self._client.get_object(Bucket=self.bucket, Key=self._name(key), Range=span)
            return cast(BinaryIO, answer["Body"])

    def find(self, key: str) -> Kept | None:
        """What the service says of it."""
        try:
            with _in_our_words(key):
                head = self._client.head_object(Bucket=self.bucket, Key=self._name(key))
        except NotKeptError:
            return None
        return Kept(key, head["ContentLength"], inward(head["LastModified"]))

    def remove(self, key: str) -> None:
        """Removes the object and what was derived from it. Older versions are the bucket's own matter."""
        checked(key)
        names = [key] if is_derived(key) else [kept.key for kept in self._below(key)]
        with _in_our_words(key):
            for name in names:
                self._client.delete_object(Bucket=self.bucket, Key=self._name(name))

    def listing(self) -> Iterator[Kept]:
        """Page by page, in order."""
        yield from self._below("")

    def tidy(self, *, before: datetime) -> int:
        """A request that broke off leaves nothing behind."""
        return 0

    def examine(self) -> None:
        """Whether the bucket answers."""
        with _in_our_words(self.bucket):
            try:
                self._client.head_bucket(Bucket=self.bucket)
            except ClientError as error:
                raise StoreTroubleError(str(error)) from error

    def _below(self, beginning: str) -> Iterator[Kept]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=f"{self.prefix}{beginning}"
        )
        with _in_our_words(beginning):
            for page in pages:
                for found in page.get("Contents", []):
                    key = found["Key"].removeprefix(self.prefix)
                    with contextlib.suppress(ValueError):  # somebody else's object in the same bucket
                        yield Kept(checked(key), found["Size"], inward(found["LastModified"]))

    def _name(self, key: str) -> str:
        return f"{self.prefix}{checked(key)}"


@contextlib.contextmanager
def _in_our_words(key: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in _ABSENT:
            raise NotKeptError(key) from error
        kind = StoreFullError if code in _FULL else StoreTroubleError
        raise kind(str(error)) from error
    except (BotoCoreError, OSError) as error:
        raise StoreTroubleError(str(error)) from error
