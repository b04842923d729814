"""What sort of browser somebody uses, so that he knows it again in the list of his sessions. No more is kept."""

_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
"""In both lists the first sign that stands in the header counts: most browsers also name those they resemble."""


def name_of(header: str) -> str:
    """The browser and what it runs on, by the header `User-Agent`; nothing where that says neither."""
    found = (next((name for sign, name in signs if sign in header), "") for signs in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found))
