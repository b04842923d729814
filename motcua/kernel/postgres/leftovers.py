"""Data under a service account outlives its home when somebody deletes the home. Of temporary homes it is cleared away.

Only where that is certain: the home lay in the machine's folder for temporary files, is gone, and nothing runs on the
data. A home elsewhere may only be on a disk that is not there at the moment; its data is never touched.
"""

import os
import shutil
import tempfile
from pathlib import Path

from motcua.kernel.home import Home
from motcua.kernel.postgres import processes

_NOTE = "home"


def note_home(folder: Path, home: Path) -> None:
    """Notes in the server's folder whose it is. The folder is another account's: no link there is followed."""
    note = os.open(folder / _NOTE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(note, "wb") as file:
        file.write(os.fsencode(home))


def clear(state_folder: Path) -> None:
    """Deletes the data of temporary homes that are gone."""
    for folder in state_folder.iterdir():
        try:
            home = Path(os.fsdecode((folder / _NOTE).read_bytes()))
        except OSError:  # no server's folder, or one that is just being made
            continue
        is_gone = Home(home).known_identity() != folder.name
        if _is_temporary(home) and is_gone and not processes.of_data_directory(folder / "data"):
            shutil.rmtree(folder, ignore_errors=True)


def _is_temporary(home: Path) -> bool:
    usual = ("/tmp", "/var/tmp")  # noqa: S108 - compared with, nothing is made there
    return any(home.is_relative_to(folder) for folder in (tempfile.gettempdir(), *usual))
