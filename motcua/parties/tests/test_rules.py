"""Numbers, names, dates and cards as people bring them. No database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.types import Refusal
from motcua.parties.rules import birth, card, content, masking, names, personal_number, phone, sealing, tax_code
from motcua.parties.rules.declaration import findings, tidied
from motcua.parties.tests.factories import AN, AUTHORISATION, CUONG, HA_LONG_COMPANY, filing
from motcua.parties.types import (
    Authorisation,
    BirthDate,
    CardReading,
    DeclarationInput,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
    Sex,
)

TODAY = date(2026, 3, 2)


def _identity(party: Party) -> Identity:
    assert party.identity is not None
    return party.identity


class TestPersonalNumber:
    @pytest.mark.parametrize(
        ("digits", "sex", "year"),
        [
            ("001090123456", Sex.MALE, 1990),
            ("022195001234", Sex.FEMALE, 1995),
            ("079210000001", Sex.MALE, 2010),
            ("079325000001", Sex.FEMALE, 2025),
            ("001401000001", Sex.MALE, 2101),
            ("001999000001", Sex.FEMALE, 2399),
        ],
    )
    def test_says_sex_and_year_of_birth(self, digits: str, sex: Sex, year: int) -> None:
        number = personal_number.read(digits)
        assert isinstance(number, personal_number.PersonalNumber)
        assert (number.sex, number.birth_year) == (sex, year)

    @pytest.mark.parametrize(
        "typed", ["02219500123", "0221950012345", "02219500123x", "", "٠٢٢١٩٥٠٠١٢٣٤", "CMND 022195001"]
    )
    def test_is_refused_unless_it_has_twelve_digits(self, typed: str) -> None:
        refused = personal_number.read(typed)
        assert isinstance(refused, Refusal)
        assert refused.code == "personal_number_malformed"

    def test_is_read_with_the_blanks_people_put_in(self) -> None:
        assert personal_number.read("022 195 001.234") == personal_number.read("022195001234")

    @pytest.mark.parametrize(
        ("digits", "born", "sex", "doubts"),
        [
            ("022195001234", BirthDate(1995, 4, 15), Sex.FEMALE, []),
            ("022195001234", None, None, []),
            ("022195001234", BirthDate(1995), Sex.FEMALE, []),
            ("022195001234", BirthDate(1994), Sex.FEMALE, ["personal_number_birth_year_differs"]),
            ("022195001234", BirthDate(2095), None, ["personal_number_birth_year_differs"]),
            ("022195001234", BirthDate(1995), Sex.MALE, ["personal_number_sex_differs"]),
            (
                "022095001234",
                BirthDate(1994),
                Sex.FEMALE,
                ["personal_number_birth_year_differs", "personal_number_sex_differs"],
            ),
            ("003195001234", None, None, ["personal_number_unknown_place"]),
            ("000195001234", None, None, ["personal_number_unknown_place"]),
            ("139195001234", None, None, []),
            ("022250001234", None, None, ["personal_number_not_yet_born"]),
        ],
    )
    def test_what_contradicts_it_is_to_be_confirmed(
        self, digits: str, born: BirthDate | None, sex: Sex | None, doubts: list[str]
    ) -> None:
        number = personal_number.read(digits)
        assert isinstance(number, personal_number.PersonalNumber)
        found = personal_number.contradictions(number, born=born, sex=sex, on=TODAY)
        assert [doubt.code for doubt in found] == doubts

    def test_knows_the_sixty_three_provinces_of_registration(self) -> None:
        assert len(personal_number.PROVINCES) == 63


class TestTaxCode:
    @pytest.mark.parametrize("code", ["0100233488", "0100109106", "0101248141", "0100233488-001", "022195001234"])
    def test_that_is_right(self, code: str) -> None:
        assert tax_code.check(code) is None
        assert tax_code.doubts(code) == ()

    @pytest.mark.parametrize("code", ["0100233489", "1100233488", "0100233488-000"])
    def test_whose_digits_do_not_fit_is_to_be_confirmed(self, code: str) -> None:
        assert tax_code.check(code) is None
        assert [doubt.code for doubt in tax_code.doubts(code)] == ["tax_code_check_digit"]

    @pytest.mark.parametrize("code", ["010023348", "01002334881", "0100233488-01", "ABC0233488", ""])
    def test_of_another_shape_is_refused(self, code: str) -> None:
        refused = tax_code.check(code)
        assert refused is not None
        assert refused.code == "tax_code_malformed"

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("0100233488 001", "0100233488-001"), ("0100233488001", "0100233488-001"), (" 0100.233.488 ", "0100233488")],
    )
    def test_is_kept_as_papers_write_it(self, typed: str, kept: str) -> None:
        assert tax_code.tidy(typed) == kept

    @given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
    def test_one_wrong_digit_is_noticed(self, first_nine: str, place: int, by: int) -> None:
        digit = tax_code.check_digit(first_nine)
        if digit is None or len(digit) > 1:
            return
        wrong = first_nine[:place] + str((int(first_nine[place]) + by) % 10) + first_nine[place + 1 :]
        assert tax_code.doubts(wrong + digit) != ()


class TestPhone:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("0912345678", "0912345678"),
            ("0912 345 678", "0912345678"),
            ("091.234.5678", "0912345678"),
            ("+84912345678", "0912345678"),
            ("+84 (0)912 345 678", "0912345678"),
            ("84912345678", "0912345678"),
            ("0084 912 345 678", "0912345678"),
            ("(0203) 3825-123", "02033825123"),
            ("024 3936 1234", "02439361234"),
            ("1900 558826", "1900558826"),
            ("+49 30 901820", "+4930901820"),
            ("0049 30 901820", "+4930901820"),
        ],
    )
    def test_is_kept_in_one_form(self, typed: str, kept: str) -> None:
        assert phone.normal_form(typed) == kept

    @pytest.mark.parametrize("typed", ["", "12345", "091234567", "09123456789", "0112345678", "không có", "+84123"])
    def test_that_cannot_be_one_is_refused(self, typed: str) -> None:
        assert phone.normal_form(typed) == Refusal("phone_unreadable")


class TestNames:
    def test_are_kept_as_typed_in_nfc(self) -> None:
        assert names.as_typed("  ĐẶNG  thị\tH’Mai ") == "ĐẶNG thị H’Mai"
        assert names.as_typed("Nguye\u0302\u0303n") == "Nguyễn"

    @pytest.mark.parametrize("name", ["Nguyễn Thị Thu An", "Y Bhăm", "H’Hen Niê", "O'Brien-Nguyễn", "Müller", "A"])
    def test_of_a_person(self, name: str) -> None:
        assert names.check_name(name, person=True) is None

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("", "name_missing"),
            ("---", "name_unreadable"),
            ("Nguyễn Văn 4", "name_unreadable"),
            ("Nguyễn\u200bVăn", "name_unreadable"),
            ("A" * 301, "name_too_long"),
        ],
    )
    def test_that_are_none(self, name: str, code: str) -> None:
        refused = names.check_name(name, person=True)
        assert refused is not None
        assert refused.code == code

    def test_of_an_organisation_may_hold_figures(self) -> None:
        assert names.check_name("Công ty Cổ phần 26/3", person=False) is None


class TestBirth:
    @pytest.mark.parametrize(
        ("typed", "born"),
        [
            ("15/04/1995", BirthDate(1995, 4, 15)),
            ("5-4-1995", BirthDate(1995, 4, 5)),
            ("15.04.1995", BirthDate(1995, 4, 15)),
            ("15041995", BirthDate(1995, 4, 15)),
            ("1995-04-15", BirthDate(1995, 4, 15)),
            ("04/1995", BirthDate(1995, 4)),
            (" 1947 ", BirthDate(1947)),
        ],
    )
    def test_may_be_a_day_a_month_or_a_year(self, typed: str, born: BirthDate) -> None:
        assert BirthDate.read(typed) == born

    @pytest.mark.parametrize("typed", ["31/02/1995", "32/01/1995", "13/1995", "95", "năm 1947", "", "1995-4"])
    def test_that_is_no_date_is_refused(self, typed: str) -> None:
        assert BirthDate.read(typed) == Refusal("birth_date_unreadable")

    def test_in_the_future_or_out_of_living_memory_is_refused(self) -> None:
        for born, code in (
            (BirthDate(2027), "birth_date_in_future"),
            (BirthDate(2026, 3, 3), "birth_date_in_future"),
            (BirthDate(1890), "birth_date_too_old"),
        ):
            refused = birth.check(born, on=TODAY)
            assert refused is not None
            assert refused.code == code
        assert birth.check(BirthDate(2026, 3, 2), on=TODAY) is None
        assert birth.check(BirthDate(2026), on=TODAY) is None

    @pytest.mark.parametrize("born", [BirthDate(1947), BirthDate(1947, 5), BirthDate(1947, 5, 3)])
    def test_is_read_again_as_it_is_kept_and_as_it_is_shown(self, born: BirthDate) -> None:
        assert BirthDate.read(str(born)) == BirthDate.read(born.written) == born

    def test_reads_on_paper_as_it_was_declared(self) -> None:
        assert [BirthDate(1947).written, BirthDate(1947, 5).written, BirthDate(1947, 5, 3).written] == [
            "1947",
            "05/1947",
            "03/05/1947",
        ]


@pytest.mark.parametrize(
    ("scanned", "kind"),
    [
        ("022090001234", IdentityKind.PERSONAL_NUMBER),
        (" 100123456 ", IdentityKind.OLD_IDENTITY_CARD),
        ("0100233488", IdentityKind.TAX_CODE),
        ("0100233488-001", IdentityKind.TAX_CODE),
        ("12345", None),
        ("H49.201-261102-0001", None),
        ("022090001234|", None),
    ],
)
def test_a_number_alone_tells_its_register_by_its_length(scanned: str, kind: IdentityKind | None) -> None:
    assert card.kind_of_number(scanned) is kind


class TestCard:
    SEVEN = "022195001234|101234567|Nguyễn Thị Thu An|15041995|Nữ|Tổ 5, khu 2, Hồng Gai, Quảng Ninh|10072021"

    def test_of_seven_fields(self) -> None:
        assert card.read(self.SEVEN) == CardReading(
            number="022195001234",
            name="Nguyễn Thị Thu An",
            old_number="101234567",
            born=BirthDate(1995, 4, 15),
            sex=Sex.FEMALE,
            address="Tổ 5, khu 2, Hồng Gai, Quảng Ninh",
            issued_on=date(2021, 7, 10),
        )

    @pytest.mark.parametrize(
        "scanned",
        [
            "022195001234||Nguyễn Thị Thu An|15041995|Nữ|Tổ 5, khu 2, Hồng Gai, Quảng Ninh|10072021",
            "022195001234|Nguyễn Thị Thu An|15041995|Nữ|Tổ 5, khu 2, Hồng Gai, Quảng Ninh|10072021",
            "\ufeff022195001234|Nguyễn Thị Thu An|15041995|Nữ|Tổ 5, khu 2, Hồng Gai, Quảng Ninh|10072021\r\n",
        ],
    )
    def test_without_an_old_number(self, scanned: str) -> None:
        assert card.read(scanned) == replace(_read(self.SEVEN), old_number="")

    def test_of_2024_with_the_parents_behind(self) -> None:
        assert card.read(f"{self.SEVEN}||Nguyễn Văn Ba|Lê Thị Tư") == _read(self.SEVEN)

    def test_with_an_old_number_of_twelve_digits(self) -> None:
        assert _read(self.SEVEN.replace("101234567", "022195009999")).old_number == "022195009999"

    def test_of_an_elder_who_knows_the_year_only(self) -> None:
        assert _read("022047001234||Phạm Văn Tám|00001947|Nam|Đầm Hà, Quảng Ninh|10072021").born == BirthDate(1947)

    def test_without_an_address(self) -> None:
        reading = _read("022195001234||Nguyễn Thị Thu An|15041995|Nữ||10072021")
        assert reading.address == ""
        assert reading.issued_on == date(2021, 7, 10)

    @pytest.mark.parametrize(
        "scanned", ["", "https://example.vn", "0221950012|x|y", "022195001234", "022195001234||", "a|b|c|d|e|f|g"]
    )
    def test_that_is_none_is_refused(self, scanned: str) -> None:
        assert card.read(scanned) == Refusal("card_unreadable")

    @given(st.text(max_size=80))
    def test_whatever_is_scanned_gets_an_answer(self, scanned: str) -> None:
        assert isinstance(card.read(scanned), CardReading | Refusal)


def _read(scanned: str) -> CardReading:
    reading = card.read(scanned)
    assert isinstance(reading, CardReading)
    return reading


class TestMasking:
    @pytest.mark.parametrize(
        ("name", "masked"),
        [
            ("Nguyễn Văn A", "N*** V** A"),
            ("Nguyễn Thị Thu An", "N*** T** T** A*"),
            ("Công ty TNHH Hạ Long Xanh", "C*** t* T*** H* L*** X***"),
            ("", ""),
        ],
    )
    def test_shows_a_name_to_who_knows_it(self, name: str, masked: str) -> None:
        assert masking.masked_name(name) == masked

    @pytest.mark.parametrize(
        ("number", "masked"), [("022195001234", "*********234"), ("0912345678", "*******678"), ("12", "**"), ("", "")]
    )
    def test_shows_the_last_three_signs_of_a_number(self, number: str, masked: str) -> None:
        assert masking.masked_number(number) == masked


class TestDeclaration:
    def test_without_faults(self) -> None:
        assert findings(filing(AN), on=TODAY) == ()
        assert findings(filing(HA_LONG_COMPANY, proxy=CUONG, authorisation=AUTHORISATION), on=TODAY) == ()

    @pytest.mark.parametrize(
        ("declared", "expected"),
        [
            pytest.param(DeclarationInput(()), [("applicants", "applicant_missing")], id="nobody"),
            pytest.param(filing(*[AN] * 51), [("applicants", "applicants_too_many")], id="a crowd"),
            pytest.param(
                filing(AN, proxy=CUONG), [("authorisation", "authorisation_missing")], id="a proxy without a paper"
            ),
            pytest.param(
                filing(AN, proxy=CUONG, authorisation=Authorisation("")),
                [("authorisation", "authorisation_missing")],
                id="a proxy with an unnamed paper",
            ),
            pytest.param(
                filing(AN, authorisation=AUTHORISATION), [("proxy", "proxy_missing")], id="a paper without a proxy"
            ),
            pytest.param(
                filing(replace(AN, identity=None)),
                [("applicants.0.identity", "identity_missing")],
                id="no paper at all",
            ),
            pytest.param(
                filing(AN, replace(CUONG, phone="123")),
                [("applicants.1.phone", "phone_unreadable")],
                id="bad telephone",
            ),
            pytest.param(
                filing(replace(AN, email="an@")), [("applicants.0.email", "email_unreadable")], id="bad e-mail"
            ),
            pytest.param(
                filing(replace(AN, identity=Identity(IdentityKind.TAX_CODE, "0100233488"))),
                [("applicants.0.identity.kind", "identity_of_other_kind")],
                id="a person with a company's number",
            ),
            pytest.param(
                filing(replace(AN, identity=Identity(IdentityKind.OTHER_PAPER, "12/XN"))),
                [("applicants.0.identity.paper", "identity_paper_missing")],
                id="an unnamed paper",
            ),
            pytest.param(
                filing(replace(AN, identity=Identity(IdentityKind.PASSPORT, "Č12345"))),
                [("applicants.0.identity.number", "passport_malformed")],
                id="a passport in other letters",
            ),
            pytest.param(
                filing(replace(AN, identity=Identity(IdentityKind.OLD_IDENTITY_CARD, "1234"))),
                [("applicants.0.identity.number", "old_identity_card_malformed")],
                id="half an old card",
            ),
            pytest.param(
                filing(replace(HA_LONG_COMPANY, tax_code="123")),
                [("applicants.0.tax_code", "tax_code_malformed")],
                id="half a tax code",
            ),
            pytest.param(
                filing(replace(AN, identity=replace(_identity(AN), issued_on=date(2027, 1, 1)))),
                [("applicants.0.identity.issued_on", "issue_date_in_future")],
                id="a card from the future",
            ),
        ],
    )
    def test_with_faults(self, declared: DeclarationInput, expected: list[tuple[str, str]]) -> None:
        found = [(finding.field, finding.refusal.code) for finding in findings(tidied(declared), on=TODAY)]
        assert found == expected

    @pytest.mark.parametrize(
        "identity",
        [
            Identity(IdentityKind.PASSPORT, "c 1234567"),
            Identity(IdentityKind.OLD_IDENTITY_CARD, "101 234 567"),
            Identity(IdentityKind.OTHER_PAPER, "35/XN-UBND", paper="Giấy xác nhận của UBND phường"),
        ],
    )
    def test_foreigners_and_elders_come_with_another_paper(self, identity: Identity) -> None:
        assert findings(tidied(filing(replace(AN, identity=identity))), on=TODAY) == ()

    def test_at_hand_over_somebody_is_declared_as_collector_alone(self) -> None:
        assert findings(DeclarationInput((), collector=CUONG), on=TODAY) == ()
        alone = DeclarationInput((), collector=CUONG, submitter=AN)
        assert [one.refusal.code for one in findings(alone, on=TODAY)] == ["applicant_missing"]

    def test_doubts_can_be_confirmed_and_mistakes_cannot(self) -> None:
        declared = filing(replace(AN, sex=Sex.MALE, phone="1"))
        assert [(one.refusal.code, one.confirmable) for one in findings(tidied(declared), on=TODAY)] == [
            ("personal_number_sex_differs", True),
            ("phone_unreadable", False),
        ]

    def test_tidying_twice_changes_nothing_more(self) -> None:
        messy = filing(replace(AN, name=" nguyễn  an", phone="+84 912345678", tax_code="0100233488001"))
        assert tidied(tidied(messy)) == tidied(messy)


class TestContent:
    @pytest.mark.parametrize("party", [AN, CUONG, HA_LONG_COMPANY, Party(PartyKind.PERSON, "A", nationality="")])
    def test_is_read_back_as_it_was_written(self, party: Party) -> None:
        assert content.party_from(content.written(party)) == party

    def test_of_years_ago_is_still_read(self) -> None:
        first = '{"kind":"person","name":"Phạm Văn Tám","identity":{"kind":"old_identity_card","number":"101234567"}}'
        assert content.party_from(first).name == "Phạm Văn Tám"

    def test_authorisations_too(self) -> None:
        assert content.authorisation_from(content.written_authorisation(AUTHORISATION)) == AUTHORISATION


class TestSealing:
    def test_needs_content_salt_and_key(self) -> None:
        salt, key = sealing.new_salt(), b"k" * 32
        digest = sealing.digest_of("Lý do", salt=salt, key=key)
        assert len(digest) == 32
        assert digest == sealing.digest_of("Lý do", salt=salt, key=key)
        assert digest != sealing.digest_of("Lý do khác", salt=salt, key=key)
        assert digest != sealing.digest_of("Lý do", salt=sealing.new_salt(), key=key)
        assert digest != sealing.digest_of("Lý do", salt=salt, key=b"j" * 32)

    def test_of_a_declaration_covers_roles_places_and_the_authorisation(self) -> None:
        key = b"k" * 32
        parts = [("applicant", 0, b"a"), ("applicant", 1, b"b")]
        digests = {
            sealing.digest_of_declaration(parts, None, key=key),
            sealing.digest_of_declaration(parts, b"c", key=key),
            sealing.digest_of_declaration(parts[:1], None, key=key),
            sealing.digest_of_declaration([("applicant", 0, b"b"), ("applicant", 1, b"a")], None, key=key),
            sealing.digest_of_declaration([("applicant", 0, b"a"), ("proxy", 0, b"b")], None, key=key),
        }
        assert len(digests) == 5
