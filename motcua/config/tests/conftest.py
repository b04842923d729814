"""Homes for houses that really run."""

from motcua.kernel.tests.conftest import street

__all__ = ["street"]
