"""A house that speaks HTTPS by its own authority says how it is trusted; any other has no such page."""

from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.test import Client

from motcua.config.certificates import issued
from motcua.kernel import clock
from motcua.kernel.home import Home
from tests.faces.people import said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("vi", "Đối chiếu trước"), ("en", "First compare")])
def test_the_page_shows_the_fingerprint_and_hands_the_certificate_out(
    settings: Any, tmp_path: Path, language: str, words: str
) -> None:
    one = issued(Home(tmp_path), ["localhost"], at=clock.now())
    settings.OWN_AUTHORITY = str(one.authority)
    browser = Client(headers={"accept-language": language})
    page = browser.get("/tls/")
    assert words in said(page)
    assert one.fingerprint in said(page)
    file = browser.get("/tls/motcua-ca.crt")
    assert file["Content-Type"] == "application/x-x509-ca-cert"
    assert x509.load_pem_x509_certificate(file.content) == x509.load_pem_x509_certificate(one.authority.read_bytes())
    assert b"PRIVATE" not in file.content


def test_a_house_behind_another_certificate_has_no_such_page() -> None:
    for address in ("/tls/", "/tls/motcua-ca.crt"):
        assert Client().get(address).status_code == 404
