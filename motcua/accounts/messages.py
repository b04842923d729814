"""How this room's refusals read."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.accounts.types import ROLE_NAMES
from motcua.kernel.messages import Wording, declare, name

name(ROLE_NAMES)

declare(
    {
        "not_permitted": Wording(
            _("Your post does not allow this. Switch to another of your posts, or ask your system administrator."),
            HTTPStatus.FORBIDDEN,
        ),
        "absent_or_not_yours": Wording(
            _("There is nothing here under this number that you may see. Check the number, or ask its agency."),
            HTTPStatus.NOT_FOUND,
        ),
        "user_absent": Wording(
            _("There is no such account. Choose one from the list."),
            HTTPStatus.NOT_FOUND,
        ),
        "username_empty": Wording(_("An account needs a user name."), HTTPStatus.UNPROCESSABLE_ENTITY),
        "username_taken": Wording(_("The user name {username} is taken. Choose another one.")),
        "officer_has_account": Wording(_("The officer {officer} has an account already. Use that one.")),
        "password_too_weak": Wording(
            _("This password is too weak: {reasons} Choose a longer one."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "view_without_name": Wording(_("Give the view a name to keep it."), HTTPStatus.UNPROCESSABLE_ENTITY),
        "too_many_views": Wording(_("You keep {most} views already. Remove one of them first."), HTTPStatus.CONFLICT),
        "link_void": Wording(
            _("This link was used already, or is too old. Ask your system administrator for a new one."),
            HTTPStatus.GONE,
        ),
        "eid_not_set_up": Wording(
            _("Log-in with the national e-ID is not set up here. You can go on without an account, or ask the desk."),
            HTTPStatus.NOT_FOUND,
        ),
        "eid_away": Wording(
            _("The national e-ID does not answer at the moment. Nothing you typed is lost; try again in a minute."),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "eid_other_issuer": Wording(
            _("What answers at the address of the national e-ID is not what this house was told to believe."),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "eid_state_unknown": Wording(
            _("This way back was used already, or belongs to a log-in that was not begun here. Begin once more."),
            HTTPStatus.BAD_REQUEST,
        ),
        "eid_denied": Wording(
            _("You did not agree at the national e-ID, so you are not logged in. You can try again."),
            HTTPStatus.FORBIDDEN,
        ),
        "eid_expired": Wording(
            _("The national e-ID did not complete the log-in, mostly because it took too long. Begin once more."),
            HTTPStatus.FORBIDDEN,
        ),
        "eid_not_believed": Wording(
            _("What came back is not a proof of the national e-ID for this log-in, so you are not logged in."),
            HTTPStatus.FORBIDDEN,
        ),
        "eid_proves_no_number": Wording(
            _(
                "Your e-ID account proves no personal number or tax code, so you cannot be known by it here. Raise its"
                " level at the police, or go on without an account."
            ),
            HTTPStatus.FORBIDDEN,
        ),
        "eid_too_many_tries": Wording(
            _("Log-ins from here failed too often. Wait a quarter of an hour, or go on without an account."),
            HTTPStatus.TOO_MANY_REQUESTS,
        ),
        "demo_beside_production": Wording(
            _(
                "This database was made for production or holds real accounts, so demo mode does not open it. Start the"
                " demo with another MOTCUA_HOME, or leave out MOTCUA_MODE=demo."
            )
        ),
        "production_on_a_demo": Wording(
            _(
                "This database was made for a demo: anybody could log in to its sample accounts. Start production with"
                " another MOTCUA_HOME or MOTCUA_DATABASE_URL."
            )
        ),
    }
)
