"""The command: the demonstration, the round through the table, the index."""

import html
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, ViewportSize, sync_playwright

from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets
from tools.screens.table import MAIN, REST, SEEN, TABLE, Shot

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
ON_DEMAND = "rest"
"""Where in that folder the pictures lie that are not kept with the program."""
SIZES = {"desktop": (1366, 900), "phone": (360, 780)}
COLOURS = 128
"""A picture of a page is mostly flat; with so many colours it is a third as large."""
TALLEST = 3_000
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_PATIENCE_SECONDS = 600


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
            _written(self._page, folder_of(shot) / f"{shot.name}-{name}.png")

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


def folder_of(shot: Shot) -> Path:
    """Where its pictures lie."""
    return FOLDER if shot in MAIN else FOLDER / ON_DEMAND


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


def index(shots: Iterable[Shot]) -> str:
    """A page with every picture there is of these, in the order of the table."""
    rows = []
    for shot in shots:
        pictures = [
            (size, f"{shot.name}-{size}.png")
            for size in SIZES
            if (folder_of(shot) / f"{shot.name}-{size}.png").exists()
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


def _taken(home: str, shots: Iterable[Shot]) -> dict[str, str]:
    """Goes through these; answers what was not there, and why."""
    chromium = os.environ.get("MOTCUA_CHROMIUM") or next(
        (path for name in _CHROMIUMS if (path := shutil.which(name))), None
    )
    if chromium is None:
        raise click.ClickException("The pictures need a Chromium: apt install chromium, or set MOTCUA_CHROMIUM.")
    missing = {}
    with TemporaryDirectory(prefix="motcua-camera-") as folder, sync_playwright() as playwright:
        film = Path(folder) / "sees.mjpeg"
        film.write_bytes(sheets.jpeg(sheets.page(size=SEEN)))
        arguments = [
            "--no-sandbox", "--disable-gpu", "--lang=vi",
            "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ]  # fmt: skip
        browser = playwright.chromium.launch(
            executable_path=chromium, args=arguments, env={**os.environ, "LANGUAGE": "vi"}
        )
        context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
        there = Round(context.new_page(), home)
        for shot in shots:
            try:
                there.shot(shot)
            except NotThereError as error:
                missing[shot.name] = str(error)
        browser.close()
    return missing


@click.command()
@click.option("--at", default="", help="The address of a running demonstration; without it one is started.")
@click.option("--dossiers", default=500, show_default=True, type=click.IntRange(0), help="How many it is to invent.")
@click.option("--all", "everything", is_flag=True, help="Every page of the table, not only the thirty main ones.")
@click.option("--only", default="", help="Only the pages whose name fits this pattern, of all.")
def main(at: str, dossiers: int, everything: bool, only: str) -> None:
    """Takes a picture of the main pages, on an office's screen and on a phone."""
    shots = [shot for shot in (TABLE if everything or only else MAIN) if re.search(only, shot.name)]
    (FOLDER / ON_DEMAND).mkdir(parents=True, exist_ok=True)
    with nullcontext(at.rstrip("/")) if at else _demonstration(dossiers) as home:
        missing = _taken(home, shots)
    (FOLDER / "index.html").write_text(index(MAIN), encoding="utf-8")
    (FOLDER / ON_DEMAND / "index.html").write_text(index(REST), encoding="utf-8")
    for name, why in missing.items():
        click.echo(f"  not there: {name} ({why})")
    click.echo(f"Written to {FOLDER.relative_to(FOLDER.parents[1])}/index.html.")


if __name__ == "__main__":
    main()
