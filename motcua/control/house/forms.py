"""What is typed when the organisation changes: the days, and the decision by which."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.types import ROLE_NAMES
from motcua.organisation.types import AgencyKind, Contact, FormLanguages, Level, Line, PageSize, SigningCapacity
from motcua.ui.forms import choose_among, day_field

Choices = Sequence[tuple[str, object]]

KIND_WORDS = {
    AgencyKind.AGENCY: _("agency"),
    AgencyKind.CENTRE: _("one-stop centre"),
    AgencyKind.BRANCH: _("branch of a centre"),
    AgencyKind.RECEPTION_POINT: _("reception point"),
}
LEVEL_WORDS = {
    Level.MINISTRY: _("ministry"),
    Level.PROVINCE: _("province"),
    Level.DISTRICT: _("district"),
    Level.COMMUNE: _("commune"),
}
LANGUAGE_WORDS = {
    FormLanguages.VIETNAMESE: _("Vietnamese"),
    FormLanguages.WITH_ENGLISH: _("Vietnamese with English beside it"),
}
LINE_WORDS = {Line.LOCAL: _("local"), Line.VERTICAL: _("of a ministry's own line")}
CAPACITY_WORDS = {
    SigningCapacity.OWN: _("in his own name"),
    SigningCapacity.TM: _("TM. (on behalf of the collective)"),
    SigningCapacity.KT: _("KT. (deputy for the head)"),
    SigningCapacity.TL: _("TL. (by order of the head)"),
    SigningCapacity.TUQ: _("TUQ. (by authorisation of the head)"),
}


_ABOVE = _("as the agency above")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the choices of a form are, where they are those of an agency."""

    agencies: Choices = ()
    contact: Contact = field(default_factory=Contact)
    calendars: Choices = ()
    hours: Choices = ()
    units: Choices = ()
    desks: Choices = ()
    colleagues: Choices = ()


def _first_day() -> forms.DateField:
    return day_field(_("From the day"), _("The first day on which it holds; it may lie ahead."))


def _last_day() -> forms.DateField:
    return day_field(_("Last day"), _("It still holds on this day."))


def _decision() -> forms.CharField:
    return forms.CharField(label=_("Decision"), help_text=_("Number, day and agency."), max_length=200)


class ActForm(forms.Form):
    """A change of the organisation. What is possible on which day, the organisation says."""

    use_required_attribute = False

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(offered)

    def choose(self, offered: Offered) -> None:
        """Gives the choices what there is to choose among."""


class EstablishForm(ActForm):
    """A new agency below this one."""

    code = forms.CharField(
        label=_("Identifier"), help_text=_("As the agency bears it: H49.16 or 000.00.16.H49."), max_length=35
    )
    name = forms.CharField(label=_("Name"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("What it is"), choices=[(one.value, words) for one, words in KIND_WORDS.items()])
    level = forms.ChoiceField(label=_("Level"), choices=[(one.value, words) for one, words in LEVEL_WORDS.items()])
    line = forms.ChoiceField(label=_("Line"), choices=[(one.value, words) for one, words in LINE_WORDS.items()])
    place_code = forms.CharField(
        label=_("Code of its province or commune"),
        help_text=_("Five digits of the national list; empty where it has none of its own."),
        max_length=5,
        required=False,
    )
    first_day = _first_day()
    decision = _decision()


class RenameForm(ActForm):
    """Another name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=120, required=False)
    first_day = _first_day()
    decision = _decision()


class MoveForm(ActForm):
    """Another agency above from a day on."""

    parent = forms.ChoiceField(label=_("Under which agency"))
    first_day = _first_day()
    decision = _decision()

    def choose(self, offered: Offered) -> None:
        """Among the agencies that the administrator keeps."""
        choose_among(self, "parent", offered.agencies)


class RecodeForm(ActForm):
    """Another identifier from a day on."""

    code = forms.CharField(label=_("New identifier"), help_text=_("The old one keeps leading here."), max_length=35)
    first_day = _first_day()
    decision = _decision()


class CalendarForm(ActForm):
    """A working calendar of its own, or that of the agency above."""

    calendar_key = forms.ChoiceField(label=_("Working calendar"), required=False)
    first_day = _first_day()
    decision = _decision()

    def choose(self, offered: Offered) -> None:
        """Among the calendars that are there."""
        choose_among(self, "calendar_key", [("", _("that of the agency above")), *offered.calendars])


class FormsForm(ActForm):
    """Size and languages of the slips that are printed here, unless whoever prints chooses otherwise."""

    form_size = forms.ChoiceField(
        label=_("Size"),
        help_text=_("Of receipts and other slips; books and lists have a size of their own."),
        choices=[("", _ABOVE), *((one.value, one.value.upper()) for one in PageSize)],
        required=False,
    )
    form_languages = forms.ChoiceField(
        label=_("Languages of the labels"),
        choices=[("", _ABOVE), *((one.value, words) for one, words in LANGUAGE_WORDS.items())],
        required=False,
    )
    first_day = _first_day()
    decision = _decision()


class ContactForm(ActForm):
    """Where the public finds it. It holds at once."""

    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    phone = forms.CharField(
        label=_("Telephone"), help_text=_("As people dial it; several with a comma."), max_length=40, required=False
    )
    email = forms.EmailField(label=_("E-mail"), max_length=120, required=False)

    def choose(self, offered: Offered) -> None:
        """Begins with what is said now."""
        said = offered.contact
        self.initial = {**self.initial, "address": said.address, "phone": said.phone, "email": said.email}


class OpenUnitForm(ActForm):
    """A unit."""

    code = forms.CharField(label=_("Code"), help_text=_("Short, once in this agency: TP, VP-1."), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=250)
    unit = forms.ChoiceField(label=_("Inside the unit"), required=False)
    first_day = _first_day()
    decision = _decision()

    def choose(self, offered: Offered) -> None:
        """Among the units that are there."""
        choose_among(self, "unit", [("", _("no unit")), *offered.units])


class OpenDeskForm(ActForm):
    """A counter of a one-stop place."""

    code = forms.CharField(label=_("Code"), help_text=_("As it hangs above the counter: 01, A2."), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=250)
    hours = forms.ChoiceField(label=_("Reception hours"), required=False)
    is_priority = forms.BooleanField(label=_("For people who are served first"), required=False)
    first_day = _first_day()
    decision = _decision()

    def choose(self, offered: Offered) -> None:
        """Among the reception hours that are there."""
        choose_among(self, "hours", [("", _("those of the agency's calendar")), *offered.hours])


class CreatePostForm(ActForm):
    """A post with its role."""

    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_("What its holder may do. Who does two things holds two posts."),
        choices=[(one.value, words) for one, words in ROLE_NAMES.items()],
    )
    title = forms.CharField(label=_("Title"), help_text=_("As it is printed above the name."), max_length=120)
    capacity = forms.ChoiceField(
        label=_("Signs"), choices=[(one.value, words) for one, words in CAPACITY_WORDS.items()]
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    desk = forms.ChoiceField(label=_("Desk"), help_text=_("Of a receptionist only."), required=False)
    first_day = _first_day()
    decision = _decision()

    def choose(self, offered: Offered) -> None:
        """Among the units and desks of the agency."""
        choose_among(self, "unit", [("", _("no unit")), *offered.units])
        choose_among(self, "desk", [("", _("no desk")), *offered.desks])


class AppointForm(ActForm):
    """Who gets a post; a personnel code that is new registers its bearer."""

    officer_code = forms.CharField(label=_("Personnel code"), max_length=40)
    name = forms.CharField(
        label=_("Name"), help_text=_("Only of somebody whose code is new here."), max_length=120, required=False
    )
    first_day = _first_day()
    last_day = day_field(_("Last day"), _("Empty: until further notice."), required=False)
    decision = _decision()


class EndByDecisionForm(ActForm):
    """Until when something lasts, and by which decision it ends."""

    last_day = _last_day()
    decision = _decision()


class DelegateForm(ActForm):
    """Who stands in for the holder of a post, for stated days."""

    receiver = forms.ChoiceField(label=_("Who stands in"))
    first_day = day_field(_("First day"))
    last_day = _last_day()
    decision = _decision()

    def choose(self, offered: Offered) -> None:
        """Among the colleagues of the house."""
        choose_among(self, "receiver", [("", _("choose")), *offered.colleagues])


class RevokeForm(ActForm):
    """From which day on a delegation holds no more."""

    first_day = day_field(_("First day without it"), _("From this day on he may no longer act in the post."))
