"""Pictures of the main pages, so that whoever changes one can look at all. `make screens`.

A demonstration is started in a home of its own, or the running one at `--at` is used. A few things happen in it as
people do them: papers are scanned with a camera that always sees the same sheet, a result is drafted. Then every page
of the table below is opened by somebody who may see it, on an office's screen and on a phone, and written to
docs/screens/ with an index. A page that is not there (a demonstration has nothing to destroy) is named at the end.
"""

import html
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
COLOURS = 128
"""A picture of a page is mostly flat; with so many colours it is a third as large."""
TALLEST = 3_000
PIN = "123456"
MARITAL_STATUS, RENEWED, FORMER = "1.004873", "renewed", "former_certificate"
NOBODY = ""
_DOSSIER, _RESULT = r"/office/dossiers/\d+/$", r"/office/registers/results/\w+/$"
_SEEN = (1654, 2338)
"""What the camera sees: a sheet, in even numbers, as a film wants them."""
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_PATIENCE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Shot:
    """One page of the table: who opens it and where. From there a link for each pattern of `follow` is gone along, and
    `act` does what people do before the picture is taken. `keeps`: the last number of the address has that name from
    then on, and later addresses may have it in braces.
    """

    name: str
    role: str
    address: str
    follow: tuple[str, ...] = ()
    act: Callable[[Page], None] | None = None
    keeps: str = ""


def _applicant(page: Page) -> None:
    """Whose paper the camera sees: he asks for a new one, and brings it."""
    page.fill("[name=applicant-name]", "Nguyễn Văn Thắng")
    page.fill("[name=applicant-number]", "022085001234")
    page.check(f"[name=case][value={RENEWED}]")


def _typed_in(page: Page) -> None:
    _applicant(page)
    page.click("[name=refresh]")
    page.wait_for_load_state()
    for box in page.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()


def _received(page: Page) -> None:
    _typed_in(page)
    page.click("[name=receive]")
    page.wait_for_url("**/received/*/")


def _camera(page: Page) -> None:
    page.click("[data-camera-open]")
    expect(page.locator("video")).to_have_js_property("videoWidth", _SEEN[0])
    page.click("[data-camera-take]")
    page.click("[data-camera-take]")


def _taken_in(page: Page) -> None:
    _camera(page)
    page.click("[data-camera-close]")
    page.locator("form[data-upload] button:not([type=button])").click()
    page.locator("a[href*='/papers/1/']").wait_for(timeout=_PATIENCE_SECONDS * 1_000)
    if page.locator("[name=read]").count():
        page.click("[name=read]")
        page.locator("a[href*='/papers/1/']").wait_for(timeout=_PATIENCE_SECONDS * 1_000)


def _saved(page: Page) -> None:
    page.select_option("[name=component]", FORMER)
    page.fill("[name=valid_to]", "")
    page.locator("main form button").last.click()
    page.wait_for_url("**/office/dossiers/**")


def _looked_up(page: Page) -> None:
    _applicant(page)
    page.click("[name=known]")
    page.wait_for_load_state()


def _signed(page: Page) -> None:
    page.fill("[name=pin]", PIN)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def _opened(page: Page) -> None:
    page.locator("details.mc-more").first.evaluate("one => one.open = true")
    page.wait_for_load_state("networkidle")


TABLE = (
    Shot("public-home", NOBODY, "/"),
    Shot("public-procedure", NOBODY, f"/procedures/{MARITAL_STATUS}/"),
    Shot("public-track", NOBODY, "/track/"),
    Shot("file-online", NOBODY, f"/nop/{MARITAL_STATUS}/"),
    Shot("public-verify-by-file", NOBODY, "/kiem-tra/"),
    Shot("log-in", NOBODY, "/login/"),
    Shot("demo-log-ins", NOBODY, "/demo/"),
    Shot("desk-home", Role.RECEPTIONIST, "/desk/"),
    Shot("desk-sheet", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_typed_in),
    Shot("desk-received", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_received, keeps="dossier"),
    Shot("desk-register", Role.RECEPTIONIST, "/desk/register/"),
    Shot("cash-desk", Role.RECEPTIONIST, "/desk/cash/"),
    Shot("hand-over", Role.RECEPTIONIST, "/desk/hand-over/"),
    Shot("hand-over-one", Role.RECEPTIONIST, "/desk/hand-over/", follow=(r"/desk/hand-over/\d+/",)),
    Shot("paper-lists", Role.RECEPTIONIST, "/office/paper-lists/"),
    Shot("shipments", Role.RECEPTIONIST, "/desk/shipments/"),
    Shot("certification-desk", Role.RECEPTIONIST, "/desk/certification/"),
    Shot("pay", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/pay/",)),
    Shot("payment", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/payments/\d+/",)),
    Shot("refund", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/payments/\d+/", r"/refund/$")),
    Shot("close-the-day", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/days/\d+/",)),
    Shot("money-of-the-days", Role.SUPERVISOR, "/desk/cash/days/"),
    Shot("receipt-books", Role.SUPERVISOR, "/desk/cash/books/"),
    Shot("scan-empty", Role.RECEPTIONIST, "/desk/scan/{dossier}/"),
    Shot("scan-camera", Role.RECEPTIONIST, "/desk/scan/{dossier}/", act=_camera),
    Shot("scan-pages", Role.RECEPTIONIST, "/desk/scan/{dossier}/", act=_taken_in),
    Shot("scan-describe-and-save", Role.RECEPTIONIST, "/desk/scan/{dossier}/papers/1/"),
    Shot("dossier-with-papers", Role.RECEPTIONIST, "/desk/scan/{dossier}/papers/1/", act=_saved),
    Shot("describe", Role.RECEPTIONIST, "/office/dossiers/{dossier}/", follow=(r"/desk/papers/",)),
    Shot("paper-from-national-store", Role.RECEPTIONIST, "/office/dossiers/{dossier}/files/from-store/"),
    Shot("papers-add", Role.RECEPTIONIST, "/office/dossiers/{dossier}/files/"),
    Shot("sign-what-i-made", Role.RECEPTIONIST, "/office/dossiers/{dossier}/sign/"),
    Shot("known-papers", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_looked_up),
    Shot("inbox", Role.OFFICER, "/office/"),
    Shot("dossiers", Role.OFFICER, "/office/dossiers/"),
    Shot("dossier", Role.OFFICER, "/office/", follow=(_DOSSIER,)),
    Shot("act", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/items/\d+/")),
    Shot("search", Role.OFFICER, "/office/search/?q=nguyen van"),
    Shot("to-sign", Role.LEADER, "/office/to-sign/"),
    Shot("to-sign-looked-at", Role.LEADER, "/office/to-sign/", act=_opened),
    Shot("dossier-with-draft", Role.LEADER, "/office/to-sign/", follow=(_DOSSIER,), keeps="drafted"),
    Shot("result-draft", Role.LEADER, "/office/dossiers/{drafted}/result/draft/"),
    Shot("result-sign", Role.LEADER, "/office/dossiers/{drafted}/", follow=(r"/approve/",)),
    Shot("bulk-signed", Role.LEADER, "/office/to-sign/", act=_signed),
    Shot("to-seal", Role.CLERK, "/office/to-seal/"),
    Shot("bulk-sealed", Role.CLERK, "/office/to-seal/", act=_signed),
    Shot("registers", Role.CLERK, "/office/registers/"),
    Shot("register-printed", Role.CLERK, "/office/registers/", follow=(r"/registers/print/",)),
    Shot("result", Role.CLERK, "/office/registers/", follow=(_RESULT,)),
    Shot("result-revoke", Role.CLERK, "/office/registers/", follow=(_RESULT, r"/revoke/$")),
    Shot("result-replace", Role.CLERK, "/office/registers/", follow=(_RESULT, r"/replace/$")),
    Shot("public-verify-by-code", Role.CLERK, "/office/registers/", follow=(_RESULT, r"/kiem-tra/.")),
    Shot("archive", Role.CLERK, "/control/archive/"),
    Shot("archive-year", Role.CLERK, "/control/archive/", follow=(r"/control/archive/\d+/\d+/",)),
    Shot("destruction", Role.CLERK, "/control/archive/", follow=(r"/control/destructions/\d+/$",)),
    Shot("control-period", Role.SUPERVISOR, "/control/period/"),
    Shot("control-behind", Role.SUPERVISOR, "/control/period/", follow=(r"/control/period/[a-z]",)),
    Shot("control-closings", Role.SYSTEM_ADMINISTRATOR, "/control/closings/"),
    Shot("control-posts", Role.SYSTEM_ADMINISTRATOR, "/control/posts/"),
    Shot("control-codes", Role.SYSTEM_ADMINISTRATOR, "/control/codes/"),
    Shot("letters", Role.SYSTEM_ADMINISTRATOR, "/control/letters/"),
    Shot("letter", Role.SYSTEM_ADMINISTRATOR, "/control/letters/", follow=(r"/control/letters/\w+/\d+/$",)),
    Shot("account", Role.OFFICER, "/account/"),
)


class NotThereError(Exception):
    """A page of the table cannot be reached; the message says why."""


class Round:
    """One round through the table, in one window."""

    def __init__(self, page: Page, home: str) -> None:
        self._page, self._home = page, home
        self._role: str | None = None
        self._known: dict[str, str] = {}

    def shot(self, shot: Shot) -> None:
        """Opens one page and takes its picture in every size. Raises NotThereError."""
        self._become(shot.role)
        self._page.set_viewport_size(_size("desktop"))
        try:
            self._go(shot.address.format(**self._known))
        except KeyError as missing:
            raise NotThereError(f"nothing is known as {missing}") from missing
        for pattern in shot.follow:
            self._go(self._link(pattern))
        try:
            if shot.act is not None:
                shot.act(self._page)
        except PlaywrightError as error:
            raise NotThereError(str(error).partition("\n")[0]) from error
        if shot.keeps:
            self._known[shot.keeps] = re.findall(r"\d+", self._page.url)[-1]
        for name in SIZES:
            self._page.set_viewport_size(_size(name))
            _written(self._page, FOLDER / f"{shot.name}-{name}.png")

    def _become(self, role: str) -> None:
        """Logs in by the links of the demonstration, which stand in the order of the roles."""
        if role == self._role:
            return
        self._page.context.clear_cookies()
        if role:
            self._go("/demo/")
            self._page.locator("main form").first.locator("button").nth(list(Role).index(Role(role))).click()
            self._page.wait_for_load_state()
        self._role = role

    def _go(self, address: str) -> None:
        answer = self._page.goto(address if "://" in address else self._home + address)
        if answer is not None and answer.status >= 400:
            raise NotThereError(f"{address} answers {answer.status}")

    def _link(self, pattern: str) -> str:
        """Where the first link of the page leads that fits."""
        addresses = self._page.locator("main a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        found = next((one for one in addresses if re.search(pattern, one)), None)
        if found is None:
            raise NotThereError(f"no link like {pattern} on {self._page.url}")
        return str(found)


def _size(name: str) -> ViewportSize:
    width, height = SIZES[name]
    return {"width": width, "height": height}


def _written(page: Page, path: Path) -> None:
    """The whole page, as small as it can be kept and still be read."""
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(one => { one.loading = 'eager'; })")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    with Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled"))) as seen:
        cut = seen.convert("RGB").crop((0, 0, seen.width, min(seen.height, TALLEST)))
    cut.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def index() -> str:
    """A page with every picture there is, in the order of the table."""
    rows = []
    for shot in TABLE:
        pictures = [
            (size, f"{shot.name}-{size}.png") for size in SIZES if (FOLDER / f"{shot.name}-{size}.png").exists()
        ]
        shown = "".join(
            f'<a href="{file}"><img src="{file}" alt="{shot.name}, {size}" loading="lazy" height="420"></a>'
            for size, file in pictures
        )
        if shown:
            rows.append(f"<section><h2>{html.escape(shot.name)}</h2><p>{shot.role or 'anybody'}</p>{shown}</section>")
    style = "body{font:16px/1.5 sans-serif;margin:2rem}img{border:1px solid #999;margin-right:1rem;vertical-align:top}"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Motcua: screens</title><style>{style}</style>'
        f"<h1>Motcua: screens</h1>{''.join(rows)}</html>"
    )


@contextmanager
def _demonstration(dossiers: int) -> Iterator[str]:
    """A demonstration of its own, gone afterwards; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = f"http://127.0.0.1:{port}"
    with TemporaryDirectory(prefix="motcua-screens-") as folder:
        words = [sys.executable, "-m", "motcua", "demo", "--port", str(port), "--dossiers", str(dossiers)]
        surroundings = {**os.environ, "MOTCUA_MODE": "demo", "MOTCUA_HOME": folder}
        surroundings.pop("MOTCUA_DATABASE_URL", None)
        process = subprocess.Popen(words, env=surroundings)  # noqa: S603 - our own program
        try:
            _wait_for(home, process)
            yield home
        finally:
            process.terminate()
            process.wait()


def _wait_for(home: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{home}/demo/", timeout=5):  # noqa: S310 - our own address
            return
        time.sleep(1)
    raise click.ClickException("The demonstration did not start.")


def _taken(home: str, only: str) -> dict[str, str]:
    """Goes through the table; answers what was not there, and why."""
    chromium = os.environ.get("MOTCUA_CHROMIUM") or next(
        (path for name in _CHROMIUMS if (path := shutil.which(name))), None
    )
    if chromium is None:
        raise click.ClickException("The pictures need a Chromium: apt install chromium, or set MOTCUA_CHROMIUM.")
    missing = {}
    with TemporaryDirectory(prefix="motcua-camera-") as folder, sync_playwright() as playwright:
        film = Path(folder) / "sees.mjpeg"
        film.write_bytes(sheets.jpeg(sheets.page(size=_SEEN)))
        arguments = [
            "--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ]  # fmt: skip
        browser = playwright.chromium.launch(
            executable_path=chromium, args=arguments, env={**os.environ, "LANGUAGE": "vi"}
        )
        context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
        there = Round(context.new_page(), home)
        for shot in TABLE:
            if not re.search(only, shot.name):
                continue
            try:
                there.shot(shot)
            except NotThereError as error:
                missing[shot.name] = str(error)
        browser.close()
    return missing


@click.command()
@click.option("--at", default="", help="The address of a running demonstration; without it one is started.")
@click.option("--dossiers", default=300, show_default=True, type=click.IntRange(0), help="How many it is to invent.")
@click.option("--only", default="", help="Only the pages whose name fits this pattern.")
def main(at: str, dossiers: int, only: str) -> None:
    """Takes a picture of every page of the table, on an office's screen and on a phone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with nullcontext(at.rstrip("/")) if at else _demonstration(dossiers) as home:
        missing = _taken(home, only)
    (FOLDER / "index.html").write_text(index(), encoding="utf-8")
    for name, why in missing.items():
        click.echo(f"  not there: {name} ({why})")
    click.echo(f"Written to {FOLDER.relative_to(FOLDER.parents[1])}/index.html.")


if __name__ == "__main__":
    main()
