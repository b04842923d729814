"""The kernel as a Django application: it owns the counters, the numbers set aside and the troubles of the sweep."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The floor of the house."""

    name = "motcua.kernel"
    label = "kernel"
