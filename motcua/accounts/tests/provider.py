"""A real OpenID provider that is not ours, in a process of its own, and what a browser does between it and us."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from django.test import Client

CLIENT_ID = "motcua-of-quang-ninh"
LAN = {
    "sub": "0b7a-lan",
    "LoaiTaiKhoan": "1",
    "SoDinhDanh": "022190001234",
    "HoVaTen": "NGUYỄN THỊ LAN",
    "NgayThangNamSinh": "03/05/1990",
    "IAL": 2,
}
BINH = {"sub": "77c1-binh", "LoaiTaiKhoan": "1", "SoDinhDanh": "022085004321", "HoVaTen": "Trần Văn Bình"}
COMPANY = {
    "sub": "77c1-binh",
    "LoaiTaiKhoan": "2",
    "SoDinhDanh": "022085004321",
    "HoVaTen": "Trần Văn Bình",
    "MaSoThue": "5700100256",
    "TenDoanhNghiep": "Công ty TNHH Than Vàng Danh Mẫu",
}
_PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Provider:
    """A running provider."""

    issuer: str

    def knows(self, claims: dict[str, Any]) -> None:
        """Whoever logs in there under this name is this person from now on."""
        about = {name: value for name, value in claims.items() if name != "sub"}
        requests.put(f"{self.issuer}/users/{claims['sub']}", json=about, timeout=10).raise_for_status()

    def agree(self, address: str, sub: str) -> str:
        """What the visitor does at the provider: he says who he is. Answers where he is sent back to."""
        return self._said(address, {"sub": sub})

    def deny(self, address: str) -> str:
        """He changes his mind."""
        return self._said(address, {"action": "deny"})

    def _said(self, address: str, form: dict[str, str]) -> str:
        answer = requests.post(address, data=form, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


@contextmanager
def running(*options: str) -> Iterator[Provider]:
    """Starts the provider; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = [option for claims in (LAN, BINH) for option in ("--user-claims", json.dumps(claims))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            provider = Provider(f"http://127.0.0.1:{port}")
            _await(provider, process)
            yield provider
        finally:
            process.terminate()


def _await(provider: Provider, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=5).raise_for_status()
            return
        except requests.ConnectionError:
            assert process.poll() is None, "the provider has ended"
            assert time.monotonic() < until, "the provider does not answer"
            time.sleep(0.05)


def set_out(browser: Client, wanted: str = "") -> str:
    """The visitor presses the button; answers where he is sent."""
    answer = browser.get("/cong-dan/dang-nhap/di/", {"next": wanted} if wanted else {})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def come_back(browser: Client, address: str) -> Any:
    """His browser follows the provider's answer back into the house."""
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def log_in(browser: Client, provider: Provider, claims: dict[str, Any] | None = None, wanted: str = "") -> Any:
    """The whole way there and back."""
    return come_back(browser, provider.agree(set_out(browser, wanted), str((claims or LAN)["sub"])))
