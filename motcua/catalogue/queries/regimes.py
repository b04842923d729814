"""Under which law a dossier of a day stands."""

from datetime import date

from motcua.catalogue.language.regimes import regimes
from motcua.catalogue.parts.regime import Regime
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
