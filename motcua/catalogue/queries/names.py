"""Names by code, for lists that show many procedures at once."""

from collections.abc import Iterable, Mapping

from motcua.catalogue import models


def procedure_names(codes: Iterable[str]) -> Mapping[str, str]:
    """The names of these procedures in one statement; unknown codes are left out."""
    return dict(models.Procedure.objects.filter(code__in=set(codes)).values_list("code", "name"))
