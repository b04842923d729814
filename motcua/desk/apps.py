"""Puts the desk into the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The reception desk."""

    name = "motcua.desk"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.desk.help import HELP
        from motcua.ui.types import MenuItem, register_help, register_menu

        register_help(HELP)
        register_menu(
            MenuItem(
                "desk.home",
                _("Reception desk"),
                "desk:home",
                "file-plus",
                roles=frozenset({"receptionist"}),
                group=_("One-stop desk"),
                order=10,
                shortcut="n",
            ),
            MenuItem(
                "desk.certification",
                _("Certification desk"),
                "desk:certification",
                "rubber-stamp",
                roles=frozenset({"receptionist"}),
                group=_("One-stop desk"),
                order=15,
            ),
            MenuItem(
                "desk.results",
                _("Hand over results"),
                "desk:results",
                "mail-forward",
                roles=frozenset({"receptionist"}),
                group=_("One-stop desk"),
                order=17,
            ),
            MenuItem(
                "desk.shipments",
                _("Results by post"),
                "desk:shipments",
                "package",
                roles=frozenset({"receptionist"}),
                group=_("One-stop desk"),
                order=18,
            ),
            MenuItem(
                "desk.cash",
                _("Cash desk"),
                "desk:cash",
                "cash",
                roles=frozenset({"receptionist"}),
                group=_("One-stop desk"),
                order=20,
            ),
            MenuItem(
                "desk.days",
                _("Money of the days"),
                "desk:days",
                "coins",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("One-stop desk"),
                order=30,
            ),
        )
