"""How this room's refusals read."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

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
        "link_void": Wording(
            _("This link was used already, or is too old. Ask your system administrator for a new one."),
            HTTPStatus.GONE,
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
