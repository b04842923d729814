"""Starting, sharing and stopping the embedded server.

Everybody who uses a home's server *joins* it: the first one starts it, the others connect to it. Everybody *leaves*:
the last one stops it. What is alive is found out by connecting, never from a file. Locks are `flock`s, which the
kernel drops with their holder, so a killed process leaves nothing behind that has to be cleared; a server it leaves
behind is simply joined by the next one.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.pq import Ping, PGconn

from motcua.kernel.home import Home
from motcua.kernel.postgres import binaries, place, processes
from motcua.kernel.postgres.place import SUPERUSER, Place
from motcua.kernel.postgres.types import DatabaseUnavailable, Progress, silent

_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "log_checkpoints": "off",
    "log_startup_progress_interval": "2s",
}
_LOOK_SECONDS = 0.01
_TELL_SECONDS = 0.5
_PATIENCE_SECONDS = 5.0  # with a process that was asked to end, before it is asked more firmly
_LOG_BYTES = 10_000_000
_LOG_TAIL_LINES = 12


class Server:
    """One home's embedded server, as one process sees it. Use it with `with`, or `join` and `leave`.

    `settings` are settings of PostgreSQL for a server that this process starts (tests switch `fsync` off).
    """

    def __init__(self, home: Home, *, settings: Mapping[str, str] | None = None, progress: Progress = silent) -> None:
        home.make()
        self.place: Place = place.of_home(home)
        self._settings = {**_SETTINGS, **(settings or {})}
        self._progress = progress
        self._users: int | None = None
        self._joined_by = 0
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self.join()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.leave()

    def join(self) -> Self:
        """Makes sure the server runs, however long its recovery takes, and counts this process among its users.

        Joining again is allowed at any time: it starts the server anew if it has died. Raises DatabaseUnavailable.
        """
        with self._starting():
            if self._users is None:
                self._users = _open_lock(self.place.users_lock)
                self._joined_by = os.getpid()
                fcntl.flock(self._users, fcntl.LOCK_SH)
            try:
                if not self.answers():
                    self._start()
            except BaseException:
                self._step_out()
                raise
        return self

    def leave(self) -> None:
        """Ends the use. The last user stops the server; a child made by `fork` leaves nothing, its parent does."""
        if self._users is None or self._joined_by != os.getpid():
            return
        with self._starting():
            last = self._alone()
            self._step_out()
            if last:
                self._stop()

    def discard(self) -> None:
        """Stops the server and deletes its data for good. Refused while anybody else uses it; the home stays."""
        with self._starting():
            if self._users is None:
                self._users = _open_lock(self.place.users_lock)
            alone = self._alone()
            self._step_out()
            if not alone:
                raise DatabaseUnavailable(f"The database in {self.place.folder} is in use; it cannot be deleted now.")
            self._stop(signal.SIGQUIT)  # without its last writing: nobody will read it
            for folder in {self.place.folder, self.place.socket_directory}:
                shutil.rmtree(folder, ignore_errors=True)

    def answers(self) -> bool:
        """Whether this home's server accepts connections now. Proved by connecting and asking whose data it serves."""
        if self._ping() is not Ping.OK:
            return False
        try:
            with psycopg.connect(self.place.address("postgres"), autocommit=True) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and os.path.realpath(row[0]) == os.path.realpath(self.place.data)

    def _ping(self) -> Ping:
        return Ping(PGconn.ping(self.place.address("postgres").encode()))

    # Locks

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        """One at a time: whoever starts or stops holds this lock."""
        descriptor = _open_lock(self.place.starting_lock)
        try:
            told = time.monotonic()
            while not _locked(descriptor, fcntl.LOCK_EX):
                told = self._tell(told, "Another process is starting or stopping the database; waiting for it.")
                time.sleep(_LOOK_SECONDS)
            yield
        finally:
            os.close(descriptor)

    def _alone(self) -> bool:
        """Whether nobody else uses the server. Only asked while holding the starting lock, so nobody can come in."""
        if self._users is None:
            raise RuntimeError("Only somebody who joined may ask who else did.")
        if not _locked(self._users, fcntl.LOCK_EX):
            return False
        fcntl.flock(self._users, fcntl.LOCK_SH)
        return True

    def _step_out(self) -> None:
        if self._users is not None:
            fcntl.flock(self._users, fcntl.LOCK_UN)  # also for children made by fork, which share this descriptor
            os.close(self._users)
            self._users = None

    # Starting

    def _start(self) -> None:
        if self._ping() is Ping.REJECT:  # it is there, and busy recovering or shutting down
            self._wait_while_rejecting()
            if self.answers():
                return
        self.place.make()
        self._programs = binaries.usable_by(self.place.account, shelf=self.place.shelf)
        if not (self.place.data / "PG_VERSION").is_file():
            self._create_data()
        self._check_version()
        self._end_leftovers()
        self._remove_stale_pid_files()
        self._launch()

    def _create_data(self) -> None:
        """Creates the data directory beside its place and moves it there when complete: a kill leaves no half one."""
        self._progress("Creating the database, for the first time.")
        draft = self.place.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        command = [self._programs.program("initdb"), "--pgdata", str(draft), "--username", SUPERUSER]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--builtin-locale=C.UTF-8"]
        command += ["--auth-local=trust", "--auth-host=reject", "--no-instructions"]
        if self._settings.get("fsync") == "off":
            command.append("--no-sync")
        made = subprocess.run(command, capture_output=True, text=True, check=False, **self._surroundings())  # noqa: S603
        if made.returncode != 0:
            raise DatabaseUnavailable(f"The database could not be created in {self.place.folder}: {made.stderr.strip()}")
        draft.rename(self.place.data)

    def _check_version(self) -> None:
        found = (self.place.data / "PG_VERSION").read_text().strip()
        if found != str(self._programs.major_version):
            raise DatabaseUnavailable(
                f"The data in {self.place.data} was made by PostgreSQL {found}; this Motcua brings PostgreSQL "
                f"{self._programs.major_version}. Restore a backup into an empty MOTCUA_HOME instead."
            )

    def _end_leftovers(self) -> None:
        """Ends processes of this very data directory that nobody can reach: children of a killed postmaster, or a
        postmaster whose socket is gone. Whoever is still asked for work by others is left alone.
        """
        left = processes.of_data_directory(self.place.data)
        postmaster = processes.postmaster_among(left)
        if postmaster is not None:
            if not self._alone():
                raise DatabaseUnavailable(
                    f"A server on {self.place.data} is used by other processes but does not answer at "
                    f"{self.place.socket_directory}. End those processes and try again."
                )
            self._end([postmaster.pid], signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
            left = processes.of_data_directory(self.place.data)
        # Orphaned children end by themselves as soon as they notice; one deep in a long query may not notice for long.
        self._end([process.pid for process in left], None, signal.SIGQUIT, signal.SIGKILL)

    def _end(self, pids: list[int], *signals: signal.Signals | None) -> None:
        for number in signals:
            if not pids:
                return
            if number is not None:
                for pid in pids:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, number)
            patience = time.monotonic() + _PATIENCE_SECONDS
            told = time.monotonic()
            while any(processes.alive(pid) for pid in pids) and time.monotonic() < patience:
                told = self._tell(told, "Waiting for what is left of the old server to end.")
                time.sleep(_LOOK_SECONDS)
            pids = [pid for pid in pids if processes.alive(pid)]

    def _remove_stale_pid_files(self) -> None:
        """PostgreSQL will not start while a pid in these files lives, even if it is a stranger's by now.

        None of this data directory's processes lives at this point, so on a machine that shows its processes the files
        are stale for certain.
        """
        if not processes.visible():
            return
        for path in (self.place.data / "postmaster.pid", self.place.socket_directory / ".s.PGSQL.5432.lock"):
            path.unlink(missing_ok=True)

    def _launch(self) -> None:
        command = [self._programs.program("postgres"), "-D", str(self.place.data)]
        command += ["-k", str(self.place.socket_directory)]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        self._shorten_log()
        with open(self.place.log, "ab") as log:
            self._child = subprocess.Popen(  # noqa: S603 - our own program and settings
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C at the terminal is for us to answer, not for the server
                **self._surroundings(),
            )
        begun = told = time.monotonic()
        while self._ping() is not Ping.OK:
            if self._child.poll() is not None:
                raise DatabaseUnavailable(f"The database did not start. Its last words in {self.place.log}:\n{self._tail()}")
            seconds = time.monotonic() - begun
            told = self._tell(told, f"The database is getting ready ({seconds:.0f} s): {self._tail(1)}")
            time.sleep(_LOOK_SECONDS)

    def _wait_while_rejecting(self) -> None:
        begun = told = time.monotonic()
        while self._ping() is Ping.REJECT:
            told = self._tell(told, f"The database is busy starting or stopping ({time.monotonic() - begun:.0f} s).")
            time.sleep(_LOOK_SECONDS)

    # Stopping

    def _stop(self, kind: signal.Signals = signal.SIGINT) -> None:
        """A fast, clean shutdown, waited for as long as its last writing takes."""
        postmaster = self._postmaster()
        if postmaster is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(postmaster, kind)
        told = time.monotonic()
        while self._still_there(postmaster):
            told = self._tell(told, "The database is writing its last pages and will then have stopped.")
            time.sleep(_LOOK_SECONDS)
        self._child = None

    def _postmaster(self) -> int | None:
        if self._child is not None and self._child.poll() is None:
            return self._child.pid
        if processes.visible():
            found = processes.postmaster_among(processes.of_data_directory(self.place.data))
            return found.pid if found else None
        # The server answers or not; where processes cannot be seen, only then is its own pid file worth believing.
        return int((self.place.data / "postmaster.pid").read_text().split()[0]) if self.answers() else None

    def _still_there(self, pid: int) -> bool:
        if self._child is not None and self._child.pid == pid:
            return self._child.poll() is None
        return processes.alive(pid)

    # Small things

    def _surroundings(self) -> dict[str, object]:
        """How PostgreSQL's programs are run: with a bare environment, private files and, for root, another account."""
        account = self.place.account
        return {
            "cwd": self.place.folder,
            "env": {"PATH": os.defpath, "LC_ALL": "C"},
            "umask": 0o077,
            **(account.for_process() if account else {}),
        }

    def _shorten_log(self) -> None:
        if self.place.log.exists() and self.place.log.stat().st_size > _LOG_BYTES:
            self.place.log.replace(self.place.log.with_suffix(".log.old"))

    def _tail(self, lines: int = _LOG_TAIL_LINES) -> str:
        try:
            return "\n".join(self.place.log.read_text(errors="replace").splitlines()[-lines:])
        except FileNotFoundError:
            return ""

    def _tell(self, told: float, line: str) -> float:
        """Tells the progress at most twice a second; returns when it was last told."""
        now = time.monotonic()
        if now - told < _TELL_SECONDS:
            return told
        self._progress(line)
        return now


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
