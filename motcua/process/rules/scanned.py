"""What a scanner types when it is held over a receipt."""

from urllib.parse import parse_qs, urlsplit

_FIELD = "code"


def code_scanned(text: str) -> str:
    """The code of the dossier: the bars say it alone, the QR code within the address at which it is followed."""
    told = parse_qs(urlsplit(text.strip()).query).get(_FIELD)
    return told[0] if told else text.strip()
