"""Homes for commands that really run."""

from motcua.kernel.tests.conftest import empty_home, street

__all__ = ["empty_home", "street"]
