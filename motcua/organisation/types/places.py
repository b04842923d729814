"""Provinces and communes of the national list, with the units they came from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlaceType(StrEnum):
    """What a province, an old district or a commune is called before its name."""

    CITY = "thành phố"
    PROVINCE = "tỉnh"
    URBAN_DISTRICT = "quận"
    RURAL_DISTRICT = "huyện"
    TOWN = "thị xã"
    WARD = "phường"
    COMMUNE = "xã"
    TOWNSHIP = "thị trấn"
    SPECIAL_ZONE = "đặc khu"


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally-run city of today. `identifier` is its level-1 group (H49)."""

    code: str
    type: PlaceType
    name: str
    identifier: str
    former: tuple["FormerProvince", ...]

    @property
    def full_name(self) -> str:
        """`tỉnh Quảng Ninh`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province as it was until 30/6/2025, its code and level-1 group then."""

    code: str
    type: PlaceType
    name: str
    identifier: str

    @property
    def full_name(self) -> str:
        """`tỉnh Hà Giang`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune as it was until 30/6/2025, with its district and province of that time.

    `whole` says that all of it went to one commune of today; otherwise it was divided among several.
    """

    code: str
    type: PlaceType
    name: str
    district_code: str
    district: str
    province_code: str
    whole: bool

    @property
    def full_name(self) -> str:
        """`phường Hồng Gai`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune-level unit of today, with the former ones whose land it has."""

    code: str
    type: PlaceType
    name: str
    province_code: str
    valid_from: date
    former: tuple[FormerCommune, ...] = ()

    @property
    def full_name(self) -> str:
        """`đặc khu Cô Tô`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class CommuneFound:
    """A commune that answers a search; `through` is the old name by which it was found, or empty."""

    commune: Commune
    through: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a commune's code: the communes of today, the main one first, and whether it went whole."""

    code: str
    communes: tuple[Commune, ...]
    whole: bool
