"""What is known of the signatures of files, without looking again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from motcua.papers import models
from motcua.papers.examinations.keeping import as_examination
from motcua.papers.examinations.sweeps import ending_stamps
from motcua.papers.examinations.types import Examination, Hindrance, SignatureReport
from motcua.papers.examinations.words import told
from motcua.papers.signing.types import Outcome


def verdicts_of(files: Iterable[str]) -> Mapping[str, Examination]:
    """The latest examination of each of these files (by digest). Unsigned files are not in it."""
    wanted = set(files)
    if not wanted:
        return {}
    rows = models.Examination.objects.select_related("file").filter(file__digest__in=wanted)
    latest = rows.order_by("file_id", "-id").distinct("file_id")
    return {row.file.digest: as_examination(row, row.file.digest) for row in latest}


def signature_reports(files: Iterable[str]) -> Mapping[str, SignatureReport]:
    """The same in words of the active language, ready to be shown."""
    return {digest: told(examination) for digest, examination in verdicts_of(files).items()}


def unsettled_files() -> Sequence[str]:
    """The files whose latest verdict is uncertain, or which nobody has looked at yet; no kinds that nobody examines."""
    rows = models.Examination.objects.filter(file__destroyed_at=None).order_by("file_id", "-id").distinct("file_id")
    latest = rows.values_list("file__digest", "outcome", "hindrance")
    return [
        digest
        for digest, outcome, hindrance in latest
        if outcome == Outcome.UNCERTAIN and hindrance != Hindrance.OTHER_KIND
    ]


def files_to_renew(*, at: datetime) -> Sequence[str]:
    """The files whose archive time stamp ends soon, the nearest end first."""
    return list(ending_stamps(at).values_list("file__digest", flat=True))
