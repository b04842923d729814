"""Opening a PDF with distrust: the bytes may be anything."""

import logging
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from motcua.kernel.types import Refusal, Refused

_LOG = logging.getLogger(__name__)
_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024
TIME_STAMP = "/DocTimeStamp"


def opened_paper(pdf: bytes) -> PdfFileReader:
    """A reader of the paper. Raises Refused: `paper_not_a_pdf`, `paper_encrypted`, `paper_damaged`."""
    if _HEADER not in pdf[:_HEADER_WITHIN]:
        raise Refused(Refusal("paper_not_a_pdf"))
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        is_encrypted = reader.encrypted
        pages = 0 if is_encrypted else pages_of(reader)
    except Exception as error:  # a spoilt file makes the parser stumble anywhere
        raise Refused(Refusal("paper_damaged")) from error
    if is_encrypted:
        raise Refused(Refusal("paper_encrypted"))
    if pages < 1:
        raise Refused(Refusal("paper_damaged"))
    return reader


def pages_of(reader: PdfFileReader) -> int:
    """How many pages the paper says it has."""
    return int(reader.root["/Pages"]["/Count"])


def signatures_in(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    """Every signature and time stamp of the paper, in the order in which they were made. Raises Refused."""
    try:
        return list(reader.embedded_signatures)
    except Exception as error:  # as above
        raise Refused(Refusal("paper_damaged")) from error


def is_time_stamp(signature: EmbeddedPdfSignature) -> bool:
    """Whether it is a time stamp over the whole paper."""
    return bool(signature.sig_object_type == TIME_STAMP)


def is_whole(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signed bytes are still those that were signed, and signed by this certificate."""
    try:
        if is_time_stamp(signature):
            info = signature.signed_data["encap_content_info"]["content"].parsed
            return bool(info["message_imprint"]["hashed_message"].native == signature.compute_digest())
        intact, valid = validate_sig_integrity(
            signature.signer_info,
            signature.signer_cert,
            expected_content_type="data",
            actual_digest=signature.compute_digest(),
        )
    except (PdfError, ValueError, TypeError, KeyError):
        return False
    return bool(intact and valid)


def look_through(signature: EmbeddedPdfSignature) -> None:
    """Computes digest, coverage and differences; without the differences where the appended part is damaged."""
    try:
        signature.compute_integrity_info()
    except Exception as error:  # noqa: BLE001 - what was appended may be anything
        _LOG.info("What was appended to a paper could not be read: %s", type(error).__name__)
        signature.compute_integrity_info(skip_diff=True)
