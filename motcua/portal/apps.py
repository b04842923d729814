"""Makes the public pages' sentences known."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The citizen's face."""

    name = "motcua.portal"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.portal import messages

        messages.declare()
