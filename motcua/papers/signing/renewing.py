"""The archive time stamp is renewed before its certificate ends: its proof goes into the paper, a new one over it."""

import asyncio
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError as LibraryError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator.errors import PathError, ValidationError

from motcua.kernel.types import Refusal, Refused
from motcua.papers.signing import reading
from motcua.papers.signing.certificates import subject_of
from motcua.papers.signing.contexts import believed
from motcua.papers.signing.examining import examine
from motcua.papers.signing.stamping import AuthorityClient
from motcua.papers.signing.types import Kind, Outcome, SigningError, TrustAnchors
from motcua.papers.signing.vendors import troubles
from motcua.papers.signing.vendors.authorities import Authority


def renewed(pdf: bytes, *, authority: Authority, trust: TrustAnchors, at: datetime) -> bytes:
    """The paper with one archive time stamp more, over everything in it; nothing before it is touched.

    Raises Refused: `paper_not_lasting` where no archive time stamp lies over everything else; `archive_stamp_broken`
    where it does not hold any more: it is too late then; `archive_stamp_no_longer` while the authority stamps with a
    certificate that ends no later. SigningError for the troubles of the authority.
    """
    verdicts = examine(pdf, trust=trust, at=at)
    if not verdicts or verdicts[-1].kind is not Kind.TIME_STAMP:
        raise Refused(Refusal("paper_not_lasting"))
    if verdicts[-1].outcome is not Outcome.HOLDS:
        raise Refused(Refusal("archive_stamp_broken"))
    lasting = asyncio.run(_renewed(pdf, authority, trust))
    if _end_of_stamp(lasting) <= _end_of_stamp(pdf):
        raise Refused(Refusal("archive_stamp_no_longer"))
    return lasting


def _end_of_stamp(pdf: bytes) -> datetime:
    last = reading.signatures_in(reading.opened_paper(pdf))[-1]
    return subject_of(last.signer_cert.dump()).valid_until


async def _renewed(pdf: bytes, authority: Authority, trust: TrustAnchors) -> bytes:
    context = believed(trust, of_stamps=True, mode="hard-fail")
    output = BytesIO()
    try:
        stamper = PdfTimeStamper(AuthorityClient(authority))
        await stamper.async_update_archival_timestamp_chain(
            reading.opened_paper(pdf), context, in_place=False, output=output
        )
    except TimestampRequestError as error:
        raise troubles.refused_by_vendor(str(error)) from error
    except (LibraryError, PathError, ValidationError) as error:
        raise SigningError(Refusal("signing_certificate_not_believed"), is_permanent=True) from error
    except PdfError as error:
        raise Refused(Refusal("paper_damaged")) from error
    finally:
        await context.aclose()
    return output.getvalue()
