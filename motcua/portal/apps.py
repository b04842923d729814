"""Makes the public pages' sentences known, and what a citizen finds on his own page."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The citizen's face."""

    name = "motcua.portal"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.accounts.types import CitizenPanel, register_citizen_panel, register_public_menu
        from motcua.portal import belongings, messages, wishes
        from motcua.portal.filing import own

        messages.declare()
        register_citizen_panel(CitizenPanel("portal.own", "portal/filing/own.html", own.panel))
        register_citizen_panel(
            CitizenPanel("portal.papers", "portal/belongings/panel.html", belongings.panel, order=150)
        )
        register_citizen_panel(CitizenPanel("portal.wishes", "portal/wishes.html", wishes.panel, order=200))
        register_public_menu("portal", "portal/menu.html")
