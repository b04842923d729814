"""What somebody is asked who signs a result or a letter: the capacity, the key, the PIN; and his key, opened."""

from contextlib import AbstractContextManager
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from motcua.catalogue.types import SignedBy
from motcua.kernel.types import Actor
from motcua.organisation.types import SigningCapacity
from motcua.papers.types import OpenSigner, Pin
from motcua.process import commands as process
from motcua.process.types import InCapacity, PaperToSign
from motcua.ui.forms import choose_among
from motcua.ui.requests import PIN_FIELD

CAPACITY_WORDS = {
    SigningCapacity.OWN: gettext_lazy("In my own office"),
    SigningCapacity.TM: gettext_lazy("TM. – on behalf of the collective"),
    SigningCapacity.KT: gettext_lazy("KT. – signing in place of the head"),
    SigningCapacity.TL: gettext_lazy("TL. – by order of the head"),
    SigningCapacity.TUQ: gettext_lazy("TUQ. – by authorisation of the head"),
}


class SignForm(forms.Form):
    """In which capacity, with which key, and the PIN that opens it. The PIN is read here and kept nowhere."""

    capacity = forms.ChoiceField(label=gettext_lazy("In which capacity you sign"))
    office = forms.CharField(
        label=gettext_lazy("The office you stand in for"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "Stands above your own title on the paper; leave it empty when you sign in your own office."
        ),
    )
    signer = forms.ChoiceField(label=gettext_lazy("Key of the seal"))
    pin = forms.CharField(
        label=gettext_lazy("PIN of the digital signature"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    use_required_attribute = False

    def __init__(self, typed: QueryDict | None, *, paper: PaperToSign) -> None:
        proposed = paper.proposed
        super().__init__(typed, initial={"capacity": proposed.capacity.value, "office": proposed.office})
        if paper.capacities:
            choose_among(self, "capacity", [(one.value, str(CAPACITY_WORDS[one])) for one in paper.capacities])
        else:
            del self.fields["capacity"], self.fields["office"]
        if len(paper.keys) > 1:
            choose_among(self, "signer", [(key, key) for key in paper.keys])
        else:
            del self.fields["signer"]

    def chosen_capacity(self) -> InCapacity | None:
        """As he chose; None where the procedure leaves no choice."""
        if "capacity" not in self.cleaned_data:
            return None
        return InCapacity(SigningCapacity(self.cleaned_data["capacity"]), self.cleaned_data["office"].strip())


def opened(paper: PaperToSign, form: SignForm, *, actor: Actor, at: datetime) -> AbstractContextManager[OpenSigner]:
    """The key with which this paper is signed, open after the PIN: the officer's own, or the seal of the agency."""
    pin = Pin(form.cleaned_data[PIN_FIELD])
    if paper.signature.by is SignedBy.OFFICER:
        return process.opened_key(actor, pin=pin, at=at)
    key = form.cleaned_data.get("signer") or paper.keys[0]
    return process.opened_seal(paper.agency_id, key=key, pin=pin, at=at)
