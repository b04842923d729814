"""What the tests of the citizens' log-in share: a provider that runs as long as the tests of one file."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from motcua.accounts.tests import provider as providers
from motcua.accounts.tests.provider import Provider


@pytest.fixture(scope="module")
def _provider() -> Iterator[Provider]:
    with providers.running() as found:
        yield found


@pytest.fixture
def provider(_provider: Provider, settings: Settings) -> Provider:
    """The provider that the house was told to believe."""
    settings.EID_ISSUER = _provider.issuer
    settings.EID_CLIENT_ID = providers.CLIENT_ID
    settings.EID_CLIENT_SECRET = "a-secret-of-this-house"
    return _provider
