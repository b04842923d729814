"""BagIt packages (RFC 8493): written part by part so that a killed writing goes on, and read back without the house.

While it is being made a package is called `….partial`. A part is whole once its line file lies beside it; what was
half written is written anew. Manifests are SHA-256. Folders are made for their owner only (0700, files 0600): what is
inside is personal.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from motcua.archive.types import BagChecked, BagFinding, BagFlaw
from motcua.kernel.types import Refusal, Refused

_CHUNK = 1024 * 1024
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAGS, _INFO, _DECLARED = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "bagit.txt"
_WRITTEN, _WHOSE = ".written", "of"
_ALL_BUT_TAGS = (_DECLARED, _INFO, _MANIFEST)


class Bag:
    """A package in the making. `name` says of what it is: a half-made one of something else is not gone on with."""

    def __init__(self, place: Path, name: str) -> None:
        self._place = place
        self._draft = place.with_name(place.name + ".partial")
        self._lines = self._draft / _WRITTEN
        self._name = name

    def begin(self) -> None:
        """Makes the folder, or goes on with the one a killed writing left behind.

        Raises Refused: `archive_package_there`, `archive_package_of_another`, `archive_package_not_writable`.
        """
        if self._place.exists():
            raise Refused(Refusal("archive_package_there", {"place": str(self._place)}))
        whose = self._lines / _WHOSE
        try:
            if self._draft.exists() and (not whose.exists() or whose.read_text(encoding="utf-8") != self._name):
                raise Refused(Refusal("archive_package_of_another", {"place": str(self._draft)}))
            for folder in (self._draft, self._draft / "data", self._lines):
                folder.mkdir(mode=0o700, exist_ok=True)
            if not whose.exists():
                _replace(whose, self._name.encode())
        except OSError as error:
            raise Refused(Refusal("archive_package_not_writable", {"place": str(self._draft)})) from error

    def has(self, part: str) -> bool:
        """Whether the part was written to its end."""
        return (self._lines / _named(part)).exists()

    def write(self, part: str, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        """Writes a part of the payload: paths within it, and their bytes in pieces. What was there of it goes."""
        folder = self._draft / "data" / part
        (self._lines / _named(part)).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        lines = []
        for path, pieces in files:
            digest, size = _written(folder / path, pieces)
            lines.append(f"{digest} {size} data/{part}/{path}\n")
        _replace(self._lines / _named(part), "".join(lines).encode())

    def finish(self, info: Mapping[str, str]) -> BagChecked:
        """Writes the manifests, reads everything back, and gives the package its name.

        Raises Refused (`archive_package_damaged`) when what lies on the disk is not what was written: the parts it
        concerns are forgotten, so that the next writing makes them anew.
        """
        lines = [line.split(" ", 2) for line in self._written_lines()]
        payload = {path: digest for digest, _size, path in lines}
        size = sum(int(size) for _digest, size, _path in lines)
        for name, content in tag_files(payload, size=size, info=info).items():
            _replace(self._draft / name, content)
        os.sync()
        checked = check(self._draft)
        if not checked.holds:
            self._forget(finding.path for finding in checked.findings)
            raise Refused(Refusal("archive_package_damaged", {"files": len(checked.findings)}))
        shutil.rmtree(self._lines)
        self._draft.rename(self._place)
        os.sync()
        return checked

    def _written_lines(self) -> Iterator[str]:
        for path in sorted(self._lines.iterdir()):
            if path.name != _WHOSE and not path.name.endswith(_DRAFT):
                yield from path.read_text(encoding="utf-8").splitlines()

    def _forget(self, paths: Iterable[str]) -> None:
        for path in paths:
            parts = PurePosixPath(path).parts
            for part in ("/".join(parts[1:length]) for length in range(2, len(parts) + 1)):
                (self._lines / _named(part)).unlink(missing_ok=True)


def tag_files(payload: Mapping[str, str], *, size: int, info: Mapping[str, str]) -> dict[str, bytes]:
    """The files that make a folder a package: `payload` are the paths in it with their SHA-256, `size` their bytes.

    The last of them is the tag manifest, whose SHA-256 is the mark of the package.
    """
    told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    files = {
        _MANIFEST: "".join(f"{payload[path]}  {path}\n" for path in sorted(payload)).encode(),
        _INFO: "".join(f"{name}: {value}\n" for name, value in told.items()).encode(),
        _DECLARED: _DECLARATION,
    }
    tags = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {**files, _TAGS: "".join(f"{tags[name]}  {name}\n" for name in sorted(tags)).encode()}


def check(place: Path) -> BagChecked:
    """Reads a package back: every file is there, is what the manifest says, and nothing else lies inside.

    A package in the making is read the same way. Needs nothing of the house.
    """
    try:
        payload, tags = _manifest(place / _MANIFEST), _manifest(place / _TAGS)
        is_bag = (place / _DECLARED).read_bytes() == _DECLARATION
        info = (place / _INFO).read_text(encoding="utf-8")
        named = hashlib.sha256((place / _TAGS).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return BagChecked(0, 0, "", (BagFinding(BagFlaw.NO_BAG, str(place)),))
    findings = [] if is_bag else [BagFinding(BagFlaw.NO_BAG, _DECLARED)]
    findings += [BagFinding(BagFlaw.UNLISTED, name) for name in _ALL_BUT_TAGS if name not in tags]
    size = 0
    for path, digest in [*sorted(payload.items()), *sorted(tags.items())]:
        flaw, read = _compared(place, path, digest)
        size += read if path in payload else 0
        if flaw is not None:
            findings.append(BagFinding(flaw, path))
    findings += [BagFinding(BagFlaw.UNLISTED, path) for path in _lying(place) if path not in payload]
    if f"Payload-Oxum: {size}.{len(payload)}" not in info.splitlines():
        findings.append(BagFinding(BagFlaw.WRONG_SUM, _INFO))
    return BagChecked(len(payload), size, named, tuple(findings))


def _manifest(path: Path) -> dict[str, str]:
    """Paths and their digests. Raises ValueError for a line that is none."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        if len(digest) != hashlib.sha256().digest_size * 2:
            raise ValueError(line)
        found[unquote(name)] = digest.lower()
    return found


def _compared(place: Path, path: str, digest: str) -> tuple[BagFlaw | None, int]:
    """What is wrong with one file of a manifest, and how many bytes were read. Nothing outside is ever opened."""
    file = place / path
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or any(one.is_symlink() for one in (file, *_between(place, file))):
        return BagFlaw.OUTSIDE, 0
    whole, size = hashlib.sha256(), 0
    try:
        with file.open("rb") as opened:
            while piece := opened.read(_CHUNK):
                whole.update(piece)
                size += len(piece)
    except OSError:
        return BagFlaw.MISSING, 0
    return (None if whole.hexdigest() == digest else BagFlaw.CHANGED), size


def _between(place: Path, file: Path) -> Iterator[Path]:
    """The folders on the way from the package to one of its files."""
    for folder in file.parents:
        if folder == place:
            return
        yield folder


def _lying(place: Path) -> Iterator[str]:
    """Everything in the payload that is no folder, as manifests write it."""
    for folder, _folders, files in os.walk(place / "data"):
        for name in files:
            yield (Path(folder) / name).relative_to(place).as_posix()


_DRAFT = ".draft"


def _named(part: str) -> str:
    return part.replace("/", "~")


def _written(path: Path, pieces: Iterable[bytes]) -> tuple[str, int]:
    for folder in reversed([path.parent, *path.parent.parents]):
        if not folder.exists():
            folder.mkdir(mode=0o700)
    whole, size = hashlib.sha256(), 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in pieces:
            file.write(piece)
            whole.update(piece)
            size += len(piece)
    return whole.hexdigest(), size


def _replace(path: Path, content: bytes) -> None:
    """All of it or nothing, under that name."""
    draft = path.with_name(path.name + _DRAFT)
    draft.unlink(missing_ok=True)
    _written(draft, [content])
    draft.replace(path)
