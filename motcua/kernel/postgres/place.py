"""Where one embedded server keeps its data, its socket and its locks."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from motcua.kernel.home import Home
from motcua.kernel.postgres import accounts, leftovers
from motcua.kernel.postgres.accounts import Account
from motcua.kernel.postgres.types import NoDatabaseError
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

STATE_FOLDER = Path("/var/lib/motcua")
SUPERUSER = "motcua"
_SOCKET_NAME = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 107  # bytes: sockaddr_un.sun_path holds 108 with its closing zero
_PRIVATE = 0o700
# Not the TMPDIR of whoever asks: all users of one home must look in the same place.
_SHORT_FOLDER = Path("/tmp")  # noqa: S108 - the name below it is random, and checked to be private before use


@dataclass(frozen=True, slots=True)
class Place:
    """One server's folders. `account` is set when it runs under another account than the caller's."""

    folder: Path
    socket_directory: Path
    starting_lock: Path
    users_lock: Path
    account: Account | None = None

    @property
    def data(self) -> Path:
        """The data directory itself."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def shelf(self) -> Path:
        """Where a copy of the programs may be put for the service account."""
        return self.folder.parent

    def address(self, database: str) -> str:
        """The connection address of one database of this server, as in `MOTCUA_DATABASE_URL`."""
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(str(self.socket_directory), safe='')}"

    def make(self) -> None:
        """Makes the folders that are missing, each private to the account that runs the server; touches no other."""
        if self.account is not None:
            _make_state_folder(self.folder.parent, self.account)
            leftovers.clear(self.folder.parent)
        for folder in (self.folder, self.socket_directory):
            self._make_private(folder)
        if self.account is not None:
            leftovers.note_home(self.folder, self.starting_lock.parent)

    def _make_private(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=_PRIVATE)
        except FileExistsError:
            self._must_be_private(folder)
        else:
            if self.account is not None:
                self.account.take(folder)

    def _must_be_private(self, folder: Path) -> None:
        owner = os.geteuid() if self.account is None else self.account.uid
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != owner or stat.S_IMODE(state.st_mode) & 0o077:
            sentence = _(
                "{folder} should be a folder that only user number {owner} may enter, and is not. Whoever may enter it "
                "may read the database. Remove it, or give it to that user with mode 0700."
            )
            raise NoDatabaseError(in_words(sentence, folder=folder, owner=owner))


def of_home(home: Home, *, state_folder: Path | None = None) -> Place:
    """The place of the home's own server. Makes the home's identity when it has none.

    `state_folder` is where the data lies when the server needs a service account; STATE_FOLDER unless told otherwise.
    """
    identity = home.identity()
    account = accounts.for_server()
    folder = Home(home.path.resolve()).database if account is None else (state_folder or STATE_FOLDER) / identity
    return Place(
        folder=folder,
        socket_directory=_socket_directory(folder, identity),
        starting_lock=home.path / "database.starting",
        users_lock=home.path / "database.users",
        account=account,
    )


def _socket_directory(folder: Path, identity: str) -> Path:
    """Beside the data, unless that path is too long for a socket: then a short one that nobody can guess."""
    beside = folder / "socket"
    if len(os.fsencode(beside / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
        return beside
    return _SHORT_FOLDER / f"motcua-{identity}"


def _make_state_folder(folder: Path, account: Account) -> None:
    try:
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)  # mkdir obeys the umask; the service account must be able to pass
    except FileExistsError:
        if not account.may_execute(folder):
            sentence = _(
                "The account {account} may not enter {folder}, which was not made by Motcua. "
                "Let it pass (mode 0755), run Motcua as an ordinary user, or set MOTCUA_DATABASE_URL."
            )
            raise NoDatabaseError(in_words(sentence, account=account.name, folder=folder)) from None
    except OSError as error:
        sentence = _(
            "The folder {folder} cannot be made ({reason}). The database needs it when Motcua runs as root; "
            "run Motcua as an ordinary user, or set MOTCUA_DATABASE_URL."
        )
        raise NoDatabaseError(in_words(sentence, folder=folder, reason=error.strerror)) from error
