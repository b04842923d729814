"""Puts the desk into the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The reception desk."""

    name = "motcua.desk"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.desk.help import HELP
        from motcua.ui.types import MenuSection, register_help, register_menu

        one_stop = MenuSection("desk", _("One-stop desk"))
        register_help(HELP)
        register_menu(
            one_stop.item("home", _("Reception desk"), "file-plus", 10, roles={"receptionist"}, shortcut="n"),
            one_stop.item("certification", _("Certification desk"), "rubber-stamp", 15, roles={"receptionist"}),
            one_stop.item("results", _("Hand over results"), "mail-forward", 17, roles={"receptionist"}),
            one_stop.item("shipments", _("Results by post"), "package", 18, roles={"receptionist"}),
            one_stop.item("parcels", _("Parcels that came"), "mail", 19, roles={"receptionist"}),
            one_stop.item("pads", _("Codes for a power cut"), "list", 34, roles={"receptionist", "supervisor"}),
            one_stop.item("cash", _("Cash desk"), "cash", 20, roles={"receptionist"}),
            one_stop.item(
                "printer",
                _("Test the printer"),
                "printer",
                35,
                roles={"receptionist", "officer", "leader", "clerk", "system_administrator"},
            ),
            one_stop.item("online", _("Online payments"), "building-bank", 31, roles={"supervisor", "leader"}),
            one_stop.item("days", _("Money of the days"), "coins", 30, roles={"supervisor", "leader", "inspector"}),
        )
