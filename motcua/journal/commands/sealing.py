"""Sealing: one digest over everything since the last seal, made to leave the house."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import connection

from motcua.journal import models
from motcua.journal.commands.units import recording
from motcua.journal.queries.reading import last_position
from motcua.journal.queries.sealed import covered, last_seal
from motcua.journal.rules.chain import SealFold
from motcua.journal.types import Seal
from motcua.kernel.timestamps import stamper
from motcua.kernel.types import Actor

_SEALING_LOCK = 0x6D6F7463756102


def seal(*, actor: Actor, at: datetime) -> Seal | None:
    """Seals the entries since the last seal; None when there are none. Two sealers follow one another.

    Whoever calls this hands the seal on: to a printer, to another house, or to `kept` for a file that is carried away.
    """
    with recording(actor=actor, at=at):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING_LOCK])
        before = last_seal()
        number, previous, after = (before.number + 1, before.digest, before.upto) if before else (1, b"", 0)
        upto = last_position()
        if upto <= after:
            return None
        fold = SealFold(number=number, previous=previous, after=after)
        for position, recorded_at, digest in covered(after, upto):
            fold.cover(position=position, recorded_at=recorded_at, digest=digest)
        new = Seal(
            number=number,
            after=after,
            upto=upto,
            entries=fold.entries,
            sealed_at=at,
            previous=previous,
            digest=fold.digest(upto=upto, sealed_at=at),
        )
        models.Seal.objects.create(
            number=new.number,
            after=new.after,
            upto=new.upto,
            entries=new.entries,
            sealed_at=new.sealed_at,
            previous=new.previous,
            digest=new.digest,
        )
    return new


def stamp_newest(*, actor: Actor, at: datetime) -> Seal | None:
    """Has the newest seal stamped by the authority of the house, when it is not yet; the stamp covers those before.

    Gives that seal; None when there is no seal, or no authority. The authority is asked outside any transaction. Raises
    TimeStampError; then the seal stands without, and the next call tries again.
    """
    authority, newest = stamper(), last_seal()
    if authority is None or newest is None or newest.token:
        return newest if authority is not None else None
    token = authority.stamp(newest.digest)
    with recording(actor=actor, at=at):
        row, _ = models.SealStamp.objects.get_or_create(
            seal_id=newest.number, defaults={"token": token, "written_at": at}
        )
    return replace(newest, token=bytes(row.token))


def kept(seal_: Seal, folder: Path) -> Path:
    """Writes the seal into a file of the folder, safely on the disk before it bears its name, and returns the file.

    A file that is there already stays, or gets the time stamp it lacks; when it says something else, FileExistsError:
    one of the two is false.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"seal-{seal_.number:06d}.json"
    text = seal_.written() + "\n"
    if path.exists():
        there = _read(path)
        if there is None or there != seal_:
            raise FileExistsError(f"{path} holds another seal {seal_.number}.")
        if there.token or not seal_.token:
            return path
    draft = path.with_suffix(".new")
    with open(draft, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return path


def _read(path: Path) -> Seal | None:
    try:
        return Seal.read(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
