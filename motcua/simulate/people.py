"""Invented people and enterprises. Their numbers are well formed and lie in a range that says so: serials from 000."""

from datetime import date, timedelta
from random import Random

from motcua.parties.types import BirthDate, Identity, IdentityKind, Party, PartyKind, Sex

_FAMILY = (
    ("Nguyễn", 34), ("Trần", 11), ("Lê", 9), ("Phạm", 9), ("Hoàng", 6), ("Vũ", 6), ("Bùi", 4), ("Đặng", 3), ("Đỗ", 4),
    ("Ngô", 3), ("Đoàn", 2), ("Lương", 2), ("Mạc", 1), ("Chíu", 1), ("Lý", 1), ("Dương", 2), ("Đinh", 2),
)  # fmt: skip
_MIDDLE = {
    Sex.MALE: ("Văn", "Đức", "Hữu", "Minh", "Quang", "Công", "Xuân", "Thanh", "Quốc", "Anh"),
    Sex.FEMALE: ("Thị", "Thị", "Thị", "Ngọc", "Thu", "Thanh", "Bích", "Kim", "Hồng", "Phương"),
}
_GIVEN = {
    Sex.MALE: (
        "Hùng",
        "Dũng",
        "Cường",
        "Tuấn",
        "Long",
        "Hải",
        "Nam",
        "Sơn",
        "Hiếu",
        "Đạt",
        "Phúc",
        "Khánh",
        "Ẩn",
        "Ân",
    ),
    Sex.FEMALE: ("Lan", "Hương", "Hà", "Mai", "Thảo", "Linh", "Trang", "Hạnh", "Yến", "Ánh", "Nga", "Dung", "Châu"),
}
_STREETS = (
    "Lê Thánh Tông",
    "Trần Hưng Đạo",
    "Nguyễn Văn Cừ",
    "Hạ Long",
    "Cái Dăm",
    "Bạch Đằng",
    "Kênh Liêm",
    "Cao Xanh",
)
_TRADES = ("Thương mại", "Xây dựng", "Du lịch", "Thủy sản", "Vận tải", "Cơ khí", "Dịch vụ cảng biển")
_NAMES = ("Vân Long", "Hòn Gai Xanh", "Đông Bắc", "Bình Minh", "Sao Biển", "Tiên Yên", "Cô Tô", "Yên Tử")
_BORN_FROM, _BORN_DAYS = date(1948, 1, 1), 21_000
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def person(rng: Random, *, commune: str, commune_name: str) -> Party:
    """Somebody who lives in that commune."""
    sex = rng.choice((Sex.MALE, Sex.FEMALE))
    born = _BORN_FROM + timedelta(days=rng.randrange(_BORN_DAYS))
    families, weights = zip(*_FAMILY, strict=True)
    name = f"{rng.choices(families, weights)[0]} {rng.choice(_MIDDLE[sex])} {rng.choice(_GIVEN[sex])}"
    century = 2 * (born.year // 100 - 19) + (1 if sex is Sex.FEMALE else 0)
    number = f"022{century}{born.year % 100:02d}{rng.randrange(1_000):06d}"
    return Party(
        kind=PartyKind.PERSON,
        name=name,
        identity=Identity(IdentityKind.PERSONAL_NUMBER, number),
        born=BirthDate.of(born),
        sex=sex,
        address=f"Số {rng.randint(1, 240)} đường {rng.choice(_STREETS)}, {commune_name}, tỉnh Quảng Ninh",
        commune=commune,
        phone=f"09{rng.choice((12, 13, 36, 78))}000{rng.randrange(1_000):03d}",
    )


def enterprise(rng: Random, *, commune: str, commune_name: str) -> Party:
    """An enterprise in that commune."""
    code = _tax_code(rng)
    return Party(
        kind=PartyKind.ORGANISATION,
        name=f"Công ty TNHH {rng.choice(_TRADES)} {rng.choice(_NAMES)}",
        identity=Identity(IdentityKind.TAX_CODE, code),
        address=f"Số {rng.randint(1, 400)} đường {rng.choice(_STREETS)}, {commune_name}, tỉnh Quảng Ninh",
        commune=commune,
        phone=f"0203000{rng.randrange(1_000):04d}",
        tax_code=code,
        represented_by=person(rng, commune=commune, commune_name=commune_name).name,
    )


def _tax_code(rng: Random) -> str:
    while True:
        nine = f"5700000{rng.randrange(100):02d}"
        remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, nine, strict=True)) % 11
        if remainder:
            return f"{nine}{10 - remainder}"
