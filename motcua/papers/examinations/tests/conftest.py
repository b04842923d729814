"""A house that believes one issuer, for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import translation

from motcua.papers.signing.tests import world


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A house that believes the issuer of the world, knows its list, and asks nobody."""
    settings.HOME, settings.DEMO = tmp_path, False
    settings.FILES_URL = settings.SCANNER_URL = ""
    root = x509.load_der_x509_certificate(world.issuer().root.certificate)
    (tmp_path / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (tmp_path / "withdrawn.crl").write_bytes(world.issuer().withdrawn_list(at=world.NOW))
    (tmp_path / "signing.yaml").write_text("trust: [root.pem]\nrevocation_lists: [withdrawn.crl]\nask_issuers: false\n")
    with translation.override("en"):
        yield tmp_path
