"""Files that a page sent, by the paper for which they are: photos of one paper are one content, in their order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from motcua.dossier import queries as dossier
from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.papers.types import Content, MediaType, Photo, Photos, is_photo

FILE, TURNED = "file-", "turned-"
"""How the fields are called: of the files of a paper, and of by how much each was turned (in their order)."""
ACCEPTED = ",".join([*MediaType, "image/webp"])
"""What a browser offers to choose. HEIC is not named: a phone that reads so sends JPEG instead, which is smaller."""
_TURNS = {"90", "180", "270"}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One content for a paper of the checklist; its names are those in the browser."""

    component: str
    content: Content
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called in the browser; of several photos the first."""
        return self.names[0]

    def sentence(self, refusal: Refusal) -> str:
        """Why it was not taken, with the name of the file that is to blame."""
        number = refusal.values.get("photo")
        name = self.names[number - 1] if isinstance(number, int) else self.name
        return f"{name}: {messages.sentence_of(refusal)}"


def limits_said(*, on: date) -> Mapping[str, Any]:
    """How large a file may be, in words and in bytes, for the page that says so before."""
    most_bytes = dossier.most_bytes_of_a_file(on=on)
    return {"most": filesizeformat(most_bytes), "most_bytes": most_bytes}


def handed_in(request: HttpRequest) -> Iterator[HandedIn]:
    """Everything that was sent, paper by paper. The photos of one paper stand where the first of them stood."""
    for field, files in request.FILES.lists():
        if field.startswith(FILE):
            component = field.removeprefix(FILE)
            yield from _of_paper(component, files, request.POST.get(TURNED + component, "").split(","))


def _of_paper(component: str, files: list[UploadedFile], turned: list[str]) -> Iterator[HandedIn]:
    photos = [(number, file) for number, file in enumerate(files) if is_photo(_content(file))]
    numbers = {number for number, _ in photos}
    for number, file in enumerate(files):
        if number not in numbers:
            yield HandedIn(component, _content(file), (str(file.name),))
        elif photos and number == photos[0][0]:
            pages = [Photo(_content(one), str(one.name), _degrees(turned, place)) for place, one in photos]
            yield HandedIn(component, Photos(pages), tuple(page.name_hint for page in pages))


def _content(file: UploadedFile) -> BinaryIO:
    return cast("BinaryIO", file.file)


def _degrees(turned: list[str], place: int) -> int:
    """Clockwise; what a stranger wrote into the field turns nothing."""
    return int(turned[place]) if place < len(turned) and turned[place] in _TURNS else 0
