"""Puts the figures and the care of the house into the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    """The supervisor's face."""

    name = "motcua.control"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.control.help import HELP
        from motcua.ui.types import MenuItem, register_help, register_menu

        register_help(HELP)
        register_menu(
            MenuItem(
                "control.board",
                _("Live board"),
                "control:board",
                "layout-dashboard",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("Figures"),
                order=39,
                shortcut="b",
            ),
            MenuItem(
                "control.period",
                _("Period table"),
                "control:period",
                "chart-bar",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("Figures"),
                order=40,
                shortcut="t",
            ),
            MenuItem(
                "control.responsibility",
                _("Responsibility for delays"),
                "control:responsibility",
                "user-question",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("Figures"),
                order=41,
            ),
            MenuItem(
                "control.classes",
                _("Classes that differ"),
                "control:classes",
                "arrows-sort",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("Figures"),
                order=42,
            ),
            MenuItem(
                "control.chasing",
                _("Chasing letters"),
                "control:chasing",
                "mail-forward",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("Figures"),
                order=41,
            ),
            MenuItem(
                "control.statistics",
                _("Procedures in figures"),
                "control:statistics",
                "chart-histogram",
                roles=frozenset({"supervisor", "leader", "inspector"}),
                group=_("Figures"),
                order=43,
            ),
            MenuItem(
                "control.notices",
                _("Messages to people"),
                "control:notices",
                "send",
                roles=frozenset({"supervisor", "leader", "inspector", "system_administrator"}),
                group=_("The house"),
                order=58,
            ),
            MenuItem(
                "control.archive",
                _("Archive"),
                "control:archive",
                "archive",
                roles=frozenset({"clerk", "leader", "inspector"}),
                group=_("The house"),
                order=59,
            ),
            MenuItem(
                "control.publication",
                _("What is not published"),
                "control:publication",
                "checklist",
                roles=frozenset({"supervisor", "leader", "inspector", "catalogue_administrator"}),
                group=_("The house"),
                order=57,
            ),
            MenuItem(
                "control.posts",
                _("Empty posts"),
                "control:posts",
                "user-question",
                roles=frozenset({"supervisor", "system_administrator"}),
                group=_("The house"),
                order=60,
            ),
            MenuItem(
                "control.codes",
                _("Codes of dossiers"),
                "control:codes",
                "receipt",
                roles=frozenset({"system_administrator"}),
                group=_("The house"),
                order=61,
            ),
            MenuItem(
                "control.closings",
                _("Closing of unanswered dossiers"),
                "control:closings",
                "folder-open",
                roles=frozenset({"system_administrator"}),
                group=_("The house"),
                order=62,
            ),
            MenuItem(
                "control.catalogue",
                _("Procedures and their versions"),
                "control:catalogue",
                "book",
                roles=frozenset({"catalogue_administrator"}),
                group=_("The house"),
                order=57,
            ),
            MenuItem(
                "control.calendar",
                _("Working days and days off"),
                "control:calendar",
                "calendar-off",
                roles=frozenset({"system_administrator"}),
                group=_("The house"),
                order=64,
            ),
            MenuItem(
                "control.letters",
                _("Templates of results and letters"),
                "control:letters",
                "file-text",
                roles=frozenset({"catalogue_administrator", "system_administrator"}),
                group=_("The house"),
                order=63,
            ),
        )
