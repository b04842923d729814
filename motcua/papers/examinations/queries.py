"""What is known of the signatures of files, without looking again."""

from collections.abc import Iterable, Mapping

from motcua.papers import models
from motcua.papers.examinations.keeping import as_examination
from motcua.papers.examinations.types import Examination, SignatureReport
from motcua.papers.examinations.words import told


def verdicts_of(files: Iterable[str]) -> Mapping[str, Examination]:
    """The latest examination of each of these files (by digest). Unsigned files, and others than PDF, are not in it."""
    rows = (
        models.Examination.objects.select_related("file")
        .filter(file__digest__in=set(files))
        .order_by("file_id", "-id")
        .distinct("file_id")
    )
    return {row.file.digest: as_examination(row, row.file.digest) for row in rows}


def signature_reports(files: Iterable[str]) -> Mapping[str, SignatureReport]:
    """The same in words of the active language, ready to be shown."""
    return {digest: told(examination) for digest, examination in verdicts_of(files).items()}
