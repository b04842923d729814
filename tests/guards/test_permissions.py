"""Every address has a view that says who may see it: default deny."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, address)
        else:
            yield address, pattern


@pytest.mark.parametrize(("address", "pattern"), list(_patterns(get_resolver())), ids=lambda value: str(value)[:60])
def test_every_view_declares_its_permission(address: str, pattern: URLPattern) -> None:
    declared = getattr(pattern.callback, "permission", None)
    assert declared is not None, f"/{address} declares no permission; use a decorator of accounts.types"
