"""Under whose name the server runs. PostgreSQL refuses to run as root, so root lends it a service account."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.kernel.postgres.types import NoDatabaseError
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

SERVICE_NAME = "motcua"
_EXECUTE_OTHERS = 0o001
_EXECUTE_GROUP = 0o010
_EXECUTE_OWNER = 0o100


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system other than the one who runs this process."""

    name: str
    uid: int
    gid: int

    def for_process(self) -> dict[str, Any]:
        """The arguments with which `subprocess` starts a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, path: Path) -> None:
        """Makes the account the owner of a folder. Only for folders this program has just made."""
        os.chown(path, self.uid, self.gid)

    def may_execute(self, program: Path) -> bool:
        """Whether the account can reach the program through every folder above it, and run it."""
        resolved = program.resolve()
        return all(self._may_pass(path) for path in (resolved, *resolved.parents))

    def _may_pass(self, path: Path) -> bool:
        state = path.stat()
        if state.st_uid == self.uid:
            return bool(state.st_mode & _EXECUTE_OWNER)
        if state.st_gid == self.gid:
            return bool(state.st_mode & _EXECUTE_GROUP)
        return bool(state.st_mode & _EXECUTE_OTHERS)


def for_server() -> Account | None:
    """The account the server must run under: None, this very user, unless that is root."""
    return service_account() if os.geteuid() == 0 else None


def service_account() -> Account:
    """The service account, created when the machine has none yet. Needs root."""
    try:
        entry = pwd.getpwnam(SERVICE_NAME)
    except KeyError:
        _create()
        entry = pwd.getpwnam(SERVICE_NAME)
    if entry.pw_uid == 0:
        sentence = _("The account {account} is root itself; the database must not run as root.")
        raise NoDatabaseError(in_words(sentence, account=SERVICE_NAME))
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", "--comment", "Motcua embedded database", SERVICE_NAME]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - constant words only
    except FileNotFoundError as error:
        raise NoDatabaseError(_cannot_create(str(error))) from error
    # Somebody else may have created it in the same moment: what counts is that it is there.
    if made.returncode != 0 and SERVICE_NAME not in {entry.pw_name for entry in pwd.getpwall()}:
        raise NoDatabaseError(_cannot_create(made.stderr.strip()))


def _cannot_create(reason: str) -> str:
    sentence = _(
        "The database cannot run as root, and the service account {account} could not be created ({reason}). "
        "Run Motcua as an ordinary user, create that account, or set MOTCUA_DATABASE_URL."
    )
    return in_words(sentence, account=SERVICE_NAME, reason=reason)
