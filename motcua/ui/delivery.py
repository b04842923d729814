"""Puts the static files of all rooms where the web server takes them: compressed, and named by their digest."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from motcua import __version__

STAMP = "made-from.txt"


def collect() -> bool:
    """Fills `STATIC_ROOT` when the rooms' files have changed since the last time; says whether it had to.

    Called before the server starts and after an upgrade; processes that start together wait for the first. New files
    get new names and old ones stay, so a server that is still running keeps finding its own.
    """
    target = Path(str(settings.STATIC_ROOT))
    target.mkdir(parents=True, exist_ok=True)
    stamp = target / STAMP
    with stamp.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        wanted = _fingerprint()
        if file.read() == wanted:
            return False
        call_command("collectstatic", interactive=False, verbosity=0)
        file.truncate(0)
        file.write(wanted)
    return True


def _fingerprint() -> str:
    """Names, sizes and times of all static files, and the version of the house."""
    whole = hashlib.sha256(__version__.encode())
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            whole.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return whole.hexdigest()
