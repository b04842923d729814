"""What somebody who searches the registers has typed."""

import re
from dataclasses import dataclass

_KIND = r"(?:KQ\.[A-Z0-9.]+|[0-9]{3}(?:\.[0-9]{2}){2}\.[A-Z][0-9]{2}-[A-Z0-9]+)"
"""A kind of the national list: KQ.G15.000031, or as it was written before, 000.00.00.G11-KQ1711."""
_OF_KIND = re.compile(_KIND)
_OF_PAPER = re.compile(rf"(?P<owner>[A-Z0-9]+)\.(?P<kind>{_KIND})")
_OF_DOSSIER = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{1,3})+-[0-9-]+")
_A_NUMBER = re.compile(r"[0-9]{1,9}(?:/.*)?")


@dataclass(frozen=True, slots=True)
class Words:
    """Only what was recognised is filled: a number, with a kind the owner's; else a dossier's code; else a name."""

    number: str = ""
    paper_kind: str = ""
    dossier_code: str = ""
    name: str = ""


def read_words(typed: str) -> Words:
    """Which of its ways a search takes."""
    words = " ".join(typed.split())
    code = words.upper()
    if paper := _OF_PAPER.fullmatch(code):
        return Words(number=paper["owner"], paper_kind=paper["kind"])
    if _OF_KIND.fullmatch(code):
        return Words(paper_kind=code)
    if _OF_DOSSIER.fullmatch(code):
        return Words(dossier_code=code)
    if _A_NUMBER.fullmatch(words):
        return Words(number=words)
    return Words(name=words)
