"""What somebody has already for a checklist, as every face offers it: boxes to tick, each with what is known of it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.papers.types import ResultState
from motcua.process.types import KnownPaper, PersonalStore, Reuse
from motcua.ui.types import KnownChoice
from motcua.ui.wording import local_date

_REUSE = "reuse-"
_CONSENT = "consent"
_MOST_SHOWN = 20
"""How many known papers stand beside one paper of the checklist."""
_STATE_WORDS: Mapping[ResultState, object] = {
    ResultState.NOT_YET: gettext_lazy("not valid yet"),
    ResultState.EXPIRED: gettext_lazy("its validity is over"),
    ResultState.REVOKED: gettext_lazy("revoked"),
}


def reuse_ticked(posted: QueryDict | None) -> Reuse:
    """What was ticked to be used again, and the consent (field `consent`), as the browser sent them."""
    if posted is None:
        return Reuse((), agreed=False)
    names = [name for name in posted if name.startswith(_REUSE)]
    papers = tuple((name.removeprefix(_REUSE), key) for name in names for key in posted.getlist(name))
    return Reuse(papers, agreed=_CONSENT in posted)


def known_choices(store: PersonalStore, component: str, ticked: Reuse) -> tuple[KnownChoice, ...]:
    """What is known for one paper of the checklist, as far as it is shown; what does not hold cannot be ticked."""
    return tuple(
        KnownChoice(
            name=f"{_REUSE}{component}",
            value=one.key,
            label=_label(one),
            hint=_hint(one),
            is_checked=(component, one.key) in ticked.papers,
            may_choose=one.may_be_used,
        )
        for one in store.beside(component)[:_MOST_SHOWN]
    )


def not_all_shown(store: PersonalStore) -> str:
    """That there is more than is shown, in words; empty where everything is."""
    said = []
    if store.looked_through:
        words = ngettext(
            "Only the latest file of this person was looked through.",
            "Only the latest {count} files of this person were looked through.",
            store.looked_through,
        )
        said.append(words.format(count=store.looked_through))
    if any(count > _MOST_SHOWN for count in Counter(one.component for one in store.papers).values()):
        words = _("Beside each paper at most {count} are shown, those that may be used and the latest first.")
        said.append(words.format(count=_MOST_SHOWN))
    return " ".join(said)


def _label(known: KnownPaper) -> str:
    if known.is_result:
        return f"{known.name} · {known.number}"
    return _("{paper}, handed in with dossier {code}").format(paper=known.name, code=known.dossier_code)


def _hint(known: KnownPaper) -> str:
    said = [known.issuer, *_days(known)]
    if known.number and not known.is_result:
        said.insert(0, _("No. {number}").format(number=known.number))
    if known.state is not ResultState.VALID:
        said.append(str(_STATE_WORDS.get(known.state, "")))
    elif not known.file:
        said.append(_("no electronic copy: look at the paper"))
    elif not known.is_confirmed:
        said.append(_("nobody confirmed whose it is and how long it holds: look at it"))
    return " · ".join(part for part in said if part)


def _days(known: KnownPaper) -> Iterator[str]:
    """When it was issued or handed in, and from when until when it holds, as far as that is known."""
    if known.issued_on is not None:
        yield local_date(known.issued_on)
    elif known.handed_in_on is not None:
        yield local_date(known.handed_in_on)
    if known.state is ResultState.NOT_YET and known.valid_from is not None:
        yield _("valid from {day}").format(day=local_date(known.valid_from))
    if known.valid_to is not None:
        yield _("valid until {day}").format(day=local_date(known.valid_to))
