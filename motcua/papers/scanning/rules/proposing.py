"""What a Vietnamese paper says of itself, found in its text. A proposal: whoever knows the paper confirms it.

The text comes from a machine that reads 0 as O, a as o, and drops a tone now and then: words are compared without
tones, and digits are forgiven. What is not found stays empty: nothing is guessed.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from motcua.kernel.text import fold
from motcua.papers.scanning.types import Fact, PaperFacts

_MOTTO = ("cong hoa xa hoi chu", "doc lap tu do", "tu do hanh phuc")
_ISSUERS = (
    "uy ban nhan dan",
    "ubnd",
    "hoi dong nhan dan",
    "so",
    "bo",
    "cuc",
    "chi cuc",
    "phong",
    "cong an",
    "toa an",
    "vien kiem sat",
    "van phong",
    "trung tam",
    "truong",
    "benh vien",
    "tram y te",
    "bao hiem xa hoi",
    "ban",
    "cong ty",
    "kho bac",
    "thue",
    "doan",
)
_PLACES = ("phuong", "xa", "tinh", "thanh pho", "quan", "huyen", "thi xa", "thi tran", "dac khu")
_TITLES = (
    "giay",
    "quyet dinh",
    "don",
    "to khai",
    "trich luc",
    "ban sao",
    "hop dong",
    "chung chi",
    "chung nhan",
    "bang tot nghiep",
    "bang",
    "ho chieu",
    "bien ban",
    "thong bao",
    "to trinh",
    "cong van",
    "phieu",
    "van ban",
    "bao cao",
    "ban cam ket",
    "ban ke khai",
    "ly lich",
    "so ho khau",
)
_KINDS_WITH_A_FIELD = ("so", "bo", "cuc", "phong")
_USUAL = "Ủy ban nhân dân"
"""Machines like to read a tone too many into it."""
_HEAD_LINES = 14
_TITLE_LINES = 3
_LONGEST_SUMMARY = 300

_DIGIT = "[0-9OoQlI]"
_NUMBER = re.compile(rf"(?:^|\s)S[ốỐôÔoO6]\s*[:.;]?\s*({_DIGIT}+[A-Z]?(?:\s*/\s*[0-9A-ZĐƯ][0-9A-ZĐƯ&.\-/]*)+)")
_DAY_IN_WORDS = re.compile(r"\bng\w{1,2} ([0-9oqli]{1,2}) th\w{1,2}ng ([0-9oqli]{1,2}) n\w{1,2} ([0-9oqli]{4})\b")
_PERSONAL_NUMBER = re.compile(r"(?<![0-9])0[0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}(?![0-9])")
_TAX_CODE = re.compile(r"(?<![0-9])[0-9]{10}(?:-[0-9]{3})?(?![0-9])")
_PERSONAL_WORDS = ("dinh danh", "can cuoc", "cccd", "so dinh danh ca nhan")
_TAX_WORDS = ("ma so doanh nghiep", "ma so thue", "mst")
_NAME = re.compile(
    r"(?:Họ\W*(?:chữ đệm)?\W*(?:và)?\s*tên(?: khai sinh| người[^:]{0,30})?|Tên (?:tổ chức|doanh nghiệp|cơ sở)[^:]{0,20}"
    r"|(?:^|\s)(?:[ÔO]ng|Bà)(?:\s*[/(]\s*[Bb]à\)?)?)\s*[:;]?\s+(?P<name>[^:;,\n]{2,80})",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"(?:\s{2,}|\s(?:giới tính|sinh|ngày|dân tộc|quốc tịch|nam/nữ|số định danh|cccd|căn cước)\b).*$", re.IGNORECASE
)
_BIRTH = re.compile(r"\b(?:ngay thang nam sinh|ngay sinh|sinh ngay|sinh nam|nam sinh)\b(.{0,40})")
_YEAR = re.compile(r"\b(1[89][0-9]{2}|20[0-9]{2})\b")
_HOLDS_FOR = re.compile(
    r"co (?:gi[ao] tri|hieu luc)(?: su dung)?(?: trong)?(?: thoi h[ao]n| vong| thoi gi[ao]n)? ([0-9]{1,3}) "
    r"(ng[ao]y|th[aou]ng|n[ao]m)\b"
)
_HOLDS_UNTIL = re.compile(
    r"(?:co (?:gi[ao] tri|hieu luc)|thoi h[ao]n|h[ao]n su dung)[^.]{0,40}?\bden (?:het )?(?:ngay )?(.{8,40})"
)
_SCOPES = (
    (re.compile(r"\b(?:toan quoc|ca nuoc|pham vi ca nuoc)\b"), "Toàn quốc"),
    (re.compile(r"\bngoai nuoc|nuoc ngoai su dung\b"), "Nước ngoài"),
)


def proposed(text: str) -> PaperFacts:
    """What the text of a paper says."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = [fold(line) for line in lines]
    title_at, title = _title(lines, said)
    issued_on = _issued_on(said)
    valid_to = _valid_to(said, issued_on)
    return PaperFacts(
        title=title,
        number=_number(lines),
        issuer=_issuer(lines[: title_at if title_at is not None else _HEAD_LINES]),
        issued_on=issued_on,
        summary=_summary(lines, said),
        valid_from=issued_on,
        valid_to=valid_to,
        scope=_scope(said),
        owner_number=_owner_number(lines, said),
        owner_name=_owner_name(lines),
        owner_birth_year=_birth_year(said),
    )


def lacking(facts: PaperFacts) -> tuple[Fact, ...]:
    """What of the least that must be known is not (Đ19.2). Validity is known when its first day is."""
    by_name = facts.owner_name and facts.owner_birth_year and facts.issued_on and facts.issuer
    known = {
        Fact.KIND_CODE: facts.kind_code,
        Fact.OWNER: facts.owner_number or by_name,
        Fact.TITLE: facts.title,
        Fact.SUMMARY: facts.summary,
        Fact.VALIDITY: facts.valid_from,
        Fact.SCOPE: facts.scope,
    }
    return tuple(fact for fact, value in known.items() if not value)


def _title(lines: Sequence[str], said: Sequence[str]) -> tuple[int | None, str]:
    """The first line in capitals that begins as papers are called, with those that go on with it; and where it is."""
    for place, line in enumerate(lines):
        if _is_loud(line) and _begins(said[place], _TITLES) and not _begins(said[place], _ISSUERS[:2]):
            if "/" in line or _is_motto(said[place]):
                continue
            parts = [line]
            for following in lines[place + 1 : place + _TITLE_LINES]:
                if not _is_loud(following) or _is_motto(fold(following)):
                    break
                parts.append(following)
            return place, _sentence(" ".join(parts))
    return None, ""


def _issuer(head: Sequence[str]) -> str:
    """The lowest authority named above the title: whoever stands above it is its superior."""
    left = [_without_motto(line) for line in head[:_HEAD_LINES]]
    found = ""
    for place, line in enumerate(left):
        if line and _is_loud(line) and not _NUMBER.search(line) and _begins(fold(line), _ISSUERS):
            following = left[place + 1] if place + 1 < len(left) else ""
            goes_on = _is_loud(following) and _begins(fold(following), _PLACES)
            found = f"{line} {following}" if goes_on else line
    return _authority(found)


def _without_motto(line: str) -> str:
    """The left column of a head, where both columns were read as one line."""
    words = line.split()
    for place in range(len(words)):
        rest = fold(" ".join(words[place:]))
        if _begins(rest, _MOTTO) or rest.startswith(("doc lap", "doc lop", "cong hoa xa")):
            return " ".join(words[:place])
    return line


def _number(lines: Sequence[str]) -> str:
    for line in lines[: _HEAD_LINES * 2]:
        if found := _NUMBER.search(line):
            figures, _, sign = re.sub(r"\s", "", found[1]).partition("/")
            return f"{_figures(figures)}/{sign}".strip("/.-")
    return ""


def _issued_on(said: Sequence[str]) -> date | None:
    """The day by the place and the date of the head; a day of birth is not it."""
    for line in said:
        for found in _DAY_IN_WORDS.finditer(line):
            if "sinh" not in line[: found.start()]:
                return _day(*found.groups())
    return None


def _summary(lines: Sequence[str], said: Sequence[str]) -> str:
    for place, line in enumerate(said):
        if not line.startswith(("v v ", "ve viec ", "vv ")):
            continue
        parts = [re.sub(r"^(?:V\W?v|Về việc)\W*", "", lines[place], flags=re.IGNORECASE)]
        for following in lines[place + 1 : place + _TITLE_LINES]:
            if not following[0].islower():
                break
            parts.append(following)
        return " ".join(parts)[:_LONGEST_SUMMARY].strip()
    return ""


def _owner_number(lines: Sequence[str], said: Sequence[str]) -> str:
    """A personal number beside the words that announce one, else any; else the code of an organisation."""
    numbers = [(found[0], any(word in said[place] for word in _PERSONAL_WORDS)) for place, found in _found(lines)]
    announced = next((number for number, is_announced in numbers if is_announced), None)
    chosen = announced or next((number for number, _ in numbers), "")
    if chosen:
        return re.sub(r"[ .]", "", chosen)
    for place, line in enumerate(lines):
        if any(word in said[place] for word in _TAX_WORDS) and (code := _TAX_CODE.search(line)):
            return code[0]
    return ""


def _found(lines: Sequence[str]) -> Iterator[tuple[int, "re.Match[str]"]]:
    for place, line in enumerate(lines):
        for found in _PERSONAL_NUMBER.finditer(line):
            yield place, found


def _owner_name(lines: Sequence[str]) -> str:
    for line in lines:
        if found := _NAME.search(line):
            name = _NAME_ENDS.sub("", found["name"]).strip(" .-–:")
            if any(letter.isalpha() for letter in name) and not any(letter.isdigit() for letter in name):
                return name
    return ""


def _birth_year(said: Sequence[str]) -> int | None:
    for line in said:
        if (found := _BIRTH.search(line)) and (year := _YEAR.search(found[1])):
            return int(year[1])
    return None


def _valid_to(said: Sequence[str], issued_on: date | None) -> date | None:
    whole = " ".join(said)
    if found := _HOLDS_UNTIL.search(whole):
        spoken = re.search(r"^([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{4})\b", found[1])
        if spoken and (day := _day(*spoken.groups())):
            return day
        if (words := _DAY_IN_WORDS.search("ngay " + found[1])) and (day := _day(*words.groups())):
            return day
    if issued_on is not None and (found := _HOLDS_FOR.search(whole)):
        return _after(issued_on, int(found[1]), found[2])
    return None


def _scope(said: Sequence[str]) -> str:
    whole = " ".join(said)
    return next((name for pattern, name in _SCOPES if pattern.search(whole)), "")


def _after(day: date, amount: int, unit: str) -> date:
    if unit.startswith("ng"):
        return day + timedelta(days=amount)
    months = day.year * 12 + day.month - 1 + amount * (12 if unit.startswith("n") else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(_figures(year)), int(_figures(month)), int(_figures(day)))
    except ValueError:
        return None


def _figures(written: str) -> str:
    return written.translate(str.maketrans("OoQqlLIi", "00001111"))


def _is_loud(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def _is_motto(said: str) -> bool:
    return any(words in said for words in _MOTTO)


def _begins(said: str, words: Sequence[str]) -> bool:
    return any(said == word.strip() or said.startswith(f"{word.strip()} ") for word in words)


def _sentence(loud: str) -> str:
    """From capitals to writing."""
    return loud[:1].upper() + loud[1:].lower()


def _authority(loud: str) -> str:
    """An authority's name from capitals to writing: large are its field's first letter and the name of its place."""
    words = loud.lower().split()
    is_name, after_kind = False, False
    for place, word in enumerate(words):
        said, pair = fold(word), fold(" ".join(words[max(place - 1, 0) : place + 1]))
        if said == "ubnd":
            words[place] = word.upper()
        elif is_name or after_kind or place == 0:
            words[place] = word.capitalize()
        after_kind = place == 0 and said in _KINDS_WITH_A_FIELD
        is_name = is_name or said in _PLACES or pair in _PLACES
    written = " ".join(words)
    return _USUAL + written[len(_USUAL) :] if fold(written[: len(_USUAL)]) == fold(_USUAL) else written
