"""What people share with an agency for some days: its officers find it, and read it; who read what, its owner sees."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.kernel import clock
from motcua.organisation.types import Role
from motcua.sharing import queries
from motcua.ui.files import file_response
from motcua.ui.types import Column

READERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK)


@requires(*READERS)
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """What is shared with the house now."""
    found = queries.shared_with(acting(request).scope, at=clock.now())
    note_reading(request, ReadingKind.SHARE, [str(one.id) for one in found], purpose="list")
    columns = (Column(_("Paper")), Column(_("Shared by")), Column(_("With")), Column(_("Until")))
    return render(request, "office/shared.html", {"shares": found, "columns": columns})


@requires(*READERS)
@never_cache
@require_safe
def shared_file(request: HttpRequest, share_id: int) -> HttpResponseBase:
    """The file itself; its owner sees that it was read."""
    me = acting(request)
    opened = queries.open_shared(me.scope, share_id, reader=f"user/{me.user_id}", at=clock.now())
    note_reading(request, ReadingKind.SHARE, str(share_id), purpose=queries.READ)
    return file_response(request, opened)
