"""The house's own folder, `MOTCUA_HOME`: what lies where, and the two small files that are made once and kept for ever.

secret-key        what signs sessions and tickets; only its owner may read it
identity          a random word that names this home, wherever its server's files may have to lie
database/         the embedded server: its data, its socket, its log (not there when it runs under a service account)
database.starting held while a server is being started or stopped
database.users    held (shared) by everybody who uses the embedded server
files/            papers
scanner/          what the office's scanners put down, until somebody takes it
backups/
static/           collected static files, when a reverse proxy wants them
"""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

_SECRET_BYTES = 50
_IDENTITY_BYTES = 6


class BadHomeError(Exception):
    """The home cannot be used as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    """One `MOTCUA_HOME`. Nothing is created by naming it; `make` and the two words create what is missing."""

    path: Path

    @property
    def database(self) -> Path:
        """Where the embedded server lives, when it runs under the account that owns this home."""
        return self.path / "database"

    @property
    def files(self) -> Path:
        """Where papers are kept."""
        return self.path / "files"

    @property
    def scanner(self) -> Path:
        """Where the office's scanners put what they scanned; a folder in it with the key of a desk is that desk's."""
        return self.path / "scanner"

    @property
    def backups(self) -> Path:
        """Where backups go when no other place is named."""
        return self.path / "backups"

    @property
    def static(self) -> Path:
        """Where static files are collected for a reverse proxy."""
        return self.path / "static"

    def make(self) -> None:
        """Creates the folder, for its owner only. A folder that is already there keeps its mode and its owner."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            sentence = _("The folder {folder} cannot be made ({reason}); set MOTCUA_HOME to another one.")
            raise BadHomeError(in_words(sentence, folder=self.path, reason=error.strerror)) from error
        if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
            sentence = _("The folder {folder} belongs to somebody else; set MOTCUA_HOME to a folder of your own.")
            raise BadHomeError(in_words(sentence, folder=self.path))

    def secret_key(self) -> str:
        """The key that signs, made at its first use."""
        return self._kept("secret-key", _SECRET_BYTES)

    def identity(self) -> str:
        """The random word that names this home, made at its first use."""
        return self._kept("identity", _IDENTITY_BYTES)

    def known_identity(self) -> str | None:
        """The identity if there is one already; makes nothing."""
        try:
            return (self.path / "identity").read_text().strip() or None
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return None

    def _kept(self, name: str, size: int) -> str:
        path = self.path / name
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            self.make()
        except PermissionError as error:
            sentence = _("{file} may not be read by this user; it belongs to whoever made this home. Set MOTCUA_HOME.")
            raise BadHomeError(in_words(sentence, file=path)) from error
        write_once(path, f"{secrets.token_hex(size)}\n".encode())
        return path.read_text().strip()


def write_once(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all, for its owner's eyes; of two who try at once, the first one's stays."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        Path(draft).unlink()
