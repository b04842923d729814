"""A tray: the pages that one officer has on the desk for one holder, until they are saved as papers.

What was handed in waits in it, is cleaned page by page, looked over, put in order, read page by page, bound. Each step
takes a second or two and leaves everything on the disk, so it may be followed by another, by another process, or by
nothing for a while. A tray that nobody touches is emptied after a day; it is no archive and nobody else's.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.kernel.clock import LOCAL_ZONE, inward
from motcua.kernel.home import Home
from motcua.kernel.types import Refusal, Refused
from motcua.papers.scanning import folder, working
from motcua.papers.scanning.folder import Scan
from motcua.papers.scanning.limits import scan_limits_on
from motcua.papers.scanning.manifest import Contents, Lying, Waiting
from motcua.papers.scanning.rules.proposing import proposed
from motcua.papers.scanning.types import BoundPaper, PaperFacts, TrayPage, TrayState
from motcua.papers.store import workbench
from motcua.papers.store.acceptance.accepting import extension_of
from motcua.papers.store.acceptance.scanning import must_be_clean
from motcua.papers.store.acceptance.spooling import spooled, unless_the_disk_is_full
from motcua.papers.store.limits import limits_on
from motcua.papers.store.stores.disk import DRAFTS
from motcua.papers.store.stores.port import CHUNK_BYTES
from motcua.papers.store.types import PICTURES, MediaType, OpenedFile

_BEGINNING = "tray-"
_CONTENTS = "tray.json"
_LOCK = "lock"
_PASSING = frozenset({"file_check_unavailable", "file_store_full"})
"""Refusals that are nobody's fault: the step is tried again, and the page stays where it is."""


class Tray:
    """One officer's pages for one holder. Every word here is for that officer only: whoever opens a tray sees to it."""

    def __init__(self, place: Path, *, desk: str, at: datetime) -> None:
        self._folder, self._desk, self._at, self._on = place, desk, at, at.date()

    def state(self) -> TrayState:
        """What lies in it."""
        contents = self._contents()
        pages, paper, place = [], 0, 0
        for position, page in enumerate(contents.pages):
            begins = page.begins or position == 0
            paper, place = (paper + 1, 1) if begins else (paper, place + 1)
            pages.append(TrayPage(page.key, paper, place, page.edition, page.is_blank, page.is_read))
        return TrayState(
            pages=tuple(pages),
            to_clean=sum(max(one.pages - one.next_page + 1, 1) for one in contents.waiting),
            to_read=sum(not page.is_read for page in contents.pages),
            is_reading=contents.is_reading,
            trouble=Refusal(contents.trouble, contents.trouble_values) if contents.trouble else None,
            trouble_about=contents.trouble_about,
        )

    def add(self, content: BinaryIO, *, name_hint: str, blanks_part: bool = False) -> None:
        """Takes in a picture or a PDF. What it holds is looked at, and its pages are cleaned, step by step.
        `blanks_part`: a blank page in it parts two papers, as a separator does.

        Refused at once: `file_empty`, `file_too_large`.
        """
        with self._changed() as contents, unless_the_disk_is_full():
            key = contents.draw()
            path = self._original(key)
            try:
                spooled(content, into=path, most_bytes=limits_on(self._on).most_bytes)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
            contents.trouble = ""
            contents.waiting.append(Waiting(key, name_hint, blanks_part=blanks_part))

    def scans(self) -> tuple[Scan, ...]:
        """What lies in the scanner folder of this desk, the latest first."""
        return folder.scans(desk=self._desk, at=self._at)

    def take(self, name: str, *, blanks_part: bool = False) -> None:
        """Takes in a scan and moves its file aside. Refused: `scan_gone` when somebody was quicker; as `add`."""
        try:
            with folder.scan(name, desk=self._desk, at=self._at).open("rb") as file:
                self.add(file, name_hint=name, blanks_part=blanks_part)
            folder.move_aside(name, desk=self._desk, at=self._at)
        except FileNotFoundError as error:
            raise Refused(Refusal("scan_gone")) from error

    def advance(self) -> TrayState:
        """One step of a second or two: looks into the next file, cleans the next page, or reads the next one where
        reading was asked for. What cannot be taken is put away, and the state says why.

        Refused: only what will pass (`file_check_unavailable`, `file_store_full`); then the step is to be tried again.
        """
        with self._changed() as contents:
            try:
                if contents.waiting:
                    self._take_on(contents, contents.waiting[0])
                elif contents.is_reading:
                    self._read_one(contents)
            except Refused as refused:
                if refused.refusal.code in _PASSING:
                    raise
                contents.put_back(refused.refusal)
        return self.state()

    def reading_trouble(self) -> Refusal | None:
        """Why pages cannot be read here; None when they can."""
        return working.reading_trouble(self._on)

    def begin_reading(self) -> None:
        """Asks for every page to be read, and read anew where it was changed since. Refused: `reading_not_installed`,
        `reading_without_language`."""
        working.reader(self._on)
        with self._changed() as contents:
            contents.is_reading, contents.trouble = True, ""

    def turn(self, key: str, degrees: int) -> None:
        """Turns a page clockwise by 90, 180 or 270 degrees. Refused: `scan_page_gone`."""
        with self._changed() as contents, unless_the_disk_is_full():
            page = contents.page(key)
            turned = self._folder / f"{key}.turned"
            working.turn(self._picture(key), degrees=degrees, output=turned, on=self._on)
            turned.replace(self._picture(key))
            self._forget_reading(page)
            page.edition += 1

    def move(self, key: str, places: int) -> None:
        """Moves a page by so many places towards the end, or with a minus towards the beginning."""
        with self._changed() as contents:
            contents.move(key, places)

    def part(self, key: str, *, begins: bool) -> None:
        """Says whether a page begins a paper. Refused: `scan_page_gone`."""
        with self._changed() as contents:
            contents.page(key).begins = begins

    def drop(self, key: str) -> None:
        """Takes a page away. Refused: `scan_page_gone`."""
        with self._changed() as contents:
            self._drop(contents, contents.page(key))

    def drop_paper(self, paper: int) -> None:
        """Takes all pages of a paper away, once it is saved."""
        keys = [page.key for page in self.state().pages if page.paper == paper]
        with self._changed() as contents:
            for key in keys:
                self._drop(contents, contents.page(key))

    def clear(self) -> None:
        """Takes everything away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def picture(self, key: str) -> OpenedFile:
        """A page to look at, as JPEG. Refused: `scan_page_gone`."""
        page = self._contents().page(key)
        path = self._picture(key)
        try:
            size = path.stat().st_size
        except FileNotFoundError as error:
            raise Refused(Refusal("scan_page_gone")) from error
        name = f"{key}-{page.edition}"
        return OpenedFile(
            digest=hashlib.sha256(f"{self._folder.name}/{name}".encode()).hexdigest(),
            size=size,
            media_type=MediaType.JPEG,
            name=f"{name}.jpg",
            read=lambda start, end: _pieces(path, start, end),
        )

    def facts(self, paper: int) -> PaperFacts:
        """What the text of a paper says of it, as far as it was read."""
        texts = [self._text(page.key) for page in self.state().pages if page.paper == paper and page.is_read]
        return proposed("\n".join(texts))

    def bind(self, paper: int) -> BoundPaper:
        """A paper of the tray as one PDF. Refused: `scan_page_gone` when there is none of that number."""
        state = self.state()
        pages = [page for page in state.pages if page.paper == paper]
        if not pages:
            raise Refused(Refusal("scan_page_gone"))
        with self._locked(), unless_the_disk_is_full():
            output = self._folder / "bound.pdf"
            files = [self._read(page.key) if page.is_read else self._picture(page.key) for page in pages]
            is_archival = working.bind(files, output=output, on=self._on)
            content = output.read_bytes()
            output.unlink()
        is_searchable = all(page.is_read or page.is_blank for page in pages) and any(page.is_read for page in pages)
        return BoundPaper(content, len(pages), is_searchable=is_searchable, is_archival=is_archival)

    def _take_on(self, contents: Contents, source: Waiting) -> None:
        """The next step with something handed in. When it is refused, nothing of it waits any longer."""
        try:
            if not source.pages:
                self._look_into(contents, source)
                return
            self._clean_one(contents, source)
        except Refused as refused:
            if refused.refusal.code not in _PASSING:
                contents.waiting.remove(source)
                contents.trouble_about = source.name
                self._original(source.key).unlink(missing_ok=True)
            raise
        if source.next_page > source.pages:
            contents.waiting.remove(source)
            self._original(source.key).unlink(missing_ok=True)

    def _look_into(self, contents: Contents, source: Waiting) -> None:
        """Examines it as the store does with every file. Of a file with active content the cleaned one is taken."""
        path = self._original(source.key)
        must_be_clean(path)
        limits, cleaned = limits_on(self._on), path.with_suffix(".examined")
        job = {
            "task": "examine",
            "path": str(path),
            "output": str(cleaned),
            "extension": extension_of(source.name),
            "limits": asdict(limits),
        }
        found = workbench.done(job)
        if found["is_signed"]:
            raise Refused(Refusal("scan_of_signed_paper"))
        if found["media_type"] not in PICTURES | {MediaType.PDF}:
            raise Refused(Refusal("scan_not_a_picture"))
        most = scan_limits_on(self._on).most_pages
        if len(contents.pages) + sum(one.pages for one in contents.waiting) + found["pages"] > most:
            raise Refused(Refusal("scan_tray_is_full", {"most": most}))
        if found["is_changed"]:
            cleaned.replace(path)
        source.pages = found["pages"]

    def _clean_one(self, contents: Contents, source: Waiting) -> None:
        key = contents.draw()
        made = working.clean(self._original(source.key), page=source.next_page, output=self._picture(key), on=self._on)
        source.next_page += 1
        if made.is_separator or (made.is_blank and source.blanks_part):
            self._picture(key).unlink(missing_ok=True)
            contents.begins_next = True
            return
        contents.pages.append(Lying(key, begins=contents.begins_next, is_blank=made.is_blank))
        contents.begins_next = False

    def _read_one(self, contents: Contents) -> None:
        page = next((one for one in contents.pages if not one.is_read), None)
        if page is None:
            contents.is_reading = False
            return
        text = working.read(self._picture(page.key), output=self._read(page.key), on=self._on)
        self._picture(page.key).with_suffix(".text").write_text(text, encoding="utf-8")
        page.is_read = True
        contents.is_reading = not all(one.is_read for one in contents.pages)

    def _drop(self, contents: Contents, page: Lying) -> None:
        contents.remove(page)
        self._forget_reading(page)
        self._picture(page.key).unlink(missing_ok=True)

    def _forget_reading(self, page: Lying) -> None:
        page.is_read = False
        self._read(page.key).unlink(missing_ok=True)
        self._picture(page.key).with_suffix(".text").unlink(missing_ok=True)
        self._picture(page.key).with_suffix(".txt").unlink(missing_ok=True)

    def _original(self, key: str) -> Path:
        return self._folder / f"{key}.original"

    def _picture(self, key: str) -> Path:
        return self._folder / f"{key}.jpg"

    def _read(self, key: str) -> Path:
        return self._folder / f"{key}.pdf"

    def _text(self, key: str) -> str:
        return self._picture(key).with_suffix(".text").read_text(encoding="utf-8")

    def _contents(self) -> Contents:
        try:
            return Contents.parsed((self._folder / _CONTENTS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Contents()

    @contextlib.contextmanager
    def _changed(self) -> Iterator[Contents]:
        """The contents, written back when all went well; one change at a time."""
        with self._locked():
            contents = self._contents()
            yield contents
            draft = self._folder / f"{_CONTENTS}.new"
            with unless_the_disk_is_full():
                draft.write_text(contents.written(), encoding="utf-8")
                draft.replace(self._folder / _CONTENTS)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with unless_the_disk_is_full():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def open_tray(*, holder: str, keeper: str, at: datetime, desk: str = "") -> Tray:
    """The tray that somebody keeps for a holder (`dossier/12`); empty at first. Trays that were left are emptied.

    `desk` is the key of the desk whose scanner folder is looked into, empty for that of the house.
    """
    above = Home(settings.HOME).files / DRAFTS
    before = at - timedelta(hours=scan_limits_on(at.date()).kept_hours)
    for left in above.glob(f"{_BEGINNING}*"):
        with contextlib.suppress(FileNotFoundError):
            if inward(datetime.fromtimestamp(left.stat().st_mtime, tz=LOCAL_ZONE)) < before:
                shutil.rmtree(left, ignore_errors=True)
    name = hashlib.sha256(f"{holder}|{keeper}".encode()).hexdigest()[:40]
    return Tray(above / f"{_BEGINNING}{name}", desk=desk, at=at)


def _pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(CHUNK_BYTES, left))):
            left -= len(piece)
            yield piece
