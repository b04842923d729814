"""The link of a draft, sent to the phone or the mailbox of whoever has it open, to go on elsewhere."""

from datetime import timedelta

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import open_to_public
from motcua.kernel import messages
from motcua.kernel.types import Refused
from motcua.notices import commands as notices
from motcua.notices.types import Event
from motcua.portal.filing.drafts import Filing
from motcua.portal.shares import Share
from motcua.ui.requests import new_key, posted
from motcua.ui.wording import local_date

_SENT = Share("draft link", 5, timedelta(hours=1), refusal="too_many_links")
_TO = "to"
_LONGEST_ADDRESS = 254


@open_to_public
@never_cache
@sensitive_post_parameters(_TO)
@require_http_methods(["GET", "POST"])
def send_link(request: HttpRequest, key: str) -> HttpResponse:
    """Sends the link to an address that is typed, and keeps the address nowhere. Whoever has it there is not told of.

    A draft that lies on a citizen's own page needs no link.
    """
    filing = Filing(request, key)
    if filing.draft.filed is not None or filing.is_own:
        return redirect(filing.url())
    if request.method != "POST":
        return render(request, "portal/filing/send_link.html", {"filing": filing, "to": "", "refusal": ""})
    to = request.POST.get(_TO, "").strip()[:_LONGEST_ADDRESS]
    try:
        _SENT.spend(request, f"draft {filing.draft.id}", f"to {to.casefold()}")
        notices.send_asked_for(
            Event.DRAFT_LINK,
            to,
            {
                "procedure": filing.version.name,
                "link": request.build_absolute_uri(filing.url()),
                "until": local_date(filing.draft.expires_at.date()),
            },
            key=f"draft.{posted(request).key or new_key()}",
            language="en" if get_language() == "en" else "vi",
            at=filing.at,
        )
    except Refused as refused:
        context = {
            "filing": filing,
            "to": to,
            "refusal": messages.sentence_of(refused.refusal),
            "has_errors": True,
        }
        status = messages.status_of(refused.refusal)
        return render(request, "portal/filing/send_link.html", context, status=status)
    flash.success(request, _("If this address is right, the link is on its way. The address was not kept."))
    return redirect(filing.url())
