"""Puts the inbox into the menu, and the search for a dossier into the shell."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfficeConfig(AppConfig):
    """The officer's and leader's face."""

    name = "motcua.office"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.office.bulk_signing import waiting_to_seal, waiting_to_sign
        from motcua.office.feedback import waiting_feedback
        from motcua.office.help import HELP
        from motcua.office.inboxes import waiting_for_me
        from motcua.office.letters import waiting_letters
        from motcua.office.shared import READERS
        from motcua.ui.types import MenuSection, register_help, register_menu, register_search

        handling = frozenset({"receptionist", "officer", "leader", "clerk", "supervisor"})
        taking_part = handling - {"supervisor"}
        dossiers = MenuSection("office", _("Dossiers"))
        register_help(HELP)
        register_menu(
            dossiers.item("inbox", _("My work"), "inbox", 20, roles=handling, shortcut="i", count=waiting_for_me),
            dossiers.item("to_sign", _("To be signed by me"), "signature", 25, roles={"leader"}, count=waiting_to_sign),
            dossiers.item(
                "to_seal", _("To be sealed by me"), "rubber-stamp", 26, roles={"clerk"}, count=waiting_to_seal
            ),
            dossiers.item("paper_lists", _("Papers handed over"), "transfer", 26, roles=taking_part),
            dossiers.item(
                "letters", _("Letters to be signed"), "mail", 27, roles={"leader", "clerk"}, count=waiting_letters
            ),
            dossiers.item("workload", _("Who has how much"), "scale", 28, roles={"leader", "supervisor"}),
            dossiers.item("dossiers", _("All dossiers"), "folder", 30, roles=handling | {"inspector"}),
            dossiers.item(
                "feedbacks",
                pgettext_lazy("menu", "Feedback"),
                "message",
                35,
                roles=handling | {"inspector"},
                count=waiting_feedback,
            ),
            dossiers.item(
                "registers",
                _("Registers of results"),
                "book",
                40,
                roles={"clerk", "leader", "officer", "supervisor", "inspector"},
            ),
            dossiers.item("person", _("Papers of a person"), "id", 50, roles={"clerk", "leader"}),
            dossiers.item("shared", _("Shared papers"), "files", 55, roles=frozenset(READERS)),
            dossiers.item("reminders", _("My reminders"), "bell", 60, roles=taking_part),
        )
        register_search("office:search", roles=handling | {"inspector"})
