"""The forms of the pages on which somebody files. They shape what is typed; whether it is right, `intake` says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.types import ApplicantKind, ProcedureVersion
from motcua.dossier.types import ReturnMethod
from motcua.kernel import messages
from motcua.kernel.days import read_day
from motcua.kernel.types import Refusal
from motcua.parties.types import (
    ORGANISATION_IDENTITIES,
    PERSON_IDENTITIES,
    BirthDate,
    IdentityKind,
    PartyKind,
    Sex,
)
from motcua.ui.days import DayInput
from motcua.ui.forms import choose_among

SELF, OTHER = "self", "other"
_PERSONS = frozenset(
    {
        ApplicantKind.CITIZEN,
        ApplicantKind.OVERSEAS_VIETNAMESE,
        ApplicantKind.FOREIGNER,
        ApplicantKind.OFFICIAL,
    }
)
_NEEDS_A_NAME = frozenset({IdentityKind.OTHER_PAPER, IdentityKind.OTHER_REGISTER})
"""Kinds of numbers that say nothing without the name of their paper, which these pages do not ask for."""
_MOST_ITEMS = 999
_PROVEN = ("name", "identity_kind", "number", "represented_by")
RETURN_WORDS: Mapping[ReturnMethod, object] = {
    ReturnMethod.COUNTER: _("I collect it at the one-stop shop"),
    ReturnMethod.POST: _("By post, to my home; the postage is shown before and paid on delivery"),
    ReturnMethod.ELECTRONIC: _("Electronically; I download it"),
}


def kind_of_party(applicant: ApplicantKind) -> PartyKind:
    """Whether such an applicant is a person or an organisation."""
    return PartyKind.PERSON if applicant in _PERSONS else PartyKind.ORGANISATION


class SectionForm(forms.Form):
    """One part of a page. What was typed is kept as text whether or not it can be read."""

    use_required_attribute = False

    def as_typed(self) -> dict[str, Any]:
        """What was typed, by the names under which a draft keeps it."""
        return {name: _plain(self[name].data) for name in self.fields}

    def object_to(self, name: str, refusal: Refusal) -> None:
        """Shows at the field what is wrong with it, or above all fields where the page does not ask for it."""
        sentence = messages.sentence_of(refusal)
        place = name if name in self.fields else None
        if place is None or place not in self.errors:
            self.add_error(place, sentence)


class SituationForm(SectionForm):
    """For whom somebody files, and what kind of applicant that is: decides what else is asked."""

    behalf = forms.ChoiceField(
        label=_("For whom do you file?"),
        choices=[(SELF, _("For myself, or for my organisation")), (OTHER, _("For somebody else, who authorised me"))],
        widget=forms.RadioSelect,
        initial=SELF,
    )
    applicant_kind = forms.ChoiceField(label=_("The applicant is"))

    def __init__(self, *args: Any, version: ProcedureVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, messages.name_of(kind)) for kind in ApplicantKind if kind in version.subjects]
        field = choose_among(self, "applicant_kind", kinds)
        field.initial = kinds[0][0] if kinds else ""
        if len(kinds) < 2:
            field.widget = forms.HiddenInput()


class PartyForm(SectionForm):
    """A person or an organisation, as it stands on its papers."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    identity_kind = forms.ChoiceField(label=_("Identity paper"))
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        widget=forms.TextInput(attrs={"spellcheck": "false", "inputmode": "text", "autocomplete": "off"}),
    )
    born = forms.CharField(
        label=_("Born"),
        max_length=10,
        required=False,
        help_text=_("Day/month/year, or the year alone"),
        widget=forms.TextInput(attrs={"autocomplete": "bday"}),
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("", "–"), (Sex.FEMALE.value, _("Female")), (Sex.MALE.value, _("Male"))],
        required=False,
    )
    represented_by = forms.CharField(label=_("Represented by"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        help_text=_("The desk calls this number if something is unclear."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, kind: PartyKind, is_proven: bool, is_filer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        identities = PERSON_IDENTITIES if kind is PartyKind.PERSON else ORGANISATION_IDENTITIES
        offered = [one for one in IdentityKind if one in identities - _NEEDS_A_NAME]
        choices = [(one.value, capfirst(messages.name_of(one))) for one in offered]
        field = choose_among(self, "identity_kind", choices)
        field.initial = choices[0][0]
        superfluous = {"represented_by"} if kind is PartyKind.PERSON else {"born", "sex"}
        superfluous |= set(_PROVEN) if is_proven else set()
        if not is_filer:
            self.fields["phone"].required = False
            self.fields["phone"].help_text = ""
            for one in self.fields.values():
                one.widget.attrs["autocomplete"] = "off"
        if kind is PartyKind.ORGANISATION:
            self.fields["name"].label = _("Name of the organisation")
        for name in superfluous:
            self.fields.pop(name, None)

    def clean_born(self) -> BirthDate | None:
        """A date, or a year, as papers say it."""
        if not self.cleaned_data["born"]:
            return None
        born = BirthDate.read(self.cleaned_data["born"])
        if isinstance(born, Refusal):
            raise forms.ValidationError(messages.sentence_of(born))
        return born

    def as_typed(self) -> dict[str, Any]:
        """A birth that can be read is kept as one."""
        self.is_valid()
        born = self.cleaned_data.get("born")
        return super().as_typed() | ({"born": str(born)} if born is not None else {})


class ProxyForm(PartyForm):
    """Whoever files for the applicant, with the paper that lets him."""

    paper = forms.CharField(
        label=_("Authorisation paper"), max_length=200, help_text=_("For example: authorisation letter, notarised")
    )
    paper_number = forms.CharField(label=_("Its number"), max_length=60, required=False)
    paper_signed_on = forms.CharField(
        label=_("Signed on"),
        max_length=10,
        required=False,
        widget=DayInput(),
    )
    paper_certified_by = forms.CharField(label=_("Certified by"), max_length=200, required=False)

    def as_typed(self) -> dict[str, Any]:
        """A day that can be read is kept as one; any other as it was typed."""
        kept = super().as_typed()
        try:
            return kept | {"paper_signed_on": read_day(str(kept["paper_signed_on"])).isoformat()}
        except ValueError:
            return kept


class MatterForm(SectionForm):
    """What is asked for: the case, the place, how many, and a few words."""

    case = forms.ChoiceField(label=_("Your case"), widget=forms.RadioSelect)
    commune = forms.ChoiceField(label=_("Commune or ward of the matter"), required=False)
    agency = forms.ChoiceField(label=_("Agency that resolves it"))
    quantity = forms.IntegerField(label=_("How many copies or items"), min_value=1, max_value=_MOST_ITEMS, initial=1)
    pages = forms.IntegerField(label=_("Pages of one"), min_value=1, max_value=_MOST_ITEMS, initial=1)
    asked_for = forms.MultipleChoiceField(
        label=_("I also want, for a fee"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("What you ask for, in your own words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        version: ProcedureVersion,
        communes: Sequence[tuple[str, str]],
        agencies: Sequence[tuple[int, str]],
        needs_commune: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        choose_among(self, "case", [(case.key, case.label.text(language)) for case in version.cases])
        choose_among(self, "commune", [("", _("Choose …")), *communes])
        choose_among(self, "agency", agencies)
        wanted = {fee.key: fee.label.text(language) for fee in version.fees if fee.optional}
        choose_among(self, "asked_for", wanted.items())
        self.fields["commune"].required = needs_commune
        absent = {
            "case": not version.cases,
            "agency": len(agencies) < 2,
            "quantity": not version.quantity,
            "pages": not version.quantity,
            "asked_for": not wanted,
        }
        for name in (name for name, is_absent in absent.items() if is_absent):
            del self.fields[name]
        if len(version.cases) == 1:
            self.fields["case"].initial = version.cases[0].key


class ResultForm(SectionForm):
    """How the result comes back; by post to whom, where, and at which price that was shown (`amount`, in đồng)."""

    method = forms.ChoiceField(label=_("How do you want the result?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("To whom"), max_length=200, required=False)
    address = forms.CharField(
        label=_("Address for the post"),
        max_length=300,
        required=False,
        help_text=_("House number, street, commune or ward, province."),
    )
    phone = forms.CharField(
        label=_("Phone for the postman"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    amount = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_electronic: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "address", "phone"):
            self.fields[name].required = self["method"].value() == ReturnMethod.POST
            self.fields[name].error_messages["required"] = _("Without it the post cannot deliver.")
        offered = [method for method in RETURN_WORDS if is_electronic or method is not ReturnMethod.ELECTRONIC]
        choose_among(self, "method", [(method.value, RETURN_WORDS[method]) for method in offered])


def _plain(typed: object) -> object:
    """As a draft keeps it: text, or a list of texts."""
    return [str(one) for one in typed] if isinstance(typed, list) else str(typed or "").strip()
