"""A house with a store of its own for each test."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.utils import translation
from moto.server import ThreadedMotoServer

from motcua.papers.store import workbench
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.workshop.__main__ import answered


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Path:
    """The home of the house, empty; files lie on its disk, and no scanner is asked."""
    settings.HOME = tmp_path / "home"
    settings.FILES_URL = settings.SCANNER_URL = ""
    return tmp_path / "home"


@pytest.fixture
def disk(house: Path) -> DiskStore:
    """The store of that house."""
    return DiskStore(house / "files")


@pytest.fixture
def workshop_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workshop works in this process: quicker, and without its walls. Traps are for the real one."""

    def done(job: Mapping[str, Any]) -> dict[str, Any]:
        return workbench.told(json.loads(json.dumps(answered(json.loads(json.dumps(job, default=str))))))

    monkeypatch.setattr(workbench, "done", done)


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """A service that speaks S3, in a thread, with a bucket in which others have files too."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "nguoi-dung",
            "AWS_SECRET_ACCESS_KEY": "bi-mat",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            patch.setenv(name, value)
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        client = boto3.client("s3", endpoint_url=address)
        client.create_bucket(Bucket="motcua")
        client.put_object(Bucket="motcua", Key="giay-to/cua-ai-khac.txt", Body=b"not ours")
        client.put_object(Bucket="motcua", Key="khac/" + "a" * 64, Body=b"not ours")
        yield address
        server.stop()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared in English."""
    with translation.override("en"):
        yield
