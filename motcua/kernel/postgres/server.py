"""Starting, sharing and stopping the embedded server.

Everybody who uses a home's server *joins* it: the first one starts it, the others connect to it. Everybody *leaves*:
the last one stops it. What is alive is found out by connecting, never from a file. A killed process leaves nothing
behind that has to be cleared; a server it leaves behind is simply joined by the next one.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg.pq import PGconn, Ping

from motcua.kernel.home import Home
from motcua.kernel.postgres import binaries, place, processes
from motcua.kernel.postgres.place import SUPERUSER, Place
from motcua.kernel.postgres.sharing import Sharing
from motcua.kernel.postgres.types import NoDatabaseError, Progress, Telling, silent
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "log_checkpoints": "off",
    "log_startup_progress_interval": "2s",
}
_INITDB = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth-local=trust",  # the socket's folder lets nobody in but the account itself
    "--auth-host=reject",
    "--no-instructions",
)
_LOOK_SECONDS = 0.01
_PATIENCE_SECONDS = 5.0  # with a process that was asked to end, before it is asked more firmly
_ORPHAN_PATIENCE_SECONDS = 0.5  # with a child whose postmaster is gone, before it is asked
_LOG_BYTES = 10_000_000
_LOG_TAIL_LINES = 12

# Servers started by this process that others went on using: their end is still ours to be told of by the system.
_handed_on: list[subprocess.Popen[bytes]] = []


class Server:
    """One home's embedded server, as one process sees it. Use it with `with`, or `join` and `leave`.

    `settings` are settings of PostgreSQL for a server that this process starts (tests switch `fsync` off).
    `state_folder` as in `place.of_home`; all who use one home must name the same (tests keep their data in memory).
    """

    def __init__(
        self,
        home: Home,
        *,
        settings: Mapping[str, str] | None = None,
        state_folder: Path | None = None,
        progress: Progress = silent,
    ) -> None:
        home.make()
        self.place: Place = place.of_home(home, state_folder=state_folder)
        self._settings = {**_SETTINGS, **(settings or {})}
        self._telling = Telling(progress)
        self._sharing = Sharing(starting=self.place.starting_lock, users=self.place.users_lock)
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self.join()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.leave()

    def join(self) -> Self:
        """Makes sure the server runs, however long its recovery takes, and counts this process among its users.

        May be called again at any time, and then starts the server anew if it has died. Raises NoDatabaseError.
        """
        _handed_on[:] = [child for child in _handed_on if child.poll() is None]
        with self._sharing.turn(self._telling):
            newcomer = not self._sharing.held
            if newcomer:
                self._sharing.take()
            try:
                if not self.answers():
                    self._start()
            except BaseException:
                if newcomer:
                    self._sharing.give_back()
                raise
        return self

    def leave(self) -> None:
        """Ends the use. The last user stops the server; a child made by `fork` leaves nothing, its parent does."""
        if not self._sharing.held:
            return
        with self._sharing.turn(self._telling):
            last = self._sharing.alone()
            self._sharing.give_back()
            if last:
                self._stop(signal.SIGINT)
            elif self._child is not None:
                _handed_on.append(self._child)
                self._child = None

    def discard(self) -> None:
        """Stops the server and deletes its data for good. Refused while anybody else uses it; the home stays."""
        with self._sharing.turn(self._telling):
            if not self._sharing.held:
                self._sharing.take()
            alone = self._sharing.alone()
            self._sharing.give_back()
            if not alone:
                sentence = _("The database in {folder} is in use; it cannot be deleted now.")
                raise NoDatabaseError(in_words(sentence, folder=self.place.folder))
            self._stop(signal.SIGQUIT)  # without its last writing: nobody will read it
            for folder in (self.place.socket_directory, self.place.folder):
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

    # Starting

    def _start(self) -> None:
        self._wait_while_busy()
        if self.answers():
            return
        self.place.make()
        programs = binaries.usable_by(self.place.account, shelf=self.place.shelf)
        if not (self.place.data / "PG_VERSION").is_file():
            self._create_data(programs)
        self._check_version(programs)
        self._end_leftovers()
        self._remove_stale_pid_files()
        self._launch(programs)

    def _wait_while_busy(self) -> None:
        """A server that somebody left behind may be recovering or shutting down: it is there, and says so."""
        begun = time.monotonic()
        while self._ping() is Ping.REJECT:
            self._telling(
                self._so_far(_("The database is busy starting or stopping, {seconds} s so far. {log}"), begun)
            )
            time.sleep(_LOOK_SECONDS)

    def _create_data(self, programs: binaries.Binaries) -> None:
        """Creates the data directory beside its place and moves it there when complete: a kill leaves no half one."""
        self._telling.at_once(in_words(_("Creating the database, for the first time.")))
        for abandoned in self.place.folder.glob("data.new-*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        # A name of its own: the initdb of a killed starter may go on writing for a moment.
        draft = self.place.folder / f"data.new-{secrets.token_hex(4)}"
        hurry = ["--no-sync"] if self._settings.get("fsync") == "off" else []
        made = subprocess.run(  # noqa: S603 - our own program and words
            [programs.program("initdb"), f"--pgdata={draft}", *_INITDB, *hurry],
            capture_output=True,
            text=True,
            check=False,
            **self._surroundings(),
        )
        if made.returncode != 0:
            sentence = _("The database could not be created in {folder}: {reason}")
            raise NoDatabaseError(in_words(sentence, folder=self.place.folder, reason=made.stderr.strip()))
        draft.rename(self.place.data)

    def _check_version(self, programs: binaries.Binaries) -> None:
        found = (self.place.data / "PG_VERSION").read_text().strip()
        if found != str(programs.major_version):
            sentence = _(
                "The data in {folder} was made by PostgreSQL {found}; this Motcua brings PostgreSQL {brought}. "
                "Restore a backup into an empty MOTCUA_HOME instead."
            )
            raise NoDatabaseError(
                in_words(sentence, folder=self.place.data, found=found, brought=programs.major_version)
            )

    def _end_leftovers(self) -> None:
        """Ends processes of this very data directory that nobody can reach any more.

        Those are a postmaster whose socket is gone, and children of a killed postmaster: they end by themselves when
        they notice, but one deep in a long query may not notice for long, and no new server can start till then.
        """
        left = processes.of_data_directory(self.place.data)
        postmaster = processes.postmaster_among(left)
        if postmaster is not None:
            if not self._sharing.alone():
                sentence = _(
                    "A server on {data} is used by other processes but does not answer at {socket}. End those "
                    "processes and try again."
                )
                raise NoDatabaseError(in_words(sentence, data=self.place.data, socket=self.place.socket_directory))
            self._end([postmaster.pid], signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
            left = processes.of_data_directory(self.place.data)
        orphans = self._outlasting([process.pid for process in left], _ORPHAN_PATIENCE_SECONDS)
        self._end(orphans, signal.SIGQUIT, signal.SIGKILL)

    def _end(self, pids: list[int], *signals: signal.Signals) -> None:
        for number in signals:
            _send(number, pids)
            pids = self._outlasting(pids, _PATIENCE_SECONDS)

    def _outlasting(self, pids: list[int], patience: float) -> list[int]:
        """Which of these processes still live after so many seconds; returns at once when none does."""
        end = time.monotonic() + patience
        while (pids := [pid for pid in pids if processes.alive(pid)]) and time.monotonic() < end:
            self._telling(in_words(_("Waiting for what is left of the old server to end.")))
            time.sleep(_LOOK_SECONDS)
        return pids

    def _remove_stale_pid_files(self) -> None:
        """PostgreSQL will not start while the pid in one of these files lives, even if it is a stranger's by now.

        None of this data directory's processes lives at this point, so on a machine that shows its processes the files
        are stale for certain.
        """
        if processes.visible():
            for path in (self.place.data / "postmaster.pid", self.place.socket_directory / ".s.PGSQL.5432.lock"):
                path.unlink(missing_ok=True)

    def _launch(self, programs: binaries.Binaries) -> None:
        command = [programs.program("postgres"), "-D", str(self.place.data), "-k", str(self.place.socket_directory)]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        self._forget_dead_child()
        self._shorten_log()
        # The folder is the service account's: a link it may have put there must not lead root's pen elsewhere.
        log = os.open(self.place.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own program and settings
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C at the terminal is for us to answer, not for the server
                **self._surroundings(),
            )
        finally:
            os.close(log)
        begun = time.monotonic()
        while self._ping() is not Ping.OK:
            if self._child.poll() is not None:
                self._child = None
                sentence = _("The database did not start. Its last words:\n{log}")
                raise NoDatabaseError(in_words(sentence, log=self._last_words()))
            self._telling(self._so_far(_("The database is getting ready, {seconds} s so far. {log}"), begun))
            time.sleep(_LOOK_SECONDS)

    # Stopping

    def _stop(self, kind: signal.Signals) -> None:
        """A clean (SIGINT) or immediate (SIGQUIT) shutdown, waited for as long as its last writing takes."""
        self._wait_while_busy()
        postmaster = self._postmaster()
        if postmaster is None:
            return
        _send(kind, [postmaster])
        while self._still_there(postmaster):
            self._telling(in_words(_("The database is writing its last pages.")))
            time.sleep(_LOOK_SECONDS)
        self._child = None

    def _postmaster(self) -> int | None:
        if self._child is not None and self._child.poll() is None:
            return self._child.pid
        if processes.visible():
            found = processes.postmaster_among(processes.of_data_directory(self.place.data))
            return found.pid if found else None
        # Where processes cannot be seen, the pid file is believed only of a server that has just answered.
        return int((self.place.data / "postmaster.pid").read_text().split()[0]) if self.answers() else None

    def _still_there(self, pid: int) -> bool:
        for child in (self._child, *_handed_on):
            if child is not None and child.pid == pid:
                return child.poll() is None
        return processes.alive(pid)

    def _forget_dead_child(self) -> None:
        """The one we started before has ended, or we would not start another; the system is thanked for telling."""
        if self._child is not None:
            self._child.wait()
            self._child = None

    # Small things

    def _surroundings(self) -> dict[str, Any]:
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

    def _so_far(self, sentence: str, begun: float) -> str:
        return in_words(sentence, seconds=round(time.monotonic() - begun), log=self._last_words(1)).strip()

    def _last_words(self, lines: int = _LOG_TAIL_LINES) -> str:
        try:
            with open(self.place.log, "rb") as log:
                log.seek(max(0, self.place.log.stat().st_size - 200 * _LOG_TAIL_LINES))
                return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])
        except FileNotFoundError:
            return ""


def _send(number: signal.Signals, pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
