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
        from motcua.ui.types import MenuItem, register_help, register_menu, register_search

        handling = frozenset({"receptionist", "officer", "leader", "clerk", "supervisor"})
        register_help(HELP)
        register_menu(
            MenuItem(
                "office.inbox",
                _("My work"),
                "office:inbox",
                "inbox",
                roles=handling,
                group=_("Dossiers"),
                order=20,
                shortcut="i",
                count=waiting_for_me,
            ),
            MenuItem(
                "office.to_sign",
                _("To be signed by me"),
                "office:to_sign",
                "signature",
                roles=frozenset({"leader"}),
                group=_("Dossiers"),
                order=25,
                count=waiting_to_sign,
            ),
            MenuItem(
                "office.to_seal",
                _("To be sealed by me"),
                "office:to_seal",
                "rubber-stamp",
                roles=frozenset({"clerk"}),
                group=_("Dossiers"),
                order=26,
                count=waiting_to_seal,
            ),
            MenuItem(
                "office.paper_lists",
                _("Papers handed over"),
                "office:paper_lists",
                "transfer",
                roles=frozenset({"receptionist", "officer", "leader", "clerk"}),
                group=_("Dossiers"),
                order=27,
            ),
            MenuItem(
                "office.letters",
                _("Letters to be signed"),
                "office:letters",
                "mail",
                roles=frozenset({"leader", "clerk"}),
                group=_("Dossiers"),
                order=27,
                count=waiting_letters,
            ),
            MenuItem(
                "office.dossiers",
                _("All dossiers"),
                "office:dossiers",
                "folder",
                roles=handling | {"inspector"},
                group=_("Dossiers"),
                order=30,
            ),
            MenuItem(
                "office.feedback",
                pgettext_lazy("menu", "Feedback"),
                "office:feedbacks",
                "message",
                roles=handling | {"inspector"},
                group=_("Dossiers"),
                order=35,
                count=waiting_feedback,
            ),
            MenuItem(
                "office.registers",
                _("Registers of results"),
                "office:registers",
                "book",
                roles=frozenset({"clerk", "leader", "officer", "supervisor", "inspector"}),
                group=_("Dossiers"),
                order=40,
            ),
            MenuItem(
                "office.person",
                _("Papers of a person"),
                "office:person",
                "id",
                roles=frozenset({"clerk", "leader"}),
                group=_("Dossiers"),
                order=50,
            ),
        )
        register_menu(
            MenuItem(
                "office.reminders",
                _("My reminders"),
                "office:reminders",
                "bell",
                roles=frozenset({"officer", "leader", "receptionist", "clerk"}),
                group=_("Dossiers"),
                order=60,
            )
        )
        register_search("office:search", roles=handling | {"inspector"})
