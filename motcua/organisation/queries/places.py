"""Provinces and communes: the national list of today, what it came from, and how people look for it.

The list is part of the release (`data/units`, one file a province), read once and kept in memory: about 3,300 communes
of today and 10,000 former ones. Former codes and present ones overlap (the same five digits may mean two different
communes before and after 1/7/2025), so a code is read with the day on which it was written.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from motcua.kernel.text import fold, sort_key
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import (
    Commune,
    CommuneFound,
    FormerCommune,
    FormerProvince,
    PlaceType,
    Province,
    Resolution,
)

_SHORT = {
    "P": PlaceType.WARD,
    "X": PlaceType.COMMUNE,
    "T": PlaceType.TOWNSHIP,
    "Đ": PlaceType.SPECIAL_ZONE,
    "H": PlaceType.RURAL_DISTRICT,
}
_MAIN, _PART = "main", "part"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name by which a commune can be found."""

    commune: Commune
    through: str
    name: str
    full_name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Directory:
    provinces: Mapping[str, Province]
    communes: Mapping[str, Commune]
    became: Mapping[str, tuple[Commune, ...]]
    former: Mapping[str, FormerCommune]
    entries: tuple[_Entry, ...]
    words: tuple[str, ...]
    places_of_word: Mapping[str, frozenset[int]]


def provinces() -> list[Province]:
    """The provinces and centrally-run cities of today, in Vietnamese order."""
    return sorted(_directory().provinces.values(), key=lambda province: sort_key(province.name))


def province(code: str) -> Province:
    """A province of today by its code, or by the code of one that went into it. Refused: `place_absent`."""
    found = _directory().provinces.get(code)
    if found is not None:
        return found
    for candidate in _directory().provinces.values():
        if any(former.code == code for former in candidate.former):
            return candidate
    raise Refused(Refusal("place_absent", {"code": code}))


def province_by_identifier(level_one: str) -> Province:
    """The province of today that a level-1 group (H49, or that of a merged province) belongs to, or `place_absent`."""
    for candidate in _directory().provinces.values():
        if any(former.identifier == level_one for former in candidate.former):
            return candidate
    raise Refused(Refusal("place_absent", {"code": level_one}))


def communes(province_code: str) -> list[Commune]:
    """The communes of a province of today, in Vietnamese order."""
    found = [commune for commune in _directory().communes.values() if commune.province_code == province_code]
    return sorted(found, key=lambda commune: sort_key(commune.name))


def commune(code: str) -> Commune:
    """A commune of today by its code. Refused (`place_absent`) when there is none."""
    found = _directory().communes.get(code)
    if found is None:
        raise Refused(Refusal("place_absent", {"code": code}))
    return found


def resolve_commune(code: str, *, written_on: date | None = None) -> Resolution:
    """What became of a commune's code (or of the code of an island district that had no communes).

    `written_on` is the day of the paper that carries it: before the commune of today existed it is a former code.
    Without it a code of today is meant if there is one. Refused: `place_absent`.
    """
    directory = _directory()
    present = directory.communes.get(code)
    if present is not None and (written_on is None or present.valid_from <= written_on):
        return Resolution(code, (present,), whole=True)
    if code not in directory.became:
        raise Refused(Refusal("place_absent", {"code": code}))
    return Resolution(code, directory.became[code], whole=directory.former[code].whole)


def search_communes(words: str, *, province_code: str | None = None, limit: int = 10) -> list[CommuneFound]:
    """Communes of today by any name, new or old, with or without type, district or province, marks forgiven.

    Every word must begin a word of the name or of its surroundings. Exact names come first, new names before old.
    """
    asked = fold(words)
    if not asked:
        return []
    entries = _directory().entries
    found = [
        entries[place]
        for place in frozenset.intersection(*map(_places_beginning, asked.split()))
        if province_code is None or entries[place].commune.province_code == province_code
    ]
    found.sort(key=lambda entry: _rank(entry, asked))
    answers: dict[str, CommuneFound] = {}
    for entry in found:
        answers.setdefault(entry.commune.code, CommuneFound(entry.commune, entry.through))
        if len(answers) == limit:
            break
    return list(answers.values())


def _places_beginning(part: str) -> frozenset[int]:
    """Which entries have a word that begins so."""
    directory = _directory()
    first = bisect_left(directory.words, part)
    last = bisect_left(directory.words, part + "\uffff", lo=first)
    return frozenset().union(*(directory.places_of_word[word] for word in directory.words[first:last]))


def _rank(entry: _Entry, asked: str) -> tuple[int, bool, str, str]:
    if asked in (entry.name, entry.full_name):
        closeness = 0
    elif entry.name.startswith(asked) or entry.full_name.startswith(asked):
        closeness = 1
    else:
        closeness = 2
    return closeness, bool(entry.through), entry.name, entry.commune.code


@cache
def _directory() -> _Directory:
    provinces: dict[str, Province] = {}
    communes: dict[str, Commune] = {}
    became: dict[str, list[tuple[bool, Commune]]] = {}
    former: dict[str, FormerCommune] = {}
    for path in sorted(files("motcua.organisation").joinpath("data/units").iterdir(), key=lambda path: path.name):
        read = _read(path.read_text(encoding="utf-8").splitlines())
        provinces[read.province.code] = read.province
        for commune in read.communes:
            communes[commune.code] = commune
            for old in commune.former:
                former[old.code] = old
                became.setdefault(old.code, []).append(((old.code, commune.code) not in read.main, commune))
    entries = tuple(_entries(provinces, communes.values()))
    places_of_word: defaultdict[str, set[int]] = defaultdict(set)
    for place, entry in enumerate(entries):
        for word in entry.words:
            places_of_word[word].add(place)
    return _Directory(
        provinces=MappingProxyType(provinces),
        communes=MappingProxyType(communes),
        became={code: tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])) for code, rows in became.items()},
        former=former,
        entries=entries,
        words=tuple(sorted(places_of_word)),
        places_of_word={word: frozenset(places) for word, places in places_of_word.items()},
    )


@dataclass(slots=True)
class _Read:
    province: Province
    communes: list[Commune]
    main: set[tuple[str, str]]


def _read(lines: list[str]) -> _Read:
    """One province's file: its line, what it was, its districts then, each commune with what it came from."""
    code, kind, name, group, first_day = lines[0].split("\t")[1:]
    valid_from = date.fromisoformat(first_day)
    was: list[FormerProvince] = []
    districts: dict[str, tuple[str, str]] = {}
    heads: list[tuple[str, PlaceType, str]] = []
    below: dict[str, list[FormerCommune]] = {}
    main: set[tuple[str, str]] = set()
    for line in lines[1:]:
        key, *columns = line.split("\t")
        if key == "was":
            was.append(FormerProvince(columns[0], PlaceType(columns[1]), columns[2], columns[3]))
        elif key == "district":
            districts[columns[0]] = (f"{columns[1]} {columns[2]}", columns[3])
        elif key == "commune":
            heads.append((columns[0], _SHORT[columns[1]], columns[2]))
            below[columns[0]] = []
        else:
            old_code, short, old_name, district_code, *share = columns
            district, province_code = districts[district_code]
            old = FormerCommune(
                old_code, _SHORT[short], old_name, district_code, district, province_code, whole=not share
            )
            below[heads[-1][0]].append(old)
            if share != [_PART]:
                main.add((old_code, heads[-1][0]))
    return _Read(
        Province(code, PlaceType(kind), name, group, tuple(was)),
        [
            Commune(commune_code, type_, commune_name, code, valid_from, tuple(below[commune_code]))
            for commune_code, type_, commune_name in heads
        ],
        main,
    )


def _entries(provinces: Mapping[str, Province], communes: Iterable[Commune]) -> Iterator[_Entry]:
    folded = {former.code: fold(former.full_name) for row in provinces.values() for former in row.former}
    districts: dict[str, str] = {}
    for commune in communes:
        here = fold(provinces[commune.province_code].full_name)
        name = fold(commune.name)
        full_name = f"{fold(commune.type)} {name}"
        yield _Entry(commune, "", name, full_name, frozenset(f"{full_name} {here}".split()))
        for old in commune.former:
            name = fold(old.name)
            full_name = f"{fold(old.type)} {name}"
            district = districts.setdefault(old.district_code, fold(old.district))
            yield _Entry(
                commune,
                f"{old.full_name}, {old.district}",
                name,
                full_name,
                frozenset(f"{full_name} {district} {folded[old.province_code]} {here}".split()),
            )
