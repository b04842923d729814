"""Under which law a dossier of a day stands."""

from datetime import date

from django.conf import settings

from motcua.catalogue.language.regimes import national_portal, regimes
from motcua.catalogue.parts.regime import FilingPlace, Regime
from motcua.catalogue.rules import filing_place as rule
from motcua.kernel.types import Refusal, Refused


def regime_on(day: date) -> Regime:
    """The regime of dossiers received on that day. Refused as `regime_unknown` for days before the first one."""
    found = next((each for each in regimes() if each.in_force(day)), None)
    if found is None:
        raise Refused(Refusal("regime_unknown", {"day": day}))
    return found


def regime(key: str) -> Regime:
    """The regime of that key, as a dossier remembers it. Raises KeyError for a key nobody ever wrote."""
    found = {each.key: each for each in regimes()}
    return found[key]


def filing_place(code: str, on: date) -> FilingPlace:
    """Where a procedure is filed online on that day, by the law and by what this house has decided.

    Raises Refused as `regime_on`.
    """
    own = rule.own_portal(settings.OWN_PORTAL)
    return rule.filing_place(code, regime=regime_on(on), portals=national_portal(), own=own, on=on)
