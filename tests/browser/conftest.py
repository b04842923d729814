"""A real Chromium, and axe to examine what it shows.

`server`     the house on a free port of this machine, in this process; it sees what the test's database sees once it is
             committed (ask for `own_database` beside it when a page needs data)
`browser`    one Chromium for all journeys
`desktop`, `phone`   a fresh page each; whatever the browser complains of (scripts, policy, lost files) fails the test
`accessible` examines a page with axe (WCAG 2.2 AA) and for sideways scrolling; `faults` says what it found instead

Where no Chromium is found the journeys do not run and the end of the report says so; with CI=true that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread, _StaticFilesHandler
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from conftest import OwnDatabase
from motcua.accounts import commands as accounts
from motcua.accounts import queries as users
from motcua.accounts.models import User
from motcua.kernel import clock
from motcua.kernel.types import system
from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets
from tests.browser.acting import LogIn, readings_written
from tests.faces.people import Desk

HERE = Path(__file__).parent
CAMERA = (1654, 2338)
"""What the camera sees: a sheet at 200 dots per inch, in even numbers, as a film wants them."""
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whoever is asked allows the camera, which sees one and the same paper in every journey.
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PATIENCE = 90_000
"""Milliseconds: a machine that does other work beside this is slow, and that is not what is examined."""
_NOT_RUN = pytest.StashKey[int]()


def _chromium() -> str | None:
    given = os.environ.get("MOTCUA_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks every test of this folder; leaves them all out, loudly, where there is no browser."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if not ours or _chromium() is not None:
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError("The browser journeys need a Chromium: apt install chromium, or set MOTCUA_CHROMIUM.")
    config.stash[_NOT_RUN] = len(ours)
    config.hook.pytest_deselected(items=ours)
    items[:] = [item for item in items if item not in ours]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says loudly what was not looked at."""
    count = config.stash.get(_NOT_RUN, 0)
    if count:
        terminalreporter.section("BROWSER JOURNEYS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"{count} tests need a Chromium: apt install chromium, or set MOTCUA_CHROMIUM.", red=True)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the running house."""
    thread = LiveServerThread("localhost", _Plain)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


class _Plain(_StaticFilesHandler):
    """Django's own test server would look for static files itself; ours come from the house as in production."""

    def _should_handle(self, path: str) -> bool:
        return False


@pytest.fixture(scope="package")
def browser(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for the journeys; gone before the next test of this process that is none.

    While Playwright's event loop runs on the tests' own thread, Django keeps other connections there than without it,
    and a child made by `fork` falls back to the first ones: so each set is closed when the other one begins, and no
    test elsewhere lives beside that loop.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        connections.close_all()
        with sync_playwright() as playwright:
            # The loop runs beside the tests, not around them: Django may be used as ever.
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
            film = tmp_path_factory.mktemp("camera") / "sees.mjpeg"
            film.write_bytes(sheets.jpeg(sheets.page(size=CAMERA)))
            arguments = [*ARGUMENTS, f"--use-file-for-fake-video-capture={film}"]
            chromium = playwright.chromium.launch(executable_path=_chromium(), args=arguments)
            yield chromium
            chromium.close()
            connections.close_all()


def _page(browser: Browser, server: str, *, width: int, height: int, scripts: bool = True) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        base_url=server,
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(_PATIENCE)
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def see(response: Response) -> None:
        if response.status >= 400 and "/static/" in response.url:
            complaints.append(f"{response.status} {response.url}")

    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", see)
    yield page
    context.close()
    assert not complaints, complaints


@pytest.fixture
def desktop(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh page on an office's screen."""
    yield from _page(browser, server, width=1280, height=900)


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh page on a phone."""
    yield from _page(browser, server, width=390, height=844)


@pytest.fixture
def without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh page on a phone whose scripts did not arrive."""
    yield from _page(browser, server, width=390, height=844, scripts=False)


@pytest.fixture(scope="session")
def faults() -> Callable[[Page], list[str]]:
    """What axe finds wrong with a page, and whether anything makes it scroll sideways."""
    axe = Axe()

    def examine(page: Page) -> list[str]:
        # From the top: what was scrolled half under the head of the page would count as too small to be touched.
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        found = axe.run(page, options={"runOnly": RULES}).response["violations"]
        wrong = [f"{page.url} {each['id']}: {[node['target'] for node in each['nodes'][:5]]}" for each in found]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [*wrong, f"{page.url} is {over} pixels too wide"] if over > 0 else wrong

    return examine


@pytest.fixture(scope="session")
def accessible(faults: Callable[[Page], list[str]]) -> Callable[[Page], None]:
    """Asserts that a page has no faults."""

    def examine(page: Page) -> None:
        wrong = faults(page)
        assert not wrong, "\n".join(wrong)

    return examine


HONG_GAI = "H49.201"
PASSWORD = "bảy-con-gà-trống"


@pytest.fixture
def log_in(own_quang_ninh: OwnDatabase) -> LogIn:
    """The sample province, and a way for anybody of Hồng Gai ward to log in."""

    def enter(page: Page, role: Role) -> None:
        people = users.sample_users(on=clock.now().date())
        found = next(one for one in people if role in one.house.roles and one.agency_code == HONG_GAI)
        accounts.set_password(actor=system("test"), at=clock.now(), user_id=found.user_id, password=PASSWORD)
        page.context.clear_cookies()
        page.goto("/login/")
        page.fill("[name=username]", User.objects.get(id=found.user_id).username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_load_state()

    return enter


@pytest.fixture
def desk(own_quang_ninh: OwnDatabase, tmp_path: Path, settings: Any) -> Iterator[Desk]:
    """The ward's people, with a store of their own; the database stays until what was read is written down."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    yield Desk(clock.now(), _log_in)
    readings_written()


def _log_in(role: Role, agency_code: str = HONG_GAI) -> Client:
    people = users.sample_users(on=clock.now().date())
    found = next(one for one in people if role in one.house.roles and one.agency_code == agency_code)
    client = Client()
    client.force_login(User.objects.get(id=found.user_id), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["house"] = found.house.agency_id
    session.save()
    return client
