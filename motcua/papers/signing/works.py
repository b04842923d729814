"""Everything of signing that needs the signing library, loaded together at the first use."""

from motcua.papers.signing.bulk import sign_each
from motcua.papers.signing.certificates import subject_of
from motcua.papers.signing.examining import examine
from motcua.papers.signing.house import of
from motcua.papers.signing.renewing import renewed
from motcua.papers.signing.signatures import opened, sign

__all__ = ["examine", "of", "opened", "renewed", "sign", "sign_each", "subject_of"]
