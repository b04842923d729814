"""Every file that belongs to one person, each under the name that it has in a package."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormKey
from motcua.dossier.types import SIGNED_SLIP, FileKind
from motcua.kernel import text
from motcua.papers import queries as papers
from motcua.papers.types import Attached, MediaType, Result
from motcua.parties.types import Subject
from motcua.process.belongings.dossiers import ElsewherePaper, OwnDossier
from motcua.process.belongings.finding import Held, label_of
from motcua.process.belongings.letters import letters_to
from motcua.process.belongings.types import Belonging, BelongingKind, Belongings, OwnHolder, own_holders
from motcua.process.results import dossier_of
from motcua.process.types import GENERAL_LETTER

_OF_A_CHECKLIST = frozenset(FileKind)
_LONGEST_NAME = 60
_DOSSIERS, _RESULTS, _PAPERS = "ho-so", "ket-qua", "giay-to"


def belongings(held: Held, subject: Subject) -> Belongings:
    """What is handed out of what is held, and of what other rooms hold of him. A few statements for each dossier, each
    result and each of those."""
    paths = _Paths()
    copies = {result.key: papers.copies_of(result.file) if result.file else frozenset() for result in held.results}
    issued = frozenset(digest for digests in copies.values() for digest in digests)
    files: list[Belonging] = []
    left = _Left()
    for own in held.dossiers:
        files.extend(_of_dossier(own, issued, paths, left))
    codes = {own.id: own.code for own in held.dossiers}
    for result in held.results:
        files.extend(_of_result(result, copies[result.key], codes.get(dossier_of(result.holder) or 0, ""), paths))
    for other in held.elsewhere:
        files.extend(_elsewhere(other, paths))
    for holder in own_holders(subject):
        files.extend(_of_holder(holder, paths, left))
    return Belongings(tuple(files), left.of_the_office, left.of_others)


@dataclass
class _Left:
    """What is not handed out, counted."""

    of_the_office: int = 0
    of_others: int = 0


@dataclass
class _Paths:
    """Names of files in a package: plain letters, speaking, each once. The same content is there once."""

    by_digest: dict[str, str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def path(self, folder: str, name: str, attached: Attached) -> str:
        """What this file is called there; what its content was called before, where it is there already."""
        digest = attached.file.digest
        if digest not in self.by_digest:
            self.counted[folder] = self.counted.get(folder, 0) + 1
            ending = MediaType(attached.file.media_type).extension
            self.by_digest[digest] = f"{folder}/{self.counted[folder]:02d}-{plain(name)}.{ending}"
        return self.by_digest[digest]


def plain(name: str) -> str:
    """A name as a part of a path that every system takes: letters without marks, digits and hyphens."""
    folded = text.fold(name)[:_LONGEST_NAME].strip()
    return folded.replace(" ", "-") or "giay-to"


def _of_dossier(own: OwnDossier, issued: frozenset[str], paths: _Paths, left: _Left) -> Iterator[Belonging]:
    his = {one.paper.attachment for one in own.files}
    known = {one.paper.attachment: one.known.title for one in own.files if one.known is not None}
    held = papers.attachments(f"dossier/{own.id}")
    sent = letters_to(own)
    letters = {one.file.digest: sent[one.id] for one in held if one.id in sent}
    folder = f"{_DOSSIERS}/{plain(own.code)}"
    for attached in held:
        copies = papers.copies_of(attached.file.digest) if attached.is_signed else {attached.file.digest}
        if attached.kind in _OF_A_CHECKLIST:
            if attached.id in his or _is_renewed(attached, own, copies):
                name = known.get(attached.id) or label_of(own.facts, attached.component)
                yield _belonging(BelongingKind.HANDED_IN, name, folder, attached, paths, dossier_code=own.code)
            else:
                left.of_others += 1
        elif attached.kind == SIGNED_SLIP:
            name = _slip(attached)
            yield _belonging(BelongingKind.SLIP, name, folder, attached, paths, dossier_code=own.code)
        elif attached.kind == GENERAL_LETTER and copies & letters.keys():
            name = letters[min(copies & letters.keys())]
            yield _belonging(BelongingKind.SLIP, name, folder, attached, paths, dossier_code=own.code)
        elif attached.file.digest not in issued:
            left.of_the_office += 1


def _is_renewed(attached: Attached, own: OwnDossier, copies: Set[str]) -> bool:
    """Whether it is a later copy, with a new archive time stamp, of a file of his; the dossier's facts know the first
    one only."""
    if any(paper.attachment == attached.id for paper in own.facts.papers):
        return False
    return any(one.paper.file in copies for one in own.files)


def _of_result(result: Result, copies: frozenset[str], code: str, paths: _Paths) -> Iterator[Belonging]:
    if not copies:
        return
    name = " ".join((result.kind_name, result.number))
    there = [one for one in papers.attachments(result.holder) if one.file.digest in copies]
    for attached in there:
        yield _belonging(BelongingKind.RESULT, name, _RESULTS, attached, paths, number=result.number, dossier_code=code)
    if not there:
        yield Belonging(
            kind=BelongingKind.RESULT,
            name=result.kind_name,
            path="",
            attached=None,
            number=result.number,
            dossier_code=code,
        )


def _elsewhere(other: ElsewherePaper, paths: _Paths) -> Iterator[Belonging]:
    """The paper alone: nothing is told of the dossier in which it lies."""
    for attached in papers.attachments(f"dossier/{other.dossier_id}"):
        if attached.id in other.attachments:
            name = other.described.title
            yield _belonging(BelongingKind.OWN_PAPER, name, _PAPERS, attached, paths, number=other.described.number)


def _of_holder(own: OwnHolder, paths: _Paths, left: _Left) -> Iterator[Belonging]:
    for attached in papers.attachments(own.holder):
        if not own.is_his:
            left.of_others += 1
            continue
        name = own.names.get(attached.component, attached.component)
        yield _belonging(own.kind, name, own.folder, attached, paths)


def _belonging(
    kind: BelongingKind,
    name: str,
    folder: str,
    attached: Attached,
    paths: _Paths,
    *,
    number: str = "",
    dossier_code: str = "",
) -> Belonging:
    return Belonging(
        kind=kind,
        name=name,
        path=paths.path(folder, name, attached),
        attached=attached,
        number=number,
        dossier_code=dossier_code,
    )


def _slip(attached: Attached) -> str:
    """The title of its official form on the day it was made."""
    day = attached.added_at.date()
    form = catalogue.regime_on(day).form(FormKey(attached.component), on=day)
    return form.title if form is not None else attached.component


def once_each(files: Sequence[Belonging]) -> dict[str, Belonging]:
    """The files of a package by their paths, the same content once."""
    return {one.path: one for one in reversed(files) if one.attached is not None}
