"""The table of changes: what each asks, what it does, and what it would do to others, said before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts.types import Acting
from motcua.control.house import forms
from motcua.control.house.effects import Effect, when_desk_closes, when_holding_ends, when_post_closes
from motcua.control.house.things import (
    Place,
    called_delegation,
    called_desk,
    called_holding,
    called_post,
    called_unit,
    wanted_delegation,
    wanted_desk,
    wanted_holding,
    wanted_post,
    wanted_unit,
)
from motcua.kernel.types import Actor, Refused
from motcua.organisation import commands, queries
from motcua.organisation.types import (
    AgencyKind,
    Contact,
    FormChoice,
    FormLanguages,
    Level,
    Line,
    PageSize,
    Role,
    SigningCapacity,
)

Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody changes something of a place at an instant."""

    me: Acting
    actor: Actor
    at: datetime
    place: Place


def _no_effect(_place: Place, _typed: Typed) -> list[Effect]:
    return []


def _nothing_of_its_own(_place: Place) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """A change. `called` names the thing it is about, where that is not the agency itself.

    `effect` says what it would do to others; where there is one, it is shown before it is confirmed.
    """

    title: Promise
    form: type[forms.ActForm]
    carry_out: Callable[[Press, Typed], object]
    called: Callable[[Place], str] = _nothing_of_its_own
    effect: Callable[[Place, Typed], list[Effect]] = _no_effect

    @property
    def shows_first(self) -> bool:
        """Whether what it does to others is shown before it is confirmed."""
        return self.effect is not _no_effect


def _establish(press: Press, typed: Typed) -> None:
    commands.establish_agency(
        actor=press.actor,
        at=press.at,
        code=typed["code"],
        name=typed["name"],
        short_name=typed["short_name"],
        valid_from=typed["first_day"],
        decision=typed["decision"],
        level=Level(typed["level"]),
        kind=AgencyKind(typed["kind"]),
        line=Line(typed["line"]),
        parent_id=press.place.agency.id,
        place_code=typed["place_code"],
    )


def _rename(press: Press, typed: Typed) -> None:
    commands.rename_agency(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        name=typed["name"],
        short_name=typed["short_name"],
        first_day=typed["first_day"],
        decision=typed["decision"],
    )


def _move(press: Press, typed: Typed) -> None:
    commands.move_agency(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        parent_id=int(typed["parent"]),
        first_day=typed["first_day"],
        decision=typed["decision"],
    )


def _recode(press: Press, typed: Typed) -> None:
    commands.recode_agency(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        code=typed["code"],
        first_day=typed["first_day"],
        decision=typed["decision"],
    )


def _set_calendar(press: Press, typed: Typed) -> None:
    commands.set_calendar(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        calendar_key=typed["calendar_key"],
        first_day=typed["first_day"],
        decision=typed["decision"],
    )


def _choose_forms(press: Press, typed: Typed) -> None:
    size, languages = typed["form_size"], typed["form_languages"]
    commands.choose_forms(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        choice=FormChoice(PageSize(size) if size else None, FormLanguages(languages) if languages else None),
        first_day=typed["first_day"],
        decision=typed["decision"],
    )


def _say_contact(press: Press, typed: Typed) -> None:
    commands.say_contact(actor=press.actor, at=press.at, agency_id=press.place.agency.id, contact=Contact(**typed))


def _open_unit(press: Press, typed: Typed) -> None:
    commands.open_unit(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        code=typed["code"],
        name=typed["name"],
        parent_id=_number(typed["unit"]),
        valid_from=typed["first_day"],
        decision=typed["decision"],
    )


def _close_unit(press: Press, typed: Typed) -> None:
    unit = wanted_unit(press.place)
    commands.close_unit(
        actor=press.actor, at=press.at, unit_id=unit.id, last_day=typed["last_day"], decision=typed["decision"]
    )


def _open_desk(press: Press, typed: Typed) -> None:
    commands.open_desk(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        code=typed["code"],
        name=typed["name"],
        desk_key=typed["hours"],
        is_priority=typed["is_priority"],
        valid_from=typed["first_day"],
        decision=typed["decision"],
    )


def _close_desk(press: Press, typed: Typed) -> None:
    desk = wanted_desk(press.place)
    commands.close_desk(
        actor=press.actor, at=press.at, desk_id=desk.id, last_day=typed["last_day"], decision=typed["decision"]
    )


def _create_post(press: Press, typed: Typed) -> None:
    commands.create_post(
        actor=press.actor,
        at=press.at,
        agency_id=press.place.agency.id,
        role=Role(typed["role"]),
        title=typed["title"],
        capacity=SigningCapacity(typed["capacity"]),
        unit_id=_number(typed["unit"]),
        desk_id=_number(typed["desk"]),
        valid_from=typed["first_day"],
        decision=typed["decision"],
    )


def _close_post(press: Press, typed: Typed) -> None:
    post = wanted_post(press.place)
    commands.close_post(
        actor=press.actor, at=press.at, post_id=post.id, last_day=typed["last_day"], decision=typed["decision"]
    )


def _appoint(press: Press, typed: Typed) -> None:
    """Whoever bears a code that is new here is registered first, where his name is given."""
    post, first_day = wanted_post(press.place), typed["first_day"]
    commands.appoint(
        actor=press.actor,
        at=press.at,
        officer_id=_officer(press, typed["officer_code"].strip(), typed["name"].strip(), first_day),
        post_id=post.id,
        valid_from=first_day,
        valid_to=typed["last_day"],
        decision=typed["decision"],
    )


def _officer(press: Press, code: str, name: str, first_day: date) -> int:
    try:
        return queries.officer_by_code(code).id
    except Refused:
        if not name:
            raise
    return commands.register_officer(actor=press.actor, at=press.at, code=code, name=name, valid_from=first_day)


def _end_holding(press: Press, typed: Typed) -> None:
    holding = wanted_holding(press.place)
    commands.end_holding(
        actor=press.actor,
        at=press.at,
        holding_id=holding.id,
        last_day=typed["last_day"],
        decision=typed["decision"],
    )


def _delegate(press: Press, typed: Typed) -> None:
    holding = wanted_holding(press.place)
    commands.delegate(
        actor=press.actor,
        at=press.at,
        giver_id=holding.officer_id,
        receiver_id=int(typed["receiver"]),
        post_id=holding.post.id,
        valid_from=typed["first_day"],
        valid_to=typed["last_day"],
        decision=typed["decision"],
    )


def _revoke(press: Press, typed: Typed) -> None:
    lent = wanted_delegation(press.place)
    commands.revoke_delegation(
        actor=press.actor, at=press.at, delegation_id=lent.id, first_day_without=typed["first_day"]
    )


def _number(chosen: str) -> int | None:
    return int(chosen) if chosen else None


ACTS: Mapping[str, Act] = {
    "establish": Act(_("Establish an agency below it"), forms.EstablishForm, _establish),
    "rename": Act(_("Give it another name"), forms.RenameForm, _rename),
    "move": Act(_("Put it under another agency"), forms.MoveForm, _move),
    "recode": Act(_("Give it another identifier"), forms.RecodeForm, _recode),
    "calendar": Act(_("Choose its working calendar"), forms.CalendarForm, _set_calendar),
    "forms": Act(_("Choose how its forms are printed"), forms.FormsForm, _choose_forms),
    "contact": Act(_("Say where the public finds it"), forms.ContactForm, _say_contact),
    "open-unit": Act(_("Open a unit"), forms.OpenUnitForm, _open_unit),
    "close-unit": Act(_("Close the unit"), forms.EndByDecisionForm, _close_unit, called_unit),
    "open-desk": Act(_("Open a desk"), forms.OpenDeskForm, _open_desk),
    "close-desk": Act(_("Close the desk"), forms.EndByDecisionForm, _close_desk, called_desk, effect=when_desk_closes),
    "create-post": Act(_("Create a post"), forms.CreatePostForm, _create_post),
    "close-post": Act(_("Close the post"), forms.EndByDecisionForm, _close_post, called_post, effect=when_post_closes),
    "appoint": Act(_("Appoint an officer"), forms.AppointForm, _appoint, called_post),
    "end-holding": Act(
        _("End the appointment"), forms.EndByDecisionForm, _end_holding, called_holding, effect=when_holding_ends
    ),
    "delegate": Act(_("Enter who stands in"), forms.DelegateForm, _delegate, called_holding),
    "revoke": Act(_("Revoke the delegation"), forms.RevokeForm, _revoke, called_delegation),
}
"""By the word that stands in the address."""
