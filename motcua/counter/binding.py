"""Several printed papers as one, to be sent to the printer together."""

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Name, Pdf


def bound(papers: Sequence[bytes]) -> bytes:
    """All pages of these PDFs, in this order."""
    with Pdf.new() as book:
        for paper in papers:
            with Pdf.open(BytesIO(paper)) as read:
                book.pages.extend(read.pages)
        book.docinfo[Name.Producer] = "Motcua"
        out = BytesIO()
        book.save(out, deterministic_id=True)
        return out.getvalue()
