"""Finding people while somebody types, and showing no more of them than is due."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.journal.commands import recording
from motcua.kernel.types import Refusal
from motcua.parties import commands, queries
from motcua.parties.queries import searching
from motcua.parties.tests.factories import AN, AUTHORISATION, BINH, CUONG, HA_LONG_COMPANY, MORNING, filing
from motcua.parties.types import DeclarationInput, Identity, IdentityKind, MaskedParty, Party

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]

TAM = replace(
    AN,
    name="Phạm Văn Tám",
    identity=Identity(IdentityKind.OTHER_PAPER, "35/XN-UBND", paper="Giấy xác nhận"),
    phone="",
    email="",
    born=None,
    sex=None,
)
FILINGS = (filing(AN), filing(CUONG), filing(HA_LONG_COMPANY, proxy=CUONG, authorisation=AUTHORISATION), filing(TAM))


def declared(*filings: DeclarationInput) -> list[int]:
    with recording(actor=BINH, at=MORNING) as unit:
        return [ref.id for ref in commands.declare_many(unit, filings)]


class TestSearching:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("Nguyễn Thị Thu An", [0]),
            ("nguyen thi thu an", [0]),
            ("thu an", [0]),
            ("An Thu", [0]),
            ("dang quoc cu", [2, 1]),
            ("ĐẶNG QUỐC CƯỜNG", [2, 1]),
            ("thuong mai ha long", [2]),
            ("022195001234", [0]),
            ("0221950", [0]),
            ("022 195 001", [0]),
            ("0912345678", [0]),
            ("+84 912 345", [0]),
            ("0100233488", [2]),
            ("pham van tam", [3]),
            ("35/XN-UBND", []),
            ("cong ty 26", []),
            ("khong ai ca", []),
        ],
    )
    def test_by_name_number_or_telephone(self, typed: str, expected: list[int]) -> None:
        ids = declared(*FILINGS)
        assert queries.search(typed) == [ids[place] for place in expected]

    @pytest.mark.parametrize("typed", ["", "an", "nguyen", "022", "  ", "?", "12"])
    def test_of_too_little_is_refused(self, typed: str) -> None:
        assert queries.search(typed) == Refusal("search_too_broad")

    @pytest.mark.parametrize("typed", ["nguyen' & | ! (an", "thu:* an", "100% an toan", "a\\b c%d_", "'; DROP TABLE x"])
    def test_of_anything_is_safe(self, typed: str) -> None:
        declared(*FILINGS)
        assert isinstance(queries.search(typed), list | Refusal)

    def test_of_a_name_that_fits_too_often_asks_for_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(searching, "_MOST_OF_ONE_NAME", 2)
        declared(filing(AN), filing(AN))
        assert isinstance(queries.search("thu an"), list)
        declared(filing(AN))
        assert queries.search("thu an") == Refusal("search_too_many", {"most": 2})

    def test_takes_one_statement(self) -> None:
        declared(*FILINGS)
        for typed in ("thu an", "0221950"):
            with CaptureQueriesContext(connection) as statements:
                queries.search(typed)
            assert len(statements) == 1

    def test_uses_its_indexes(self) -> None:
        declared(*FILINGS)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plans = [plan_of("thu an"), plan_of("022195001234")]
        assert "parties_declaredparty_name" in plans[0]
        assert "parties_declaredparty_number" in plans[1]
        assert "parties_declaredparty_phone" in plans[1]


class TestKnownParties:
    def test_are_offered_once_as_last_declared(self) -> None:
        moved = replace(AN, address="Số 1 đường Trần Phú, phường Cẩm Phả", phone="0900000001")
        declared(filing(AN), filing(CUONG), filing(moved))
        known = queries.known_parties("thu an")
        assert isinstance(known, list)
        assert [one.party for one in known] == [moved]
        assert known[0].last_declared_at == MORNING

    def test_of_the_same_name_stay_apart(self) -> None:
        namesake = replace(AN, identity=Identity(IdentityKind.PERSONAL_NUMBER, "022195009999"))
        declared(filing(AN), filing(namesake))
        assert len(known("nguyen thi thu an")) == 2

    def test_without_a_number_are_found_too(self) -> None:
        declared(filing(TAM), filing(TAM))
        assert [one.name for one in known("pham van tam")] == [TAM.name]

    def test_of_which_the_reader_sees_nothing_are_not_offered(self) -> None:
        first, _second = declared(filing(AN), filing(replace(AN, phone="0900000001")))
        seen = queries.known_parties("thu an", sight=lambda ids: ids & {first})
        assert isinstance(seen, list)
        assert [(one.party.phone, one.declarations) for one in seen] == [(AN.phone, (first,))]
        assert queries.known_party(seen[0].entry) == seen[0]
        assert queries.known_parties("thu an", sight=lambda _ids: ()) == []

    def test_are_no_longer_offered_after_erasure(self) -> None:
        declared(filing(AN))
        found = queries.known_parties("0221950")
        assert isinstance(found, list)
        assert AN.identity is not None
        with recording(actor=BINH, at=MORNING) as unit:
            commands.erase(unit, AN.identity, reason="Theo đơn")
        assert known("0221950") == []
        assert queries.known_party(found[0].entry) is None


class TestShowing:
    def test_a_public_page_shows_little(self) -> None:
        assert queries.masked(AN) == MaskedParty("N*** T** T** A*", "*********234", "*******678")
        assert queries.masked(replace(TAM, identity=None)).number == ""

    def test_a_form_shows_each_fault_beside_its_field(self) -> None:
        wrong = filing(replace(AN, phone="12", name=""))
        assert [finding.field for finding in queries.review(wrong, on=MORNING.date())] == [
            "applicants.0.name",
            "applicants.0.phone",
        ]

    def test_a_card_is_read(self) -> None:
        reading = queries.read_card("022195001234||Nguyễn Thị Thu An|15041995|Nữ|Hồng Gai|10072021")
        assert not isinstance(reading, Refusal)
        assert reading.name == AN.name

    def test_a_column_without_its_table_could_be_a_column_of_ours(self) -> None:
        with pytest.raises(ValueError, match="declaration_id"):
            queries.declaration_of("declaration_id")

    def test_unknown_ids_are_left_out(self) -> None:
        assert queries.declarations([404]) == {}
        assert queries.texts([404]) == {}


def known(typed: str) -> list[Party]:
    found = queries.known_parties(typed)
    assert isinstance(found, list)
    return [one.party for one in found]


def plan_of(typed: str) -> str:
    with CaptureQueriesContext(connection) as statements:
        queries.search(typed)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + statements[0]["sql"])
        return "\n".join(line for (line,) in cursor.fetchall())
