"""What a PDF does by itself: found anywhere in it, and taken out where it hangs."""

from collections.abc import Iterator
from pathlib import PurePath

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from motcua.papers.store.objections import ActiveContent

_ACTIONS = {
    "/JavaScript": ActiveContent.SCRIPT,
    "/Launch": ActiveContent.LAUNCH,
    "/SubmitForm": ActiveContent.SENDING,
    "/ImportData": ActiveContent.SENDING,
    "/GoToE": ActiveContent.OTHER_FILE,
    "/GoToR": ActiveContent.OTHER_FILE,
    "/Rendition": ActiveContent.MEDIA,
    "/Movie": ActiveContent.MEDIA,
    "/Sound": ActiveContent.MEDIA,
    "/RichMediaExecute": ActiveContent.MEDIA,
}
_ANNOTATIONS = {
    "/RichMedia": ActiveContent.MEDIA,
    "/Movie": ActiveContent.MEDIA,
    "/Sound": ActiveContent.MEDIA,
    "/Screen": ActiveContent.MEDIA,
    "/3D": ActiveContent.MEDIA,
}
_PLAIN_ENDINGS = {".xml", ".txt", ".csv", ".json", ".jpg", ".jpeg", ".png", ".tif", ".tiff"}
_EXECUTABLE_BEGINNINGS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"PK",
    b"\xd0\xcf\x11\xe0",
    b"\xca\xfe\xba\xbe",
    b"%PDF",
    b"<!",
    b"<html",
)
_GOING_TO_A_PAGE = "/GoTo"


def active_contents(pdf: Pdf) -> set[ActiveContent]:
    """Everything active in it."""
    found = {_kind(value) for value in _containers(pdf)} | {_opening(pdf)}
    if _named_scripts(pdf) is not None or _scripted_form(pdf) is not None:
        found.add(ActiveContent.SCRIPT)
    return {kind for kind in found if kind is not None}


def without_active_contents(pdf: Pdf) -> None:
    """Takes it out. What nothing points to any more is not written."""
    if (names := _named_scripts(pdf)) is not None:
        del names[Name.JavaScript]
    if (form := _scripted_form(pdf)) is not None:
        del form[Name.XFA]
    if Name.OpenAction in pdf.Root:
        del pdf.Root[Name.OpenAction]
    for container in list(_containers(pdf)):
        if isinstance(container, Array):
            for place in reversed(range(len(container))):
                if _kind(container[place]) not in {None, ActiveContent.EMBEDDED}:
                    del container[place]
        else:
            _cleaned(container)


def _cleaned(container: Object) -> None:
    for key in list(container.keys()):
        if key in container and _kind(container[key]) not in {None, ActiveContent.EMBEDDED}:
            del container[key]
    if Name.JS in container:
        del container[Name.JS]
    if _kind(container) is ActiveContent.EMBEDDED:
        del container[Name.EF]


def _containers(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and every list of the file, however deep it lies."""
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            value = waiting.pop()
            if isinstance(value, Array):
                yield value
                waiting += [inner for inner in _items(value) if not inner.is_indirect]
            elif isinstance(value, Dictionary | Stream):
                yield value
                waiting += [inner for inner in _values(value) if not inner.is_indirect]


def _items(value: Object) -> Iterator[Object]:
    return (inner for inner in value.as_list() if isinstance(inner, Object))


def _values(value: Object) -> Iterator[Object]:
    return (inner for inner in dict(value.items()).values() if isinstance(inner, Object))


def _kind(value: object) -> ActiveContent | None:
    if not isinstance(value, Dictionary | Stream):
        return None
    action = _ACTIONS.get(_word(value, Name.S))
    if action is not None:
        return action
    if Name.JS in value:
        return ActiveContent.SCRIPT
    if Name.Rect in value and (annotation := _ANNOTATIONS.get(_word(value, Name.Subtype))) is not None:
        return annotation
    if Name.EF in value and not _is_plain(value):
        return ActiveContent.EMBEDDED
    return None


def _word(value: Object, key: Name) -> str:
    found = value.get(key)
    return str(found) if isinstance(found, Name) else ""


def _opening(pdf: Pdf) -> ActiveContent | None:
    """An action at opening, other than showing one of the file's own pages."""
    action = pdf.Root.get(Name.OpenAction)
    if isinstance(action, Dictionary) and _word(action, Name.S) != _GOING_TO_A_PAGE:
        return ActiveContent.OPENING
    return None


def _named_scripts(pdf: Pdf) -> Object | None:
    names = pdf.Root.get(Name.Names)
    return names if isinstance(names, Dictionary) and Name.JavaScript in names else None


def _scripted_form(pdf: Pdf) -> Object | None:
    """A form of the kind that is a program (XFA)."""
    form = pdf.Root.get(Name.AcroForm)
    return form if isinstance(form, Dictionary) and Name.XFA in form else None


def _is_plain(specification: Object) -> bool:
    """Whether what it embeds only holds data, such as the XML beside an invoice: by its name and by its content."""
    names = [str(specification[key]) for key in (Name.F, Name.UF) if key in specification]
    if not names or any(PurePath(name.lower()).suffix not in _PLAIN_ENDINGS for name in names):
        return False
    embedded = specification.get(Name.EF)
    if not isinstance(embedded, Dictionary):
        return False
    for stream in _values(embedded):
        if not isinstance(stream, Stream) or stream.read_bytes().lstrip()[:8].startswith(_EXECUTABLE_BEGINNINGS):
            return False
    return True
