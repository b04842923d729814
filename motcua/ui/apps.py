"""The room's place in the house."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shell and the components; no tables."""

    name = "motcua.ui"
    label = "ui"
