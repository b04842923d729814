"""Whether a dossier is received for another place (không phụ thuộc địa giới, NĐ 118/2025 Đ3.6–3.7)."""

from motcua.organisation.types import Level


def crosses_boundary(*, receiving_level: Level, resolving_level: Level, same_house: bool) -> bool:
    """Whether the receiving centre takes a dossier in for an agency it does not ordinarily receive for.

    A centre receives for its own house; the provincial centre also for the departments of its province. Everything else
    stands in the receiving centre's list "received for others" and in the books of the agency that resolves (rule 32).
    """
    if same_house:
        return False
    return not (receiving_level is Level.PROVINCE and resolving_level is Level.PROVINCE)
