"""Which processes really are a server's own. Pid files lie after a crash; the kernel does not."""

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A living process of PostgreSQL that works in one data directory."""

    pid: int
    parent: int


def visible() -> bool:
    """Whether this machine shows its processes as files (Linux). Elsewhere PostgreSQL's own caution must do."""
    return (_PROC / "self" / "cwd").is_symlink()


def of_data_directory(data: Path) -> list[ServerProcess]:
    """All living processes of the server on this data directory. One that has died but was not reaped is not living."""
    if not visible() or not data.is_dir():
        return []
    here = os.stat(data)
    found = []
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            process = _server_process(entry, here)
            if process is not None:
                found.append(process)
    return found


def postmaster_among(processes: list[ServerProcess]) -> ServerProcess | None:
    """The one that started the others, if it still lives.

    It is the parent of others or, alone, known by its command line: its children rename themselves, it does not.
    """
    parents = {process.parent for process in processes}
    return next((one for one in processes if one.pid in parents or _keeps_its_command_line(one.pid)), None)


def alive(pid: int) -> bool:
    """Whether a process of this number runs. A zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not visible() or _state(_PROC / str(pid))[0] not in ("Z", "X")


def _server_process(entry: Path, here: os.stat_result) -> ServerProcess | None:
    try:
        if Path(os.readlink(entry / "exe")).name.removesuffix(" (deleted)") != "postgres":
            return None
        there = os.stat(entry / "cwd")
        if (there.st_dev, there.st_ino) != (here.st_dev, here.st_ino):
            return None
    except OSError:  # it ended while we looked, or it belongs to somebody else and so is not ours
        return None
    state, parent = _state(entry)
    return None if state in ("Z", "X") else ServerProcess(int(entry.name), parent)


def _state(entry: Path) -> tuple[str, int]:
    try:
        fields = (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "X", 0
    return fields[0], int(fields[1])


def _keeps_its_command_line(pid: int) -> bool:
    """Children of a postmaster call themselves `postgres: what they do`."""
    try:
        first = (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0", 1)[0]
    except OSError:
        return False
    return first.endswith(b"/postgres")
