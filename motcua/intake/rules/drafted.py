"""From what was typed into a draft to an application, or to everything that stands in the way, field by field."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from motcua.catalogue.types import (
    ApplicantKind,
    Area,
    Channel,
    ChecklistItem,
    ComponentKind,
    FilingPlace,
    Necessity,
    ProcedureVersion,
    checklist,
    missing,
)
from motcua.dossier.types import HeldComponent, ReturnMethod
from motcua.intake.types import Application, Objection, Request
from motcua.kernel.types import Refusal
from motcua.parties.types import (
    Authorisation,
    BirthDate,
    DeclarationInput,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
    Sex,
)
from motcua.process.types import Reuse

MOST_ITEMS = 999
_USUAL = {PartyKind.PERSON: IdentityKind.PERSONAL_NUMBER, PartyKind.ORGANISATION: IdentityKind.TAX_CODE}
_APPLICANTS = {PartyKind.PERSON: ApplicantKind.CITIZEN, PartyKind.ORGANISATION: ApplicantKind.ORGANISATION}
_PARTIES = ("who", "proxy")
_PLACES = {"applicants.0": "who", "applicants": "who.name", "authorisation": "proxy.paper", "collector": "result"}
_NAMES = {
    "identity": "number",
    "identity.number": "number",
    "identity.kind": "identity_kind",
    "identity.paper": "identity_paper",
}
Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class BegunForm:
    """An e-form of a draft: on which published number it was begun, what was answered, and which questions were sent,
    answered or not."""

    form_id: int
    answers: Mapping[str, Any]
    sent: frozenset[str] = frozenset()


def filed_online(version: ProcedureVersion) -> Refusal | None:
    """Why a procedure cannot be filed online; None where it can (NĐ 118/2025 Đ15)."""
    return None if Channel.ONLINE in version.channels else Refusal("not_filed_online", {}, "NĐ 118/2025 Đ15")


def begun_here(place: FilingPlace, *, at_centre: bool) -> Refusal | None:
    """Why a filing cannot be begun on the own portal; None where it can. What was begun is finished wherever it was.

    At the one-stop shop, on its own machines and with its helpers, people file here all the same (NĐ 118/2025 Đ15).
    """
    if place.is_here or at_centre:
        return None
    return Refusal("filed_on_national_portal", {}, place.article)


def application_of(
    content: Mapping[str, Any], *, version: ProcedureVersion, files: Collection[str], proven: Identity | None
) -> Application | tuple[Objection, ...]:
    """The application that a draft has become, or everything that is lacking or wrong, in the order of the pages.

    `files` are the papers of the checklist for which there is a file or an e-form; `proven` is the number with which
    whoever files has logged in. Whether the numbers and names are right is for `parties.queries.review` to say of the
    declaration.
    """
    objections = tuple(objections_of(content, version=version, files=files, proven=proven))
    if objections:
        return objections
    reused = reused_in(content)
    return Application(
        request=request_of(content, version=version, files=files),
        declaration=declaration_of(content),
        components=tuple(HeldComponent(key, electronic=True) for key in sorted(files)),
        return_method=ReturnMethod(_text(content, "result", "method")),
        note=_text(content, "what", "note"),
        confirmed=confirmed_in(content),
        reused=reused if reused.papers else None,
    )


def objections_of(
    content: Mapping[str, Any], *, version: ProcedureVersion, files: Collection[str], proven: Identity | None
) -> Iterator[Objection]:
    """Everything that is lacking or wrong in the draft itself, page by page."""
    if (refusal := filed_online(version)) is not None:
        yield Objection("what.case", refusal)
    yield from _party_objections(content, "who")
    if has_proxy(content):
        yield from _party_objections(content, "proxy")
        yield from _day_objections(content, "proxy", "paper_signed_on")
    yield from _filer_objections(content, proven)
    yield from _request_objections(content, version)
    yield from _paper_objections(content, version, files=files, proven=proven)
    if _one_of(ReturnMethod, _text(content, "result", "method")) is None:
        yield Objection("result.method", Refusal("draft_choice_missing"))


def request_of(content: Mapping[str, Any], *, version: ProcedureVersion, files: Collection[str]) -> Request:
    """What is asked for, as far as it was typed; what cannot be read is left as if nobody had typed it.

    A conditional paper that was attached says that its condition holds.
    """
    usual = _APPLICANTS[_party_kind(content, "who")]
    return Request(
        procedure_code=version.code,
        channel=Channel.ONLINE,
        applicant_kind=_one_of(ApplicantKind, _text(content, "what", "applicant_kind")) or usual,
        case_key=_text(content, "what", "case"),
        area=_one_of(Area, _text(content, "what", "area")),
        commune_code=_text(content, "what", "commune"),
        agency_id=_number(content, "what", "agency"),
        quantity=_number(content, "what", "quantity") or 1,
        pages=_number(content, "what", "pages") or 1,
        conditions=_keys(content, "what", "conditions") | _conditions(content, version, files),
        exemptions=_keys(content, "what", "exemptions"),
        asked_for=_keys(content, "what", "asked_for"),
    )


def declaration_of(content: Mapping[str, Any]) -> DeclarationInput:
    """Who stands behind it, as typed; and where the result goes, if by post to another address or phone."""
    whole = _filing_parties(content)
    return replace(whole, collector=_addressee(content, whole.proxy or whole.applicants[0]))


def _filing_parties(content: Mapping[str, Any]) -> DeclarationInput:
    if not has_proxy(content):
        return DeclarationInput(applicants=(_party(content, "who"),))
    authorisation = Authorisation(
        paper=_text(content, "proxy", "paper"),
        number=_text(content, "proxy", "paper_number"),
        signed_on=_day(_text(content, "proxy", "paper_signed_on")),
        certified_by=_text(content, "proxy", "paper_certified_by"),
    )
    return DeclarationInput(
        applicants=(_party(content, "who"),),
        proxy=_party(content, "proxy"),
        authorisation=authorisation if authorisation.paper else None,
    )


def _addressee(content: Mapping[str, Any], filer: Party) -> Party | None:
    """Who gets the result by post, where it goes elsewhere than to whoever files at the address he gave."""
    if _text(content, "result", "method") != ReturnMethod.POST:
        return None
    names = ("name", "address", "phone")
    name, address, phone = (_text(content, "result", one) or getattr(filer, one) for one in names)
    if (name, address, phone) == (filer.name, filer.address, filer.phone):
        return None
    return Party(PartyKind.PERSON, name, address=address, phone=phone)


def case_in(content: Mapping[str, Any]) -> str:
    """The case that was chosen, or nothing yet."""
    return _text(content, "what", "case")


def forms_begun(content: Mapping[str, Any]) -> Mapping[str, BegunForm]:
    """The e-forms that were begun, by the paper for which they are filled in."""
    return {
        component: BegunForm(int(kept["form"]), kept.get("answers") or {}, frozenset(kept.get("sent") or ()))
        for component, kept in sorted(_section(content, "forms").items())
    }


def ways_in(content: Mapping[str, Any]) -> Mapping[str, str]:
    """Which way was chosen for a line of the checklist that can be filled in online or brought otherwise."""
    return {key: str(chosen) for key, chosen in _section(content, "ways").items()}


def has_proxy(content: Mapping[str, Any]) -> bool:
    """Whether somebody files for the applicant."""
    return any(_text(content, "proxy", name) for name in ("name", "number"))


def filer_in(content: Mapping[str, Any]) -> Identity | None:
    """The number of whoever files, himself or for the applicant; None while none is typed."""
    return _identity(content, "proxy" if has_proxy(content) else "who")


def may_become(content: Mapping[str, Any], proven: Identity | None) -> Refusal | None:
    """Why a draft that is nobody's cannot become that of whoever has logged in: it names another who files."""
    filer = filer_in(content)
    if filer is None or (proven is not None and filer.is_same(proven)):
        return None
    return Refusal("draft_names_another")


def becomes(before: Mapping[str, Any], after: Mapping[str, Any], proven: Identity | None) -> bool:
    """Whether a draft that is nobody's becomes that of whoever goes on with it: it names him as the one who files, and
    named nobody else before."""
    filer = filer_in(after)
    is_named = proven is not None and filer is not None and filer.is_same(proven)
    return is_named and may_become(before, proven) is None


def identities_in(content: Mapping[str, Any]) -> list[Identity]:
    """The numbers that stand in a draft, by which it is handed out and erased."""
    found = (_identity(content, section) for section in _PARTIES)
    return [identity for identity in found if identity is not None]


def about(content: Mapping[str, Any], identity: Identity) -> dict[str, Any]:
    """What of a draft is about somebody who stands in it, and about the matter; not about others, nor what whoever
    files declared of others, nor where he has the result sent."""
    own = {section for section in _PARTIES if (held := _identity(content, section)) and held.is_same(identity)}
    left_out = {*_PARTIES, "forms"} - own - ({"forms"} if own else set())
    told = {section: typed for section, typed in content.items() if section not in left_out}
    if "result" in told and not own:
        told["result"] = {"method": _text(content, "result", "method")}
    return told


def belongs_to(content: Mapping[str, Any], identity: Identity) -> bool:
    """Whether what is attached is his: he is the applicant, or stands in a draft in which no applicant is named yet."""
    applicant = _identity(content, "who")
    return applicant is None or applicant.is_same(identity)


def reused_in(content: Mapping[str, Any]) -> Reuse:
    """The known papers that were ticked, and whether it was agreed that they are used."""
    ticked = _section(content, "papers").get("reused")
    papers = tuple((str(one), str(key)) for one, key in sorted(ticked.items())) if isinstance(ticked, Mapping) else ()
    return Reuse(papers, agreed=_section(content, "papers").get("agreed") is True)


def confirmed_in(content: Mapping[str, Any]) -> frozenset[str]:
    """The doubts that were confirmed."""
    return _keys(content, "review", "confirmed")


def uses_own_papers(content: Mapping[str, Any], proven: Identity | None) -> bool:
    """Whether the applicant is whoever logged in, who alone may have his papers used (NĐ 118/2025 Đ17.1b)."""
    identity = _identity(content, "who")
    return proven is not None and identity is not None and identity.is_same(proven) and not has_proxy(content)


def lacking(
    version: ProcedureVersion, content: Mapping[str, Any], *, files: Collection[str]
) -> Sequence[ChecklistItem]:
    """The lines of the checklist for which there is neither a file nor a known paper. What is only shown is shown at
    the one-stop shop, and data are looked up."""
    held = {*files, *reused_in(content).components}
    asked = request_of(content, version=version, files=files)
    items = checklist(version, case=asked.case_key or None, channel=Channel.ONLINE)
    owed = missing(items, held=held, conditions=asked.conditions)
    return [item for item in owed if all(one.kind is not ComponentKind.PRESENT for one in item.components)]


def field_of(path: str) -> str:
    """The field of a draft for that of a declaration: `who.number` for `applicants.0.identity.number`."""
    for place, section in _PLACES.items():
        if path == place:
            return section
        if path.startswith(f"{place}."):
            path = f"{section}.{path.removeprefix(f'{place}.')}"
    section, _, name = path.partition(".")
    return f"{section}.{_NAMES.get(name, name or 'name')}"


def _filer_objections(content: Mapping[str, Any], proven: Identity | None) -> Iterator[Objection]:
    filer = filer_in(content)
    if proven is not None and filer is not None and not filer.is_same(proven):
        section = "proxy" if has_proxy(content) else "who"
        yield Objection(f"{section}.number", Refusal("identity_not_proven"))


def _party_objections(content: Mapping[str, Any], section: str) -> Iterator[Objection]:
    for name, kind in (("kind", PartyKind), ("identity_kind", IdentityKind), ("sex", Sex)):
        typed = _text(content, section, name)
        if typed and _one_of(kind, typed) is None:
            yield Objection(f"{section}.{name}", Refusal("draft_choice_missing"))
    born = _text(content, section, "born")
    if born and _born(born) is None:
        yield Objection(f"{section}.born", Refusal("birth_date_unreadable"))


def _day_objections(content: Mapping[str, Any], section: str, name: str) -> Iterator[Objection]:
    typed = _text(content, section, name)
    if typed and _day(typed) is None:
        yield Objection(f"{section}.{name}", Refusal("draft_date_unreadable"))


def _request_objections(content: Mapping[str, Any], version: ProcedureVersion) -> Iterator[Objection]:
    case, kind, area = (_text(content, "what", name) for name in ("case", "applicant_kind", "area"))
    if (case or version.cases) and all(case != one.key for one in version.cases):
        yield Objection("what.case", Refusal("draft_choice_missing"))
    if kind and _one_of(ApplicantKind, kind) not in version.subjects:
        yield Objection("what.applicant_kind", Refusal("draft_choice_missing"))
    if area and _one_of(Area, area) is None:
        yield Objection("what.area", Refusal("draft_choice_missing"))
    for name in ("quantity", "pages"):
        typed = _section(content, "what").get(name)
        if typed is not None and typed != "" and not 1 <= (_number(content, "what", name) or 0) <= MOST_ITEMS:
            yield Objection(f"what.{name}", Refusal("draft_number_wrong", {"most": MOST_ITEMS}))


def _paper_objections(
    content: Mapping[str, Any], version: ProcedureVersion, *, files: Collection[str], proven: Identity | None
) -> Iterator[Objection]:
    for component in sorted(set(files) - {one.key for one in version.components}):
        yield Objection(f"papers.{component}", Refusal("draft_component_unknown"))
    for item in lacking(version, content, files=files):
        papers = tuple(one.label for one in item.components)
        yield Objection(f"papers.{item.key}", Refusal("papers_lacking", {"papers": papers}))
    reused = reused_in(content)
    if reused.papers and not uses_own_papers(content, proven):
        yield Objection("papers.reused", Refusal("known_papers_need_log_in"))
    elif reused.papers and not reused.agreed:
        yield Objection("papers.agreed", Refusal("consent_missing"))


def _conditions(content: Mapping[str, Any], version: ProcedureVersion, files: Collection[str]) -> frozenset[str]:
    items = checklist(version, case=_text(content, "what", "case") or None, channel=Channel.ONLINE)
    return frozenset(
        item.key
        for item in items
        if item.necessity is Necessity.CONDITIONAL and any(one.key in files for one in item.components)
    )


def _party(content: Mapping[str, Any], section: str) -> Party:
    return Party(
        kind=_party_kind(content, section),
        name=_text(content, section, "name"),
        identity=_identity(content, section),
        born=_born(_text(content, section, "born")),
        sex=_one_of(Sex, _text(content, section, "sex")),
        nationality=_text(content, section, "nationality") or "VN",
        address=_text(content, section, "address"),
        commune=_text(content, section, "commune"),
        phone=_text(content, section, "phone"),
        email=_text(content, section, "email"),
        represented_by=_text(content, section, "represented_by"),
    )


def _party_kind(content: Mapping[str, Any], section: str) -> PartyKind:
    return _one_of(PartyKind, _text(content, section, "kind")) or PartyKind.PERSON


def _identity(content: Mapping[str, Any], section: str) -> Identity | None:
    number = _text(content, section, "number")
    if not number:
        return None
    kind = _one_of(IdentityKind, _text(content, section, "identity_kind")) or _USUAL[_party_kind(content, section)]
    return Identity(kind, number, paper=_text(content, section, "identity_paper"))


def _born(typed: str) -> BirthDate | None:
    read = BirthDate.read(typed)
    return None if isinstance(read, Refusal) else read


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _one_of(kind: type[Kind], typed: str) -> Kind | None:
    return kind(typed) if typed in {member.value for member in kind} else None


def _section(content: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    typed = content.get(section)
    return typed if isinstance(typed, Mapping) else {}


def _text(content: Mapping[str, Any], section: str, name: str) -> str:
    typed = _section(content, section).get(name)
    return typed.strip() if isinstance(typed, str) else ""


def _number(content: Mapping[str, Any], section: str, name: str) -> int | None:
    typed = str(_section(content, section).get(name, ""))
    return int(typed) if typed.isascii() and typed.isdigit() else None


def _keys(content: Mapping[str, Any], section: str, name: str) -> frozenset[str]:
    typed = _section(content, section).get(name)
    return frozenset(map(str, typed)) if isinstance(typed, Sequence) and not isinstance(typed, str) else frozenset()
