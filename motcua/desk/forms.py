"""The forms of the reception desk. They shape what was typed; whether it is right, the rooms below decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.types import ApplicantKind, Channel, ProcedureVersion, Reason, ReasonKind, worded
from motcua.dossier.types import ReturnMethod
from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.parties.types import (
    Authorisation,
    BirthDate,
    CardReading,
    Declaration,
    DeclarationInput,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
    Sex,
)
from motcua.parties.types import Role as PartyRole
from motcua.ui.days import DayField, InstantField
from motcua.ui.forms import choose_among

CHANNEL_WORDS: Mapping[Channel, object] = {
    Channel.COUNTER: _("At the counter"),
    Channel.POST: _("By post"),
}
RETURN_WORDS: Mapping[ReturnMethod, object] = {
    ReturnMethod.COUNTER: _("Collected at this desk"),
    ReturnMethod.POST: _("Sent home by post"),
    ReturnMethod.ELECTRONIC: _("Electronic result"),
}
IDENTITY_WORDS: Mapping[IdentityKind, object] = {
    IdentityKind.PERSONAL_NUMBER: _("Personal identification number"),
    IdentityKind.OLD_IDENTITY_CARD: _("Old identity card, 9 digits"),
    IdentityKind.PASSPORT: _("Passport"),
    IdentityKind.OTHER_PAPER: _("Another paper"),
    IdentityKind.TAX_CODE: _("Enterprise or tax code"),
    IdentityKind.AGENCY_IDENTIFIER: _("Identifier of a state agency"),
    IdentityKind.OTHER_REGISTER: _("Founding decision or licence"),
}
_ORGANISATIONS = frozenset({IdentityKind.TAX_CODE, IdentityKind.AGENCY_IDENTIFIER, IdentityKind.OTHER_REGISTER})
SLIP_WORDS: Mapping[ReasonKind, object] = {
    ReasonKind.COMPLETION: _("For the slip to complete it"),
    ReasonKind.DECLINED: _("For the slip of refusal"),
}
_MOST_ITEMS = 999


class RegisterForm(forms.Form):
    """Which place's register book is printed, from which day to which."""

    place = forms.TypedChoiceField(label=_("Received at"), coerce=int)
    since = DayField(
        label=_("First day"),
    )
    until = DayField(
        label=_("Last day"),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, places: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "place", places)


class SituationForm(forms.Form):
    """What decides the checklist, the fees and the term."""

    case = forms.ChoiceField(label=_("Case"), required=False, widget=forms.RadioSelect)
    commune = forms.ChoiceField(label=_("Commune of the matter"), required=False)
    applicant_kind = forms.ChoiceField(label=_("Applicant"))
    channel = forms.ChoiceField(label=_("How it came in"))
    return_method = forms.ChoiceField(
        label=_("How the result goes back"), choices=[(method.value, word) for method, word in RETURN_WORDS.items()]
    )
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=_MOST_ITEMS, initial=1, required=False)
    pages = forms.IntegerField(label=_("Pages of one"), min_value=1, max_value=_MOST_ITEMS, initial=1, required=False)

    def __init__(
        self, *args: Any, version: ProcedureVersion, communes: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self._choose("case", [(case.key, case.label.text(language)) for case in version.cases])
        self._choose("commune", communes)
        self._choose("applicant_kind", [(k.value, messages.name_of(k)) for k in ApplicantKind if k in version.subjects])
        self._choose("channel", [(c.value, w) for c, w in CHANNEL_WORDS.items() if c in version.channels])
        if not version.quantity:
            del self.fields["quantity"], self.fields["pages"]

    def _choose(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        """A choice of one is made already."""
        field = choose_among(self, name, choices)
        field.initial = choices[0][0] if choices else ""
        if len(choices) < 2:
            field.widget = forms.HiddenInput()


class PartyForm(forms.Form):
    """A person or an organisation as it stands on its papers. Left wholly empty, it names nobody."""

    name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    identity_kind = forms.ChoiceField(
        label=_("Identity paper"), choices=[(kind.value, word) for kind, word in IDENTITY_WORDS.items()], required=False
    )
    number = forms.CharField(
        label=_("Number"), max_length=40, required=False, widget=forms.TextInput(attrs={"spellcheck": "false"})
    )
    born = forms.CharField(
        label=_("Born"), max_length=10, required=False, help_text=_("Day/month/year, or the year alone")
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("", "–"), (Sex.FEMALE.value, _("Female")), (Sex.MALE.value, _("Male"))],
        required=False,
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.CharField(label=_("E-mail"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looks_up = {
            "hx-post": reverse("desk:persons"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#persons-{self.prefix}",
            "hx-sync": "this:replace",
            "data-choices": f"persons-{self.prefix}",
            "autocomplete": "off",
        }
        for name in ("name", "number"):
            self.fields[name].widget.attrs |= looks_up

    def clean_born(self) -> BirthDate | None:
        """A date, or a year, as papers say it."""
        return read_birth(self.cleaned_data["born"])

    def party(self) -> Party | None:
        """Whoever was typed; None when the form was left empty."""
        typed = self.cleaned_data
        if not typed["name"].strip() and not typed["number"].strip():
            return None
        kind = IdentityKind(typed["identity_kind"] or IdentityKind.PERSONAL_NUMBER)
        number = typed["number"].strip()
        return Party(
            kind=PartyKind.ORGANISATION if kind in _ORGANISATIONS else PartyKind.PERSON,
            name=typed["name"],
            identity=Identity(kind, number) if number else None,
            born=typed["born"],
            sex=Sex(typed["sex"]) if typed["sex"] else None,
            address=typed["address"],
            phone=typed["phone"],
            email=typed["email"],
            tax_code=number if kind is IdentityKind.TAX_CODE else "",
        )


class ProxyForm(PartyForm):
    """Somebody who acts for the applicant, with the paper that lets him."""

    authorisation = forms.CharField(label=_("Authorisation paper"), max_length=200, required=False)

    def authorised(self) -> Authorisation | None:
        """The paper, if one was named."""
        paper = self.cleaned_data["authorisation"].strip()
        return Authorisation(paper) if paper else None


class EntryForm(forms.Form):
    """What else is typed on the sheet: a scanned card, a remark, a receipt for what was paid, and a late entry."""

    card = forms.CharField(
        label=_("Scan the card"),
        max_length=500,
        required=False,
        help_text=_("Scan the QR code, wherever the cursor is: name, number, birth, sex and address are filled in."),
        widget=forms.TextInput(attrs={"data-key": "c", "data-scans": True, "autocomplete": "off"}),
    )
    note = forms.CharField(label=_("What is asked for, in a few words"), max_length=500, required=False)
    paid_by = forms.CharField(label=_("Receipt number of what was paid"), max_length=40, required=False)
    happened_at = InstantField(
        label=_("Received earlier, at"),
        required=False,
    )
    late_reason = forms.CharField(label=_("Why it is entered late"), max_length=300, required=False)
    slip_reason_key = forms.ChoiceField(label=_("Why it cannot be received"), required=False)
    slip_reason = forms.CharField(
        label=_("In words, what exactly"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Printed on the slip; a refusal needs a reason."),
    )

    def __init__(
        self, *args: Any, reasons: Mapping[ReasonKind, Sequence[Reason]], is_late: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = reasons
        self.is_late = is_late
        language = get_language() or "vi"
        choices: list[tuple[str, object]] = [("", "–")]
        for kind, offered in reasons.items():
            choices.append(
                (str(SLIP_WORDS[kind]), [(f"{kind}/{one.key}", one.label.text(language)) for one in offered])
            )
        choose_among(self, "slip_reason_key", choices)

    def said_on(self, kind: ReasonKind) -> str | Refusal:
        """The reason as that slip prints it: the chosen one, and what was typed. Only after `is_valid`.

        Refused: `reason_not_chosen` where a refusal is given none, `reason_not_offered` where that of the other slip
        was chosen, and `reason_needs_words`.
        """
        chosen, _slash, key = self.cleaned_data["slip_reason_key"].partition("/")
        listed = next((one for one in self.reasons[kind] if one.key == key), None)
        if key and chosen != kind:
            return Refusal("reason_not_offered")
        if listed is None and self.reasons[kind] and kind is ReasonKind.DECLINED:
            return Refusal("reason_not_chosen")
        return worded(listed, self.cleaned_data["slip_reason"])

    def clean(self) -> dict[str, Any]:
        """An earlier instant needs its reason; what was received on paper needs both."""
        typed = super().clean() or self.cleaned_data
        if self.is_late and not typed.get("happened_at") and "happened_at" not in self.errors:
            self.add_error("happened_at", _("Write the time that stands on the stub."))
        if (typed.get("happened_at") or self.is_late) and not typed.get("late_reason", "").strip():
            self.add_error("late_reason", _("Write why it is entered late."))
        return typed


def read_birth(text: str) -> BirthDate | None:
    """A date, a month or a year; None where nothing was typed. Raises ValidationError for anything else."""
    if not text.strip():
        return None
    born = BirthDate.read(text)
    if isinstance(born, Refusal):
        raise forms.ValidationError(messages.sentence_of(born))
    return born


def declaration_of(applicant: PartyForm, second: PartyForm, proxy: ProxyForm) -> DeclarationInput:
    """Everybody who was typed, as one declaration."""
    applicants = tuple(party for form in (applicant, second) if (party := form.party()) is not None)
    return DeclarationInput(applicants=applicants, proxy=proxy.party(), authorisation=proxy.authorised())


def initial_of(declared: Declaration | None) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The fields of the first two applicants and of the proxy, as they were declared a moment ago."""
    if declared is None:
        return {}, {}, {}
    applicants = [as_typed(party) for party in declared.applicants[:2]]
    proxy = next((as_typed(party) for party in declared.of(PartyRole.PROXY)), {})
    if proxy and declared.authorisation is not None:
        proxy["authorisation"] = declared.authorisation.paper
    return applicants[0] if applicants else {}, applicants[1] if len(applicants) > 1 else {}, proxy


def scanned(card: CardReading) -> dict[str, str]:
    """The fields of a person, filled from a card."""
    return {
        "name": card.name,
        "identity_kind": IdentityKind.PERSONAL_NUMBER.value,
        "number": card.number,
        "born": card.born.written if card.born is not None else "",
        "sex": card.sex.value if card.sex is not None else "",
        "address": card.address,
    }


def as_typed(party: Party) -> dict[str, str]:
    """The fields of a person, as somebody declared them before."""
    return {
        "name": party.name,
        "identity_kind": (party.identity.kind if party.identity else IdentityKind.PERSONAL_NUMBER).value,
        "number": party.identity.number if party.identity else "",
        "born": party.born.written if party.born is not None else "",
        "sex": party.sex.value if party.sex is not None else "",
        "phone": party.phone,
        "email": party.email,
        "address": party.address,
    }
