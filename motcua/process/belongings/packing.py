"""What is handed out of one person as one ZIP file, made while it is being sent: no file is ever whole in memory.

The files come first. Behind them stand `du-lieu.json` (everything as data, for programs), `danh-muc.txt` (the list, for
people) and `sha256.txt` (as `sha256sum --check` reads it): only then is it known what could be read.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final, cast

from django.utils import translation

from motcua.kernel.messages import name_of, sentence_of
from motcua.kernel.types import Refusal, Refused
from motcua.papers import queries as papers
from motcua.papers.types import Attached, StoreTroubleError, ZipSink, zip_entry
from motcua.parties.types import Identity
from motcua.process.belongings.files import once_each
from motcua.process.belongings.types import Belonging, BelongingKind, Belongings

DATA, LIST, SUMS = "du-lieu.json", "danh-muc.txt", "sha256.txt"
Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""
_READER = "person-export"
_OPEN_FOR = timedelta(hours=1)
_LARGE = 2**31 - 1
_KINDS: Final[Mapping[BelongingKind, str]] = {
    BelongingKind.HANDED_IN: "giấy tờ trong hồ sơ",
    BelongingKind.SLIP: "phiếu, thư đã ký gửi cho người này",
    BelongingKind.RESULT: "bản điện tử của kết quả",
    BelongingKind.OWN_PAPER: "giấy tờ của người này trong hồ sơ của người khác",
    BelongingKind.DRAFT: "tệp đính kèm bản nháp chưa nộp",
    BelongingKind.FEEDBACK: "tệp kèm phản ánh, kiến nghị",
}
_ABOUT = """\
DỮ LIỆU VÀ GIẤY TỜ CỦA MỘT NGƯỜI
Lập lúc {at:%H:%M} ngày {at:%d/%m/%Y}, theo {kind} {number}

{data}: mọi dữ liệu đang lưu về người này, để máy đọc
{sums}: mã SHA-256 của từng tệp; kiểm tra bằng lệnh sha256sum --check {sums}
"""
_LEFT_OUT = """
KHÔNG CÓ TRONG GÓI NÀY
{of_the_office} văn bản nội bộ của cơ quan (tờ trình, dự thảo, xác nhận bàn giao)
{of_others} tệp là giấy tờ của người khác trong các hồ sơ, bản nháp chung
"""


class PersonPackage:
    """The package of one person. `troubles` names, once it was sent, the files that could not be read, and why."""

    def __init__(
        self, data: Mapping[str, Any], held: Belongings, *, identity: Identity, at: datetime, is_whole: bool
    ) -> None:
        self._data, self._held, self._identity, self._at = data, held, identity, at
        self._is_whole = is_whole
        self.troubles: list[tuple[Belonging, Refusal]] = []
        self._sums: dict[str, str] = {}

    @property
    def name(self) -> str:
        """What it is called; nobody's name or number is in it."""
        return f"du-lieu-ca-nhan-{self._at:%Y%m%d-%H%M}.zip"

    @property
    def count(self) -> int:
        """How many files are to be in it, besides its lists."""
        return len(once_each(self._held.files))

    @property
    def size(self) -> int:
        """How many bytes these files have."""
        return sum(one.attached.file.size for one in once_each(self._held.files).values() if one.attached is not None)

    def data(self) -> dict[str, Any]:
        """Everything as data, with the list of the files; after the package was sent, with what became of each."""
        return {
            **self._data,
            "exported_at": self._at.isoformat(),
            "covers": "everything" if self._is_whole else "what the agency that made it may see",
            "files": [self._told(one) for one in self._held.files],
            "not_handed_out": {"of_the_office": self._held.of_the_office, "of_others": self._held.of_others},
        }

    def pieces(self, progress: Progress = lambda done, whole: None) -> Iterator[bytes]:
        """The package, piece by piece. A file that cannot be read stops no other: it is named in the lists."""
        sink = ZipSink()
        files = once_each(self._held.files)
        self.troubles = [(one, Refusal("file_absent")) for one in self._held.files if one.attached is None]
        with zipfile.ZipFile(cast("BinaryIO", sink), "w", allowZip64=True) as package:
            for done, (path, one) in enumerate(files.items()):
                progress(done, len(files))
                if one.attached is not None:
                    yield from self._file(package, sink, path, one, one.attached)
            progress(len(files), len(files))
            for name, written in ((DATA, self._json()), (LIST, self._list()), (SUMS, self._sha256())):
                entry = zip_entry(name, at=self._at, compression=zipfile.ZIP_DEFLATED)
                package.writestr(entry, written.encode())
                yield sink.taken()
        yield sink.taken()

    def _file(
        self, package: zipfile.ZipFile, sink: ZipSink, path: str, one: Belonging, attached: Attached
    ) -> Iterator[bytes]:
        leave = papers.grant(attached, reader=_READER, at=self._at, until=self._at + _OPEN_FOR)
        try:
            opened = papers.open_granted(leave, reader=_READER, at=self._at, name=path)
            content = opened.read(0, opened.size)
            piece = next(content, b"")
        except Refused as refused:
            self.troubles.append((one, refused.refusal))
            return
        except (StoreTroubleError, OSError):
            self.troubles.append((one, Refusal("file_store_unreachable")))
            return
        summed = hashlib.sha256()
        with package.open(zip_entry(path, at=self._at), "w", force_zip64=opened.size > _LARGE) as entry:
            try:
                while piece:
                    summed.update(piece)
                    entry.write(piece)
                    yield sink.taken()
                    piece = next(content, b"")
            except (StoreTroubleError, OSError):
                self.troubles.append((one, Refusal("export_file_cut_short")))
        yield sink.taken()
        if not any(known is one for known, _refusal in self.troubles) and summed.hexdigest() != attached.file.digest:
            self.troubles.append((one, Refusal("export_file_changed")))
        self._sums[path] = summed.hexdigest()

    def _told(self, one: Belonging) -> dict[str, Any]:
        file = one.attached.file if one.attached is not None else None
        return {
            "path": one.path,
            "kind": one.kind.value,
            "name": one.name,
            "number": one.number,
            "dossier": one.dossier_code,
            "sha256": file.digest if file is not None else "",
            "size": file.size if file is not None else 0,
            "media_type": str(file.media_type) if file is not None else "",
            "added_at": one.attached.added_at.isoformat() if one.attached is not None else None,
            "trouble": self._trouble(one),
        }

    def _trouble(self, one: Belonging) -> str:
        """Why its file is not there or not whole; the same content is packed once, whoever's it is as well."""
        for known, refusal in self.troubles:
            if known is one or (one.path and known.path == one.path):
                with translation.override("vi"):
                    return sentence_of(refusal)
        return ""

    def _json(self) -> str:
        return json.dumps(self.data(), ensure_ascii=False, indent=1) + "\n"

    def _sha256(self) -> str:
        return "".join(f"{digest}  {path}\n" for path, digest in self._sums.items())

    def _list(self) -> str:
        with translation.override("vi"):
            kind = name_of(self._identity.kind)
        lines = [_ABOUT.format(at=self._at, kind=kind, number=self._identity.number, data=DATA, sums=SUMS)]
        if not self._is_whole:
            lines.append("Gói này gồm những gì cơ quan lập gói được xem; cơ quan khác giữ gì thì hỏi cơ quan đó.\n")
        there = [self._line(one) for one in self._held.files if self._is_there(one)]
        lines += ["\nCÁC TỆP\n", *(there or ["(không có tệp nào)\n"])]
        absent = [one for one in self._held.files if self._trouble(one)]
        if absent:
            lines.append("\nKHÔNG MỞ ĐƯỢC HOẶC KHÔNG NGUYÊN VẸN\n")
            lines += [f"{self._line(one)}    {self._trouble(one)}\n" for one in absent]
        if self._held.of_the_office or self._held.of_others:
            lines.append(_LEFT_OUT.format(of_the_office=self._held.of_the_office, of_others=self._held.of_others))
        return "".join(lines)

    def _is_there(self, one: Belonging) -> bool:
        return one.path in self._sums and not self._trouble(one)

    @staticmethod
    def _line(one: Belonging) -> str:
        about = [one.name, one.number, f"hồ sơ {one.dossier_code}" if one.dossier_code else "", _KINDS[one.kind]]
        digest = one.attached.file.digest if one.attached is not None else ""
        return "\n".join(
            part for part in (one.path or "(không còn tệp)", f"    {' · '.join(word for word in about if word)}",
                              f"    SHA-256 {digest}" if digest else "") if part
        ) + "\n"  # fmt: skip
