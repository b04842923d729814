"""How a citizen who has logged in wants to be told about his dossiers: a panel of his own page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts import queries as accounts
from motcua.accounts.types import Citizen, absent_or_not_yours, citizens_only
from motcua.kernel import clock
from motcua.notices import commands, queries
from motcua.notices.types import Wishes


class WishesForm(forms.Form):
    """By which ways, and in which language."""

    by_email = forms.BooleanField(label=gettext_lazy("By e-mail"), required=False)
    by_phone = forms.BooleanField(label=gettext_lazy("By message to my telephone (Zalo or SMS)"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the messages"), choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    use_required_attribute = False


def panel(_request: HttpRequest, citizen: Citizen) -> Mapping[str, Any]:
    """What he has said, or everything where he has said nothing."""
    wishes = queries.citizen_wishes(citizen)
    initial = {"by_email": wishes.by_email, "by_phone": wishes.by_phone, "language": wishes.language}
    return {"form": WishesForm(initial=initial, auto_id="wish-%s")}


@citizens_only
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps what he wishes."""
    citizen = accounts.citizen_of(request)
    form = WishesForm(request.POST)
    if citizen is None or not form.is_valid():
        raise absent_or_not_yours()
    commands.wish_as_citizen(citizen, Wishes(**form.cleaned_data), at=clock.now())
    flash.success(request, _("Kept. It holds for all your dossiers from now on."))
    return redirect("accounts:citizen")
