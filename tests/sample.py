"""The sample province as the tests find it."""

from datetime import datetime

from motcua.accounts import commands as accounts
from motcua.kernel.types import system
from motcua.simulate import province

ESTABLISHED_AT = datetime(2026, 11, 2, 8, 0)
"""When the province begins: a Monday on which all its procedures are in force."""


def establish() -> None:
    """Builds the province with its officers, their accounts, its procedures and who resolves what."""
    accounts.create_sample_users(actor=system("test"), at=ESTABLISHED_AT)
    province.establish(actor=system("test"), at=ESTABLISHED_AT)
