"""What is to be handed over now, and the lists of both sides."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from motcua.catalogue.types import Channel
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow, Filters, InvolvementRole, Listing, State
from motcua.kernel import numbers
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import Form, PaperListLine, PaperListSheet, Signer
from motcua.parties import queries as parties
from motcua.passing import models
from motcua.passing.sight import HANDS
from motcua.passing.types import ListLine, PaperList, PapersOf, ToGive

__all__ = ["PAGE", "faults", "list_sheet", "paper_list", "paper_lists", "papers_to_give"]

PAGE = 50
_MOST = 300
"""How many dossiers are looked through for what is to be handed over; the most urgent first."""
_MOVING = frozenset({State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.PAUSED, State.DECIDED, State.COMPLETED})


def papers_to_give(scope: Scope, agency_id: int, *, at: datetime) -> tuple[ToGive, ...]:
    """What an agency has to hand over now: its papers are here, the dossier lies elsewhere already."""
    filters = Filters(listing=Listing.OPEN, role=InvolvementRole.RECEIVES, agency_id=agency_id)
    received = dossier.dossiers(scope, filters, at=at, limit=_MOST).rows
    ids = [row.id for row in received if row.channel is not Channel.ONLINE]
    travelled = set(models.Place.objects.filter(dossier_id__in=ids).values_list("dossier_id", flat=True))
    never_left = [row for row in received if row.id in set(ids) - travelled]
    here = models.Place.objects.filter(agency_id=agency_id, carried_by=None).order_by("dossier_id")
    came = dossier.by_ids(scope, list(here.values_list("dossier_id", flat=True)[:_MOST]), at=at)
    waiting = [row for row in (*never_left, *came) if row.state in _MOVING and row.holder.agency_id != agency_id]
    takers: defaultdict[int, list[PapersOf]] = defaultdict(list)
    for row in waiting:
        takers[row.holder.agency_id].append(_papers_of(row))
    names = organisation.agency_names(takers)
    found = (ToGive(agency_id, taker, names.get(taker, ""), tuple(those)) for taker, those in takers.items())
    return tuple(sorted(found, key=lambda one: one.taker))


def paper_lists(
    scope: Scope, agency_ids: Collection[int], *, before: int | None = None, limit: int = PAGE
) -> Sequence[PaperList]:
    """The lists that these agencies gave or get, those to be received first, then the latest; without their lines."""
    _require_hands(scope)
    mine = sorted(set(agency_ids) & scope.own_agency_ids)
    rows = models.PaperList.objects.filter(Q(giver_id__in=mine) | Q(taker_id__in=mine))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _shown(list(rows.order_by("-id")[:limit]))


def paper_list(scope: Scope, list_id: int, *, at: datetime) -> PaperList:
    """One list with its lines, for either side. Raises Refused (`list_absent`)."""
    _require_hands(scope)
    row = models.PaperList.objects.filter(id=list_id).first()
    if row is None or scope.own_agency_ids.isdisjoint({row.giver_id, row.taker_id}):
        raise Refused(Refusal("list_absent"))
    (one,) = _shown([row], lines=_lines(scope, row, at))
    return one


def list_sheet(scope: Scope, list_id: int, *, at: datetime) -> tuple[PaperListSheet, datetime]:
    """Danh sách bàn giao hồ sơ with both signatures, as far as there are, and when it was given.

    Raises Refused (`list_absent`).
    """
    one = paper_list(scope, list_id, at=at)
    sheet = PaperListSheet(
        form=_form_on(one.given_at.date()),
        head=dossier.head_of(one.giver_id),
        number=one.written,
        giver=one.giver,
        taker=one.taker,
        given_at=one.given_at,
        given_by=Signer(one.given_by),
        taken_at=one.taken_at,
        taken_by=Signer(one.taken_by) if one.taken_by else None,
        remark=one.remark,
        lines=tuple(
            PaperListLine(
                line.papers.code,
                line.papers.applicant or _ERASED,
                line.papers.procedure,
                _NOT_THERE if line.is_missing else "",
            )
            for line in one.lines
        ),
    )
    return sheet, one.given_at


_ERASED = "(đã xóa)"
_NOT_THERE = "Không có khi nhận"


def faults() -> Iterator[str]:
    """What `motcua check` asks: numbers without a gap, and papers on the way with a list that nobody took."""
    books: dict[tuple[int, int], list[int]] = {}
    for giver_id, year, number in models.PaperList.objects.values_list("giver_id", "year", "number").iterator():
        books.setdefault((giver_id, year), []).append(number)
    for (giver_id, year), used in sorted(books.items()):
        for number in numbers.unaccounted(f"paper_lists/{giver_id}/{year}", used):
            yield _("List {number}/{year} of agency {agency} was drawn and is nowhere.").format(
                number=number, year=year, agency=giver_id
            )
    astray = models.Place.objects.filter(carried_by__taken_at__isnull=False).order_by("dossier_id")
    for dossier_id in astray.values_list("dossier_id", flat=True):
        yield _("The papers of dossier {dossier} are on the way with a list that was received.").format(
            dossier=dossier_id
        )


def _require_hands(scope: Scope) -> None:
    if not scope.may(*HANDS):
        raise Refused(Refusal("papers_not_yours"))


def _papers_of(row: DossierRow) -> PapersOf:
    return PapersOf(row.id, row.code, row.applicant, row.procedure)


def _lines(scope: Scope, row: models.PaperList, at: datetime) -> tuple[ListLine, ...]:
    lines = list(models.Line.objects.filter(list=row).order_by("id"))
    known = {one.id: _papers_of(one) for one in dossier.by_ids(scope, [line.dossier_id for line in lines], at=at)}
    return tuple(ListLine(known[line.dossier_id], line.is_missing) for line in lines if line.dossier_id in known)


def _shown(rows: Sequence[models.PaperList], lines: tuple[ListLine, ...] = ()) -> Sequence[PaperList]:
    ids = [row.pk for row in rows]
    counted = models.Line.objects.filter(list_id__in=ids).values("list_id").order_by("list_id")
    counts = {
        one["list_id"]: (one["all"], one["missing"])
        for one in counted.annotate(all=Count("id"), missing=Count("id", filter=Q(is_missing=True)))
    }
    names = organisation.agency_names({agency for row in rows for agency in (row.giver_id, row.taker_id)})
    people = organisation.officer_names(_people(rows))
    texts = parties.texts(row.remark_id for row in rows if row.remark_id is not None)
    words = {number: text.content or "" for number, text in texts.items()}
    said = _Said(names, people, words, lines)
    return [_one(row, said, *counts.get(row.pk, (0, 0))) for row in rows]


def _people(rows: Iterable[models.PaperList]) -> set[int]:
    return {one for row in rows for one in (row.given_by_id, row.taken_by_id) if one is not None}


class _Said(NamedTuple):
    """What the ids in lists stand for."""

    agencies: Mapping[int, str]
    officers: Mapping[int, str]
    remarks: Mapping[int, str]
    lines: tuple[ListLine, ...]


def _one(row: models.PaperList, said: _Said, count: int, missing: int) -> PaperList:
    return PaperList(
        id=row.pk,
        sequence=row.stream_sequence,
        number=row.number,
        giver_id=row.giver_id,
        taker_id=row.taker_id,
        giver=said.agencies.get(row.giver_id, ""),
        taker=said.agencies.get(row.taker_id, ""),
        given_at=row.given_at,
        given_by=said.officers.get(row.given_by_id, ""),
        given_by_id=row.given_by_id,
        taken_at=row.taken_at,
        taken_by=said.officers.get(row.taken_by_id or 0, ""),
        remark=said.remarks.get(row.remark_id or 0, ""),
        count=count,
        missing=missing,
        lines=said.lines,
    )


def _form_on(day: date) -> Form:
    editions = _editions()
    return Form(**next((row for row in editions if row["since"] <= day), editions[-1])["list"])


@cache
def _editions() -> tuple[Mapping[str, Any], ...]:
    rows = yaml.safe_load(files("motcua.passing").joinpath("data/forms.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(rows, key=lambda row: row["since"], reverse=True))
