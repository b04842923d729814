"""Puts the figures and the care of the house into the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    """The supervisor's face."""

    name = "motcua.control"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.control.chasing_signing import waiting_to_sign
        from motcua.control.help import HELP
        from motcua.ui.types import MenuSection, register_help, register_menu

        figures, house = MenuSection("control", _("Figures")), MenuSection("control", _("The house"))
        overseeing = {"supervisor", "leader", "inspector"}
        register_help(HELP)
        register_menu(
            figures.item("board", _("Live board"), "layout-dashboard", 39, roles=overseeing, shortcut="b"),
            figures.item("digest", _("Digest of the morning"), "mail", 39, roles=overseeing),
            figures.item("period", _("Period table"), "chart-bar", 40, roles=overseeing, shortcut="t"),
            figures.item("responsibility", _("Responsibility for delays"), "user-question", 41, roles=overseeing),
            figures.item("classes", _("Classes that differ"), "arrows-sort", 43, roles=overseeing),
            figures.item("answers", _("Answers awaited"), "messages", 42, roles=overseeing),
            figures.item("chasing", _("Chasing letters"), "mail-forward", 42, roles=overseeing),
            figures.item(
                "chasing_to_sign",
                _("Chasing letters to be signed"),
                "signature",
                42,
                roles={"leader", "clerk"},
                count=waiting_to_sign,
            ),
            figures.item("ratings", _("Satisfaction of people"), "messages", 44, roles=overseeing),
            figures.item("statistics", _("Procedures in figures"), "chart-histogram", 44, roles=overseeing),
            house.item("notices", _("Messages to people"), "send", 58, roles=overseeing | {"system_administrator"}),
            house.item("archive", _("Archive"), "archive", 59, roles={"clerk", "leader", "inspector"}),
            house.item(
                "publication",
                _("What is not published"),
                "checklist",
                57,
                roles=overseeing | {"catalogue_administrator"},
            ),
            house.item("agencies", _("Agencies and posts"), "building-community", 55, roles={"system_administrator"}),
            house.item("posts", _("Empty posts"), "user-question", 60, roles={"supervisor", "system_administrator"}),
            house.item("codes", _("Codes of dossiers"), "receipt", 61, roles={"system_administrator"}),
            house.item(
                "closings", _("Closing of unanswered dossiers"), "folder-open", 62, roles={"system_administrator"}
            ),
            house.item("catalogue", _("Procedures and their versions"), "book", 56, roles={"catalogue_administrator"}),
            house.item("eforms", _("E-forms"), "pencil", 56, roles={"catalogue_administrator"}),
            house.item(
                "reasons",
                _("Lists of reasons"),
                "list-check",
                65,
                roles={"catalogue_administrator", "system_administrator"},
            ),
            house.item("calendar", _("Working days and days off"), "calendar-off", 64, roles={"system_administrator"}),
            house.item(
                "letters",
                _("Templates of results and letters"),
                "file-text",
                63,
                roles={"catalogue_administrator", "system_administrator"},
            ),
        )
