"""Every vendor keeps the one contract: the same key, a receipt, errors that last and errors that may pass."""

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_string, policy
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pytest_django.fixtures import Settings

from motcua.notices import channels
from motcua.notices.channels import VARIABLES, plugin_of, vendors
from motcua.notices.tests.stories import texts
from motcua.notices.types import BadChannelError, Channel, Message, Plugin, Undelivered, Why
from motcua.notices.vendors.demo import Demo, DemoOptions

MESSAGE = Message(
    key="41.applicant/0.email",
    at=datetime(2026, 3, 2, 9, 0),
    to="an@example.vn",
    subject="Đã tiếp nhận hồ sơ",
    body="Kính gửi Ông/Bà,\nHẹn trả kết quả: 17:00 16/03/2026.",
    short="Da tiep nhan ho so.",
)
NOBODY, NOT_NOW = "nobody", "notnow"
"""The beginnings of an address that the test's own services refuse for good, and for this time."""


@dataclass
class Service:
    """What a service outside was handed, and whether it cuts the line in the middle."""

    handed: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    cuts: bool = False
    port: int = 0


@dataclass
class Case:
    """One vendor, ready to send to `to`."""

    plugin: Plugin
    to: str
    nobody: str
    taken: Callable[[], list[str]]
    not_now: str = ""
    away: Plugin | None = None


@contextmanager
def _served(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.socket.getsockname()[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _mail_server(service: Service) -> socketserver.TCPServer:
    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline().decode():
                word = line.split(":")[0].split(" ")[0].strip().upper()
                if word == "RCPT" and NOBODY in line:
                    answer = "550 no such mailbox"
                elif word == "RCPT" and NOT_NOW in line:
                    answer = "451 try later"
                elif word == "DATA":
                    self.wfile.write(b"354 go on\r\n")
                    letter = ""
                    while (part := self.rfile.readline().decode()) not in {".\r\n", ""}:
                        letter += part
                    service.handed.append(letter)
                    if service.cuts:
                        return
                    answer = "250 taken"
                else:
                    answer = "221 bye" if word == "QUIT" else "250 yes"
                self.wfile.write(f"{answer}\r\n".encode())

    return socketserver.TCPServer(("127.0.0.1", 0), Talk)


def _gateway(service: Service) -> HTTPServer:
    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = 422 if NOBODY in asked["to"] else 429 if NOT_NOW in asked["to"] else 200
            if status == 200 and asked["key"] not in service.keys:
                service.keys.append(asked["key"])
                service.handed.append(asked["text"])
            self.send_response(status)
            self.end_headers()
            if status == 200:
                self.wfile.write(json.dumps({"reference": f"sms-{len(service.keys)}"}).encode())

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    return HTTPServer(("127.0.0.1", 0), Talk)


def _made(monkeypatch: pytest.MonkeyPatch, channel: Channel, address: str) -> Plugin:
    monkeypatch.setenv(VARIABLES[channel], address)
    plugin = plugin_of(channel)
    assert plugin is not None
    return plugin


@pytest.fixture(params=["demo", "smtp", "https"])
def case(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    service = Service()
    with ExitStack() as open_ones:
        if request.param == "demo":
            away = _made(monkeypatch, Channel.EMAIL, "demo:?away=yes")
            yield Case(_made(monkeypatch, Channel.EMAIL, "demo:"), "an@example.vn", "an99@example.vn", texts, away=away)
        elif request.param == "smtp":
            port = open_ones.enter_context(_served(_mail_server(service)))
            rest = "?sender=mot-cua@example.vn&security=none&timeout_seconds=2"
            away = _made(monkeypatch, Channel.EMAIL, f"smtp://127.0.0.1:1{rest}")
            plugin = _made(monkeypatch, Channel.EMAIL, f"smtp://127.0.0.1:{port}{rest}")
            yield Case(
                plugin, "an@example.vn", f"{NOBODY}@example.vn", lambda: service.handed, f"{NOT_NOW}@example.vn", away
            )
        else:
            port = open_ones.enter_context(_served(_gateway(service)))
            away = _made(monkeypatch, Channel.SMS, "http://127.0.0.1:1/send?timeout_seconds=2")
            plugin = _made(monkeypatch, Channel.SMS, f"http://127.0.0.1:{port}/send?timeout_seconds=2")
            yield Case(plugin, "0912345678", NOBODY, lambda: service.handed, NOT_NOW, away)


def test_every_vendor_of_the_house_is_tried_here() -> None:
    assert {one.name for one in vendors()} == {"demo", "smtp", "http", "https"}, "http and https are one vendor"


def test_a_message_is_taken_and_has_a_reference(case: Case) -> None:
    receipt = case.plugin.send(replace(MESSAGE, to=case.to))
    assert receipt
    assert len(case.taken()) == 1


def test_a_key_handed_over_twice_arrives_once_where_the_vendor_says_that_he_knows_keys(case: Case) -> None:
    receipts = [case.plugin.send(replace(MESSAGE, to=case.to)) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert len(case.taken()) == (1 if case.plugin.knows_keys else 2)


def test_what_can_never_arrive_is_permanent_and_names_nobody(case: Case) -> None:
    with pytest.raises(Undelivered) as refused:
        case.plugin.send(replace(MESSAGE, to=case.nobody))
    assert (refused.value.why, refused.value.is_permanent) == (Why.REFUSED, True)
    assert case.nobody not in f"{refused.value} {refused.value.about}"
    assert case.taken() == []


def test_what_may_pass_is_transient(case: Case) -> None:
    if case.not_now:
        with pytest.raises(Undelivered) as later:
            case.plugin.send(replace(MESSAGE, to=case.not_now))
        assert (later.value.why, later.value.is_permanent) == (Why.NOT_NOW, False)
    assert case.away is not None
    with pytest.raises(Undelivered) as away:
        case.away.send(replace(MESSAGE, to=case.to))
    assert (away.value.why, away.value.is_permanent) == (Why.NO_ANSWER, False)
    assert case.taken() == []


def test_a_letter_has_its_words_and_the_same_name_at_every_try(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service()
    with _served(_mail_server(service)) as port:
        plugin = _made(monkeypatch, Channel.EMAIL, f"smtp://127.0.0.1:{port}?sender=mot-cua@example.vn&security=none")
        plugin.send(MESSAGE)
        plugin.send(MESSAGE)
    first, second = (message_from_string(text, policy=policy.default) for text in service.handed)
    assert (first["Subject"], first["To"], first["From"]) == (MESSAGE.subject, MESSAGE.to, "mot-cua@example.vn")
    assert first.get_content().strip().replace("\r", "") == MESSAGE.body
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == "Mon, 02 Mar 2026 09:00:00 +0700"


def test_a_line_that_is_cut_after_the_letter_was_handed_over_leaves_it_unclear(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(cuts=True)
    with _served(_mail_server(service)) as port:
        plugin = _made(monkeypatch, Channel.EMAIL, f"smtp://127.0.0.1:{port}?sender=mot-cua@example.vn&security=none")
        with pytest.raises(Undelivered) as cut:
            plugin.send(MESSAGE)
    assert (cut.value.why, cut.value.is_permanent) == (Why.UNCLEAR, True)


@pytest.mark.parametrize(
    ("channel", "address", "says"),
    [
        (Channel.EMAIL, "carrier-pigeon:", "MOTCUA_EMAIL: carrier-pigeon (demo, smtp)"),
        (Channel.SMS, "smtp://host?sender=a@b", "MOTCUA_SMS: smtp (demo, http, https)"),
        (Channel.EMAIL, "smtp://host", "MOTCUA_EMAIL: sender"),
        (Channel.EMAIL, "smtp://host?sender=a@b&security=hope", "MOTCUA_EMAIL: security"),
        (Channel.EMAIL, "demo:?colour=red", "MOTCUA_EMAIL: colour"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_with_it(
    monkeypatch: pytest.MonkeyPatch, channel: Channel, address: str, says: str
) -> None:
    monkeypatch.setenv(VARIABLES[channel], address)
    with pytest.raises(BadChannelError) as wrong:
        plugin_of(channel)
    assert str(wrong.value).startswith(says)


def test_in_a_demonstration_nobody_is_written_to(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DEMO = True
    monkeypatch.setenv("MOTCUA_SMS", "https://gateway.example/send")
    assert channels.addresses() == dict.fromkeys(Channel, "demo:")
    assert isinstance(plugin_of(Channel.SMS), Demo)


def test_a_vendor_has_one_name() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        channels.register(channels.Vendor("demo", DemoOptions, Demo, frozenset(Channel)))
