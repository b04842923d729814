"""The pads of reserved codes of a house: which codes are open, entered or void."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.counter import models
from motcua.counter.types import Pad, Stub, StubState
from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import ONE_STOP_KINDS, Role, Scope
from motcua.parties import queries as people

PADS_SHOWN = 50
_WATCHERS = (Role.RECEPTIONIST, Role.SUPERVISOR)


def resolving_agencies(scope: Scope, *, on: date) -> list[tuple[int, str]]:
    """Agencies, with their names, for whose dossiers a house may reserve codes: its own first, then those below."""
    own = scope.own_agency_ids
    found = organisation.agencies_by_id(organisation.with_all_below(own, on=on), on=on).values()
    resolving = [one for one in found if one.kind not in ONE_STOP_KINDS]
    return [(one.id, one.name) for one in sorted(resolving, key=lambda one: (one.id not in own, one.code))]


def pads(scope: Scope, *, is_open: bool, after: int = 0) -> tuple[list[Pad], bool]:
    """The pads of a house with open codes, those first that were to be settled first; or those that are settled, the
    latest first. And whether more follow after the `after` that were shown. One statement.
    """
    rows = _of_the_house(scope)
    rows = rows.filter(open_codes__gt=0).order_by("settle_by", "id") if is_open else rows.filter(open_codes=0)
    shown = list(rows[after : after + PADS_SHOWN + 1])
    return [_pad(row) for row in shown[:PADS_SHOWN]], len(shown) > PADS_SHOWN


def pad(scope: Scope, pad_id: int) -> tuple[Pad, tuple[Stub, ...]]:
    """A pad and its codes, in their order. Raises Refused (`pad_absent`)."""
    row = _of_the_house(scope).filter(id=pad_id).first()
    if row is None:
        raise Refused(Refusal("pad_absent"))
    return _pad(row), _stubs(models.Stub.objects.filter(pad=row))


def stub(scope: Scope, stub_id: int) -> Stub:
    """A code of a pad. Raises Refused (`pad_absent`)."""
    found = _stubs(models.Stub.objects.filter(id=stub_id, pad__in=_of_the_house(scope)))
    if not found:
        raise Refused(Refusal("pad_absent"))
    return found[0]


def codes_waiting(scope: Scope, *, at: datetime) -> tuple[int, int]:
    """How many reserved codes of days that have come are neither entered nor void, and how many of them are late."""
    rows = _of_the_house(scope).filter(open_codes__gt=0, day__lte=at.date()).values_list("open_codes", "settle_by")
    found = list(rows)
    return sum(codes for codes, _due in found), sum(codes for codes, due in found if due < at)


def pad_faults() -> Iterator[str]:
    """Codes of pads that are not what their numbers say, as sentences: `motcua check` asks this."""
    numbers = dict(dossier.numbers_of_pads())
    for row in models.Pad.objects.order_by("id").prefetch_related("stubs"):
        stubs = sorted(row.stubs.all(), key=lambda one: one.number)
        of_pad = {one.pk: numbers.pop((row.resolving_agency_id, row.day, one.number), None) for one in stubs}
        facts = dossier.facts_many([one.dossier_id for one in stubs if one.dossier_id is not None])
        for one in stubs:
            said, is_void = StubState(one.state), of_pad[one.pk]
            if said is StubState.OPEN and is_void is not False:
                yield _("Code {code} of a pad is open, and its number is not reserved.").format(code=one.code)
            if said is StubState.VOID and is_void is not True:
                yield _("Code {code} of a pad is void, and its number is not.").format(code=one.code)
            if said is StubState.ENTERED and is_void is not None:
                yield _("Code {code} of a pad was entered, and its number is still set aside.").format(code=one.code)
            borne = facts.get(one.dossier_id) if one.dossier_id is not None else None
            if said is StubState.ENTERED and (borne is None or borne.code != one.code):
                yield _("Code {code} of a pad was entered, and its dossier does not bear it.").format(code=one.code)
        there = sum(one.state == StubState.OPEN for one in stubs)
        if there != row.open_codes:
            yield _("Pad {pad} says that {said} of its codes are open, and {there} are.").format(
                pad=row.pk, said=row.open_codes, there=there
            )
    for agency_id, day, number in sorted(numbers):
        yield _("Number {number} of {day}, agency {agency}, was set aside for a pad and stands on none.").format(
            number=number, day=day.isoformat(), agency=agency_id
        )


def _of_the_house(scope: Scope) -> QuerySet[models.Pad]:
    if not scope.may(*_WATCHERS):
        return models.Pad.objects.none()
    return models.Pad.objects.filter(agency_id__in=sorted(scope.own_agency_ids)).order_by("-id")


def _pad(row: models.Pad) -> Pad:
    return Pad(
        id=row.pk,
        agency_id=row.agency_id,
        resolving_agency_id=row.resolving_agency_id,
        day=row.day,
        officer_id=row.officer_id,
        reserved_at=row.reserved_at,
        settle_by=row.settle_by,
        codes=row.codes,
        open_codes=row.open_codes,
    )


def _stubs(rows: QuerySet[models.Stub]) -> tuple[Stub, ...]:
    known = list(rows.select_related("pad").order_by("number"))
    texts = people.texts(row.reason_id for row in known if row.reason_id is not None)
    return tuple(
        Stub(
            id=row.pk,
            pad_id=row.pad_id,
            code=row.code,
            state=StubState(row.state),
            day=row.pad.day,
            dossier_id=row.dossier_id,
            settled_at=row.settled_at,
            officer_id=row.officer_id,
            reason=(texts[row.reason_id].content or "") if row.reason_id is not None else "",
        )
        for row in known
    )
