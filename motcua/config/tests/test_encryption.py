"""What logs somebody in travels encrypted unless the house decided otherwise; only its own proxies are believed."""

import json
import os
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from motcua.config import doctor
from motcua.config.proxies import BelievedProxies
from motcua.kernel import clock

_ASK = """
import json, django
django.setup()
from django.conf import settings
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
print(json.dumps([getattr(settings, name) for name in names]))
"""


@pytest.mark.parametrize(
    ("mode", "plain", "own", "settings"),
    [
        ("production", "", "", [True, True, True, 31_536_000]),
        ("production", "yes", "", [False, False, False, 0]),
        ("production", "", "authority.crt", [True, True, True, 0]),
        ("production", "yes", "authority.crt", [True, True, True, 0]),
        ("demo", "", "", [False, False, False, 0]),
    ],
)
def test_in_production_cookies_travel_encrypted_only(
    tmp_path: Path, mode: str, plain: str, own: str, settings: list[Any]
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    given = {"MOTCUA_MODE": mode, "MOTCUA_HOME": str(tmp_path), "MOTCUA_PLAIN_HTTP": plain, "MOTCUA_OWN_AUTHORITY": own}
    asked = subprocess.run([sys.executable, "-c", _ASK], env=kept | given, capture_output=True, text=True, check=True)
    assert json.loads(asked.stdout) == settings


class TestProxies:
    @pytest.fixture(autouse=True)
    def two_proxies(self, settings: Any) -> None:
        settings.PROXIES = (ip_network("127.0.0.0/8"), ip_network("10.0.0.5"))

    def heard(self, **headers: Any) -> tuple[str, bool]:
        """Who asks, and whether encrypted, as the house understands it."""
        understood: list[tuple[str, bool]] = []

        def answer(request: HttpRequest) -> HttpResponse:
            understood.append((request.META["REMOTE_ADDR"], request.is_secure()))
            return HttpResponse()

        BelievedProxies(answer)(RequestFactory().get("/", **headers))
        return understood[0]

    def test_the_proxys_word_is_taken(self) -> None:
        said = {"HTTP_X_FORWARDED_FOR": "203.0.113.7", "HTTP_X_FORWARDED_PROTO": "https"}
        assert self.heard(REMOTE_ADDR="127.0.0.1", **said) == ("203.0.113.7", True)
        assert self.heard(REMOTE_ADDR="10.0.0.5", **said) == ("203.0.113.7", True)

    def test_nobody_else_is_believed(self) -> None:
        said = {"HTTP_X_FORWARDED_FOR": "203.0.113.7", "HTTP_X_FORWARDED_PROTO": "https"}
        assert self.heard(REMOTE_ADDR="198.51.100.9", **said) == ("198.51.100.9", False)

    @pytest.mark.parametrize(
        ("forwarded", "asker"),
        [
            ("", "127.0.0.1"),
            ("192.0.2.1, 203.0.113.7", "203.0.113.7"),
            ("192.0.2.1, 203.0.113.7, 10.0.0.5", "203.0.113.7"),
            ("192.0.2.1, unknown", "127.0.0.1"),
            ("2001:db8::7", "2001:db8::7"),
        ],
    )
    def test_what_the_asker_has_written_himself_is_not_believed(self, forwarded: str, asker: str) -> None:
        assert self.heard(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)[0] == asker

    @pytest.mark.parametrize("scheme", ["gopher", "", "https, http"])
    def test_a_scheme_that_is_none_changes_nothing(self, scheme: str) -> None:
        assert not self.heard(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_PROTO=scheme)[1]


@pytest.mark.django_db
def test_the_doctor_reminds_of_what_was_chosen(settings: Any) -> None:
    settings.ENVIRONMENT = SimpleNamespace(mode="production", plain_http=True)
    assert "encryption" in [complaint.about for complaint in doctor.examine(at=clock.now()) if complaint.is_chosen]
    settings.ENVIRONMENT = SimpleNamespace(mode="production", plain_http=False)
    assert "encryption" not in [complaint.about for complaint in doctor.examine(at=clock.now())]
