"""A paper that is drafted by filling in a template and signed: what it says, how it is printed, stamped and read again.

It may be the result of a dossier or a letter about it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from motcua.catalogue.types import ResultSignature, SignedBy
from motcua.dossier import queries as dossier
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Post, Role, SigningCapacity
from motcua.papers import queries as papers
from motcua.papers.types import Anchor, Attached, FieldValue, Letter, Letterhead, LetterTemplate, Stamp
from motcua.process import models
from motcua.process.keys import seal_keys, signs_with_sample
from motcua.process.letters import values_kept
from motcua.process.naming import said
from motcua.process.results import holder_of
from motcua.process.types import InCapacity, MadeSignature, PaperToSign, post_in_words

_DRAFT_NUMBER = "DỰ THẢO"
"""What stands for the number on a draft."""
_NOBODY_YET = "…………"
_GRANTED_FOR = timedelta(minutes=5)


class BearsSignatures(Protocol):
    """A paper with a number on which signatures were made."""

    @property
    def number(self) -> str:
        """As it stands on the paper."""

    @property
    def signed(self) -> list[dict[str, str]]:
        """Those made, as `signature_made` describes them."""


def template_drafted(row: models.DraftedPaper) -> LetterTemplate:
    """The template in which it was drafted, whatever holds today."""
    return papers.letter_version(row.letter, row.letter_version)


def values_drafted(row: models.DraftedPaper) -> dict[str, FieldValue]:
    """What was drafted. Raises Refused (`draft_erased`): it was erased with the person's data."""
    return values_kept(row.values_id, template_drafted(row))


# --- who signs --------------------------------------------------------------------------------------------------------


def post_of(actor: Actor) -> Post | None:
    """The post in which somebody acts."""
    return organisation.posts_by_id([actor.post_id]).get(actor.post_id) if actor.post_id is not None else None


def own_capacity(actor: Actor, agency_id: int, *, on: date) -> InCapacity:
    """The capacity of somebody's post, and the office he stands in for: that of the head of the agency."""
    post = post_of(actor)
    if post is None or not post.capacity.prefix:
        return InCapacity()
    return InCapacity(post.capacity, head_title(agency_id, on=on))


def head_title(agency_id: int, *, on: date) -> str:
    """What the head of an agency is called there; empty where nobody is."""
    heads = {SigningCapacity.OWN, SigningCapacity.TM}
    posts = organisation.posts([agency_id], on=on)
    return next((one.title for one in posts if one.role is Role.LEADER and one.capacity in heads), "")


def name_of(actor_key: str) -> str:
    """The officer's name by his personnel code."""
    return organisation.officer_names_by_code([actor_key]).get(actor_key, "")


def code_in(actor: str) -> str:
    """The personnel code in an actor as it is written."""
    return actor.removeprefix(f"{ActorKind.OFFICER}:").partition("/")[0]


# --- how it is printed ------------------------------------------------------------------------------------------------


def draft_pdf(template: LetterTemplate, values: Mapping[str, FieldValue], *, agency_id: int, at: datetime) -> bytes:
    """The draft: without a number, before anybody has signed. Raises Refused: `letter_incomplete` and its kin."""
    leaders = organisation.officers_for(Role.LEADER, agency_id=agency_id, on=at.date())
    return _printed(
        template,
        values,
        agency_id=agency_id,
        at=at,
        signer=leaders[0].name if len(leaders) == 1 else _NOBODY_YET,
        signer_title=head_title(agency_id, on=at.date()) or _NOBODY_YET,
        number=_DRAFT_NUMBER,
    )


def numbered_pdf(
    template: LetterTemplate, values: Mapping[str, FieldValue], *, agency_id: int, at: datetime, number: str
) -> bytes:
    """A letter that has its number and is signed on paper, by whoever leads the agency."""
    leaders = organisation.officers_for(Role.LEADER, agency_id=agency_id, on=at.date())
    return _printed(
        template,
        values,
        agency_id=agency_id,
        at=at,
        signer=leaders[0].name if len(leaders) == 1 else _NOBODY_YET,
        signer_title=head_title(agency_id, on=at.date()) or _NOBODY_YET,
        number=number,
    )


def pdf_to_sign(
    template: LetterTemplate,
    values: Mapping[str, FieldValue],
    *,
    agency_id: int,
    actor: Actor,
    capacity: InCapacity,
    at: datetime,
    number: str,
    verify_address: str = "",
) -> bytes:
    """A letter with its number and who signs it in which capacity, before his signature is on it."""
    post = post_of(actor)
    return _printed(
        template,
        values,
        agency_id=agency_id,
        at=at,
        signer=name_of(actor.key),
        signer_title=post.title if post is not None else "",
        number=number,
        capacity=capacity.written,
        verify_address=verify_address,
    )


def final_pdf(
    row: models.DraftedPaper,
    *,
    agency_id: int,
    actor: Actor,
    capacity: InCapacity,
    at: datetime,
    verify_address: str = "",
) -> bytes:
    """The paper that is signed: with its number, who signs in which capacity, and the code of the page where a result
    is verified."""
    return pdf_to_sign(
        template_drafted(row),
        values_drafted(row),
        agency_id=agency_id,
        actor=actor,
        capacity=capacity,
        at=at,
        number=row.number,
        verify_address=verify_address,
    )


def _printed(
    template: LetterTemplate,
    values: Mapping[str, FieldValue],
    *,
    agency_id: int,
    at: datetime,
    signer: str,
    signer_title: str,
    number: str,
    capacity: str = "",
    verify_address: str = "",
) -> bytes:
    head = dossier.head_of(agency_id)
    return papers.render_letter(
        Letter(
            template=template,
            head=Letterhead(
                issuer=head.issuer,
                superior=head.superior,
                place=head.place,
                number=number if template.is_numbered else "",
                signer=signer,
                signer_title=signer_title,
                capacity=capacity,
            ),
            values=values,
            verify_address=verify_address,
        ),
        at=at,
    )


def signature_made(
    signature: ResultSignature, *, actor: Actor, capacity: InCapacity, at: datetime, press: str
) -> dict[str, str]:
    """What the row of a paper remembers of a signature. The seal is its agency's, whatever the clerk stands in for."""
    post = post_of(actor)
    return {
        "key": signature.key,
        "by": str(actor),
        "at": at.isoformat(),
        "press": press,
        "capacity": capacity.written if signature.by is SignedBy.OFFICER else "",
        "title": post.title if post is not None else "",
    }


def signing_posts(dossier_id: int) -> dict[int, str]:
    """In which post the last signature of each paper was made that was drafted and signed for a dossier: by its file.

    A paper signed before this was remembered is not among them.
    """
    rows: list[models.ResultPaper | models.WrittenLetter] = [
        *models.ResultPaper.objects.filter(dossier_id=dossier_id, attachment_id__isnull=False),
        *models.WrittenLetter.objects.filter(dossier_id=dossier_id),
    ]
    last = {row.attachment_id: row.signed[-1] for row in rows if row.attachment_id is not None and row.signed}
    return {file: post_in_words(made["capacity"], made["title"]) for file, made in last.items() if "title" in made}


def stamp_for(
    signature: ResultSignature,
    row: BearsSignatures,
    *,
    actor: Actor,
    capacity: InCapacity,
    agency_id: int,
) -> Stamp:
    """What the signature shows, and where: beside words of the paper, which name whoever signed first."""
    first = code_in(row.signed[0]["by"]) if row.signed else actor.key
    issuer = organisation.agency(agency_id).name
    post = post_of(actor)
    title = post.title if post is not None else ""
    says_who = signature.by is SignedBy.OFFICER and bool(row.signed)  # of the first the paper itself says it
    place = signature.place
    return Stamp(
        role=signature.key,
        template=signature.stamp,
        capacity=capacity.written if says_who else "",
        title=title if says_who else "",
        agency=issuer,
        number=row.number,
        place=None
        if place is None
        else Anchor(
            words=place.words.format(signer=name_of(first), title=title, number=row.number, issuer=issuer),
            width=place.width,
            height=place.height,
            beside=place.beside,
            right=place.right,
            up=place.up,
        ),
    )


# --- as it lies in the dossier ----------------------------------------------------------------------------------------


def bytes_of(attachment_id: int | None, *, dossier_id: int, reader: str, at: datetime) -> bytes:
    """The paper as it is now. Raises Refused: `file_absent`, `file_missing`, `file_store_unreachable`."""
    if attachment_id is None:
        raise Refused(Refusal("file_absent"))
    return bytes_held(papers.attachment(attachment_id, holder=holder_of(dossier_id)), reader=reader, at=at)


def bytes_held(held: Attached, *, reader: str, at: datetime) -> bytes:
    """The bytes of a file, for whoever may read it. Raises Refused: `file_missing`, `file_store_unreachable`."""
    leave = papers.grant(held, reader=reader, at=at, until=at + _GRANTED_FOR)
    opened = papers.open_granted(leave, reader=reader, at=at, name="paper")
    return b"".join(opened.read(0, opened.size))


def copy_in_force(attachment_id: int, *, holder: str) -> Attached:
    """The file that is offered: the draft, or what was signed, as it is since its time stamp was renewed last."""
    held = papers.attachment(attachment_id, holder=holder)
    newest = papers.newest_copy(held.file.digest)
    if newest == held.file.digest:
        return held
    return next((one for one in papers.attachments(holder) if one.file.digest == newest), held)


def worth_of(held: Attached, *, at: datetime) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What the signatures of a file were worth when it was last examined: in one sentence, and each line by line.

    Where nobody has looked yet, it is looked at now.
    """
    kept = papers.verdicts_of([held.file.digest]).get(held.file.digest)
    if kept is not None and kept.examined_at is not None:
        verdicts = kept.verdicts
    else:
        verdicts = papers.examine(bytes_held(held, reader="process", at=at), at=at)
    sentence = papers.overall_in_words(papers.overall(verdicts))
    return sentence, tuple(papers.verdict_in_words(one) for one in verdicts)


def paper_to_sign(
    row: models.DraftedPaper, signature: ResultSignature, held: Attached, *, actor: Actor, agency_id: int, at: datetime
) -> PaperToSign:
    """What somebody needs to know before he makes that signature in an agency."""
    of_agency = signature.by is SignedBy.AGENCY
    allowed = signature.capacities or frozenset(SigningCapacity)
    keys = seal_keys(organisation.agency(agency_id).code) if of_agency else (actor.key,)
    return PaperToSign(
        signature=signature,
        agency_id=agency_id,
        attachment=held.id,
        pages=held.pages,
        title=template_drafted(row).title,
        is_first=not row.signed,
        keys=keys,
        capacities=() if of_agency else tuple(one for one in SigningCapacity if one in allowed),
        proposed=own_capacity(actor, agency_id, on=at.date()),
        is_sample=signs_with_sample(keys),
    )


def shown_signatures(
    row: BearsSignatures, wanted: Sequence[ResultSignature]
) -> tuple[tuple[MadeSignature, ...], tuple[str, ...]]:
    """The signatures that were made, and what those are called that are still to come; both in their order."""
    made = {one["key"]: one for one in row.signed}
    names = organisation.officer_names_by_code({code_in(one["by"]) for one in row.signed})
    in_order = sorted(wanted, key=lambda one: one.turn)
    signed = tuple(
        MadeSignature(
            key=one.key,
            label=said(one.label),
            by=names.get(code_in(made[one.key]["by"]), ""),
            at=datetime.fromisoformat(made[one.key]["at"]),
            capacity=made[one.key].get("capacity", ""),
            title=made[one.key].get("title", ""),
        )
        for one in in_order
        if one.key in made
    )
    return signed, tuple(said(one.label) for one in in_order if one.key not in made)
