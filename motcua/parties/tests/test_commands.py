"""Declaring, writing, erasing, on a real database."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from motcua.journal.queries import entries, verify
from motcua.journal.tests import golden
from motcua.kernel import checking
from motcua.kernel.types import Refusal, Refused
from motcua.parties import commands, keyring, queries, types
from motcua.parties.entries import ERASURES, EXPORTS
from motcua.parties.models import DeclaredParty, TypedText
from motcua.parties.queries.verifying import references_in
from motcua.parties.tests.factories import (
    AN,
    AUTHORISATION,
    CUONG,
    HA_LONG_COMPANY,
    MORNING,
    at_the_desk,
    filing,
    number_of_an,
)
from motcua.parties.types import DeclarationInput, Flaw, Holder, Identity, Role, Subject, TextPurpose

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


def declared(who: DeclarationInput, **options: Any) -> types.DeclarationRef:
    with at_the_desk() as unit:
        return commands.declare(unit, who, **options)


def written(text: str) -> types.TextRef:
    with at_the_desk() as unit:
        return commands.write_text(unit, text, TextPurpose.REASON)


def the_key_is_known() -> None:
    """Two uses: the first leaves the key's mark, the second finds it and remembers."""
    declared(filing(AN))
    declared(filing(AN))


class TestDeclaring:
    def test_what_was_declared_is_read_back_word_for_word(self) -> None:
        marriage = filing(AN, CUONG, collector=replace(CUONG, identity=None, email="", address=""))

        ref = declared(marriage)

        read = queries.declarations([ref.id])[ref.id]
        assert read.ref == ref
        assert read.applicants == (AN, CUONG)
        assert read.collector == marriage.collector
        assert read.submitter == AN
        assert read.declared_at == MORNING

    def test_a_proxy_acts_with_his_authorisation(self) -> None:
        ref = declared(filing(HA_LONG_COMPANY, proxy=CUONG, authorisation=AUTHORISATION))

        read = queries.declarations([ref.id])[ref.id]
        assert read.of(Role.PROXY) == (CUONG,)
        assert read.submitter == CUONG
        assert read.authorisation == AUTHORISATION

    def test_what_is_typed_in_another_form_is_stored_in_one(self) -> None:
        decomposed = replace(AN, name="  Nguye\u0302\u0303n  Thi\u0323 Thu An ", phone="+84 912.345.678")
        decomposed = replace(decomposed, identity=Identity(types.IdentityKind.PERSONAL_NUMBER, "022 195 001 234"))

        ref = declared(filing(decomposed))

        assert queries.declarations([ref.id])[ref.id].applicants == (AN,)

    def test_wrong_digits_are_refused_and_nothing_is_stored(self) -> None:
        eleven = replace(AN, identity=Identity(types.IdentityKind.PERSONAL_NUMBER, "02219500123"))

        with pytest.raises(Refused) as no:
            declared(filing(eleven))

        assert no.value.refusal == Refusal("personal_number_malformed", {"length": 11}, "Luật Căn cước Đ12")
        assert not DeclaredParty.objects.exists()

    def test_a_doubt_is_refused_until_it_is_confirmed(self) -> None:
        born_later = replace(AN, born=types.BirthDate(1996))

        with pytest.raises(Refused) as no:
            declared(filing(born_later))
        assert no.value.refusal.code == "personal_number_birth_year_differs"

        ref = declared(filing(born_later), confirmed={"personal_number_birth_year_differs"})
        assert queries.declarations([ref.id])[ref.id].applicants == (born_later,)

    def test_a_mistake_is_not_confirmed_away(self) -> None:
        with pytest.raises(Refused):
            declared(filing(replace(AN, name="")), confirmed={"name_missing"})

    def test_it_takes_one_statement(self) -> None:
        the_key_is_known()
        with at_the_desk() as unit, CaptureQueriesContext(connection) as statements:
            commands.declare(unit, filing(AN, CUONG, proxy=CUONG, authorisation=AUTHORISATION))
        assert len(statements) == 1

    def test_many_are_stored_in_their_order_with_one_statement(self) -> None:
        many = [filing(replace(AN, phone=f"09123450{number:02d}")) for number in range(30)]
        the_key_is_known()

        with at_the_desk() as unit, CaptureQueriesContext(connection) as statements:
            refs = commands.declare_many(unit, many)

        assert len(statements) == 1
        stored = queries.declarations(ref.id for ref in refs)
        assert [stored[ref.id].applicants for ref in refs] == [one.applicants for one in many]
        assert queries.verify_refs(refs) == []

    def test_the_same_person_twice_gives_two_digests_that_cannot_be_compared(self) -> None:
        first, second = declared(filing(AN)), declared(filing(AN))
        assert first.digest != second.digest

    def test_reading_any_number_takes_one_statement(self) -> None:
        refs = [declared(filing(AN, CUONG)) for _ in range(5)]
        with CaptureQueriesContext(connection) as statements:
            assert len(queries.declarations(ref.id for ref in refs)) == 5
        assert len(statements) == 1


class TestWritingTexts:
    def test_a_text_is_kept_with_its_line_breaks(self) -> None:
        ref = written("  Thiếu bản sao giấy khai sinh.\r\n\r\nNộp bổ sung trước 17 giờ.  ")
        read = queries.texts([ref.id])[ref.id]
        assert read.content == "Thiếu bản sao giấy khai sinh.\n\nNộp bổ sung trước 17 giờ."
        assert read.purpose == TextPurpose.REASON

    def test_an_empty_text_is_refused(self) -> None:
        with pytest.raises(Refused) as no:
            written(" \n ")
        assert no.value.refusal.code == "text_missing"

    def test_several_come_back_in_their_order(self) -> None:
        with at_the_desk() as unit:
            refs = commands.write_texts(unit, [(f"Lý do {n % 3}", TextPurpose.REASON) for n in range(9)])
        stored = queries.texts(ref.id for ref in refs)
        assert [stored[ref.id].content for ref in refs] == [f"Lý do {n % 3}" for n in range(9)]

    def test_a_reference_survives_the_journal(self) -> None:
        ref = written("Đề nghị rút hồ sơ.")
        assert types.TextRef.from_body(ref.body()) == ref


class TestRowsDoNotChange:
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE parties_declaredparty SET content = replace(content, 'An', 'Anh')",
            "UPDATE parties_declaredparty SET phone = '0900000000'",
            "UPDATE parties_declaredparty SET digest = '\\x00'",
            "UPDATE parties_declaredparty SET erased_at = now()",
            "UPDATE parties_declaredparty SET erased_at = now(), erased_by = 'x', content = NULL, salt = NULL,"
            " name_folded = NULL",
            "UPDATE parties_declaredparty SET erased_at = now(), erased_by = 'x', content = NULL, salt = NULL,"
            " name_folded = NULL, phone = NULL, identity_number = NULL, role = 'proxy'",
            "DELETE FROM parties_declaredparty",
            "TRUNCATE parties_declaredparty",
            "UPDATE parties_declaration SET declared_by = 'officer:giang'",
            "DELETE FROM parties_declaration",
            "UPDATE parties_typedtext SET content = 'Lý do khác'",
            "UPDATE parties_typedtext SET erased_at = now(), erased_by = 'x', content = NULL",
            "DELETE FROM parties_typedtext",
            "UPDATE parties_keymark SET mark = '\\x00'",
            "DELETE FROM parties_keymark",
        ],
    )
    def test_by_hand_in_the_database(self, change: str) -> None:
        declared(filing(AN, proxy=CUONG, authorisation=AUTHORISATION))
        written("Lý do")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)

    def test_not_even_after_erasure(self) -> None:
        declared(filing(AN))
        with at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE parties_declaredparty SET erased_by = 'officer:giang'")


class TestVerifying:
    def test_what_was_declared_verifies(self) -> None:
        ref, text = declared(filing(AN, proxy=CUONG, authorisation=AUTHORISATION)), written("Lý do")
        assert queries.verify_refs([ref], [text]) == []
        assert list(queries.verify_all()) == []

    def test_a_changed_text_is_found(self) -> None:
        text = written("Hồ sơ thiếu bản chính")
        by_force("UPDATE parties_typedtext SET content = 'Hồ sơ đủ bản chính'")
        assert [fault.flaw for fault in queries.verify_refs([], [text])] == [Flaw.CHANGED]
        assert [fault.flaw for fault in queries.verify_all()] == [Flaw.CHANGED]

    def test_a_changed_party_is_found(self) -> None:
        ref = declared(filing(AN, CUONG))
        by_force("UPDATE parties_declaredparty SET content = replace(content, 'Thu An', 'Thu Anh')")
        assert [fault.flaw for fault in queries.verify_refs([ref])] == [Flaw.CHANGED]

    def test_a_removed_party_is_found(self) -> None:
        ref = declared(filing(AN, CUONG))
        by_force("DELETE FROM parties_declaredparty WHERE place = 1")
        assert [fault.flaw for fault in queries.verify_refs([ref])] == [Flaw.CHANGED]

    def test_a_search_column_that_lies_is_found(self) -> None:
        ref = declared(filing(AN))
        by_force("UPDATE parties_declaredparty SET phone = '0900000000'")
        assert [fault.flaw for fault in queries.verify_refs([ref])] == [Flaw.INDEX_DIFFERS]

    def test_an_erasure_by_hand_is_found(self) -> None:
        written("Hồ sơ thiếu bản chính")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE parties_typedtext SET erased_at = now(), erased_by = 'x', content = NULL, salt = NULL"
            )
        assert [fault.flaw for fault in queries.verify_all()] == [Flaw.ERASED_IN_SILENCE]

    def test_a_reference_in_any_entry_is_looked_up(self) -> None:
        ref, text = declared(filing(AN)), written("Lý do")
        with at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn của bà An")
        assert list(queries.faults_of_the_journal()) == []
        by_force("UPDATE parties_typedtext SET content = 'Theo đơn của ông Ba' WHERE content LIKE 'Theo đơn%'")
        assert [(one.record, one.flaw) for one in queries.faults_of_the_journal()] == [("text", Flaw.CHANGED)]
        assert len(list(queries.faults_in_words())) == 1
        assert list(references_in({"a": [{"b": ref.body()}, {"reason": text.body()}], "text": 3})) == [ref, text]

    def test_the_check_of_the_house_says_it_in_words(self, settings: Settings) -> None:
        written("Lý do")
        by_force("UPDATE parties_typedtext SET content = 'Lý do khác'")
        assert [finding.sentence.startswith("text ") for finding in checking.run(["parties"])] == [True]
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
        assert ["another secret key" in finding.sentence for finding in checking.run(["parties"])] == [True]

    def test_a_reference_of_another_record_is_found(self) -> None:
        first, second = declared(filing(AN)), declared(filing(CUONG))
        assert [f.flaw for f in queries.verify_refs([replace(first, digest=second.digest)])] == [Flaw.OTHER_DIGEST]

    def test_a_reference_to_nothing_is_found(self) -> None:
        assert [f.flaw for f in queries.verify_refs([types.DeclarationRef(404, b"")])] == [Flaw.MISSING]

    def test_another_secret_key_is_said_not_taken_for_forgery(self, settings: Settings) -> None:
        ref = declared(filing(AN))
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
        with pytest.raises(keyring.OtherKey):
            queries.verify_refs([ref])

    def test_after_a_change_of_the_secret_key_the_old_one_is_found_among_the_fallbacks(
        self, settings: Settings
    ) -> None:
        ref = declared(filing(AN))
        old = settings.SECRET_KEY
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [old]
        assert queries.verify_refs([ref, declared(filing(CUONG))]) == []


class TestErasing:
    def test_one_of_two_applicants_goes_and_the_other_stays(self) -> None:
        ref = declared(filing(AN, CUONG))

        with at_the_desk() as unit:
            assert CUONG.identity is not None
            plan = commands.erase(unit, CUONG.identity, reason="Theo đơn yêu cầu")

        read = queries.declarations([ref.id])[ref.id]
        assert plan.declarations == (ref.id,)
        assert read.applicants == (AN,)
        assert [one.erased_at for one in read.declared] == [None, MORNING]
        assert queries.verify_refs([ref]) == []
        assert queries.search("Đặng Quốc Cường") == []

    def test_nothing_of_the_person_is_left_in_the_rows(self) -> None:
        declared(filing(AN, proxy=CUONG, authorisation=AUTHORISATION))
        with at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn yêu cầu")
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(p)::text FROM parties_declaredparty p")
            rows = " ".join(row for (row,) in cursor.fetchall())
            cursor.execute("SELECT authorisation, authorisation_salt FROM parties_declaration")
            assert cursor.fetchall() == [(None, None)]
        assert "022195001234" not in rows
        assert "Thu An" not in rows
        assert "Cường" in rows

    def test_the_entry_names_rows_and_nobody(self) -> None:
        ref = declared(filing(AN))
        with at_the_desk() as unit:
            plan = commands.erase(unit, number_of_an(), reason="Theo đơn của bà An")
        entry = list(entries(stream=ERASURES))[-1]
        assert entry.kind == "parties.erased"
        assert entry.body["declarations"] == [ref.id]
        assert entry.body["parties"] == list(plan.parties)
        assert verify().holds
        golden.check(entry.kind, entry.body)
        reason = types.TextRef.from_body(entry.body["reason"])
        assert queries.texts([reason.id])[reason.id].content == "Theo đơn của bà An"
        assert "022195001234" not in str(entry.body)

    def test_texts_about_the_person_go_too(self, a_holder: dict[str, object]) -> None:
        declared(filing(AN))
        text = written("Bà An đề nghị nhận kết quả tại nhà")
        a_holder["texts"] = [text.id]

        with at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn")

        assert queries.texts([text.id])[text.id].content is None
        assert TypedText.objects.get(id=text.id).salt is None
        assert queries.verify_refs([], [text]) == []

    def test_a_running_dossier_stands_against_it(self, a_holder: dict[str, object]) -> None:
        ref = declared(filing(AN))
        a_holder["objections"] = [Refusal("search_too_broad")]
        with pytest.raises(Refused), at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn")
        assert queries.declarations([ref.id])[ref.id].applicants == (AN,)

    def test_the_dry_run_changes_nothing(self) -> None:
        ref = declared(filing(AN))
        plan = queries.erasure_plan(number_of_an())
        assert plan.declarations == (ref.id,)
        assert queries.declarations([ref.id])[ref.id].applicants == (AN,)

    def test_somebody_who_never_declared_is_not_found(self) -> None:
        with pytest.raises(Refused) as no, at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn")
        assert no.value.refusal.code == "person_not_found"

    def test_another_paper_with_the_same_number_is_another_party(self) -> None:
        passport = replace(AN, identity=Identity(types.IdentityKind.PASSPORT, "022195001234"))
        ref = declared(filing(passport))
        with pytest.raises(Refused), at_the_desk() as unit:
            commands.erase(unit, number_of_an(), reason="Theo đơn")
        assert queries.declarations([ref.id])[ref.id].applicants == (passport,)


class TestExporting:
    def test_a_person_gets_everything_about_himself_and_nothing_about_others(self, a_holder: dict[str, object]) -> None:
        declared(filing(AN, CUONG))
        text = written("Bà An đề nghị nhận kết quả tại nhà")
        a_holder["texts"], a_holder["export"] = [text.id], [{"code": "H49.22-260302-0001"}]

        exported = queries.export(number_of_an())

        assert isinstance(exported, dict)
        assert exported["declared"][0]["party"]["name"] == AN.name
        assert exported["declared"][0]["role"] == "applicant"
        assert exported["texts"][0]["content"] == "Bà An đề nghị nhận kết quả tại nhà"
        assert exported["dossiers of the test"] == [{"code": "H49.22-260302-0001"}]
        assert CUONG.name not in str(exported)

    def test_whoever_may_not_see_a_declaration_gets_nothing_of_it(self) -> None:
        first, second = declared(filing(AN)), declared(filing(AN))

        exported = queries.export(number_of_an(), sight=lambda asked: asked & {second.id})

        assert isinstance(exported, dict)
        assert [one["declaration"] for one in exported["declared"]] == [second.id]
        assert queries.export(number_of_an(), sight=lambda _: ()) == Refusal("person_not_found")
        assert first.id not in [one["declaration"] for one in exported["declared"]]

    def test_what_officers_wrote_to_prepare_a_decision_is_not_the_persons(self, a_holder: dict[str, object]) -> None:
        declared(filing(AN))
        with at_the_desk() as unit:
            internal = commands.write_text(unit, "Kính trình lãnh đạo xem xét", TextPurpose.SUBMISSION)
        a_holder["texts"] = [written("Thiếu bản sao").id, internal.id]

        exported = queries.export(number_of_an())

        assert isinstance(exported, dict)
        assert [one["content"] for one in exported["texts"]] == ["Thiếu bản sao"]
        assert internal.id in queries.erasure_plan(number_of_an()).texts, "it goes with his data all the same"

    def test_the_entry_names_rows_and_files_and_nobody(self) -> None:
        ref = declared(filing(AN, CUONG))
        exported = queries.export(number_of_an())
        assert isinstance(exported, dict)
        with at_the_desk() as unit:
            commands.note_export(unit, exported, files=[9, 7])
        (entry,) = entries(stream=EXPORTS)
        golden.check(entry.kind, entry.body)
        row = DeclaredParty.objects.get(identity_number=number_of_an().number)
        assert entry.body == {"parties": [row.id], "declarations": [ref.id], "files": [7, 9]}
        assert verify().holds


@pytest.fixture
def a_holder(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A room that holds what the test says."""
    held: dict[str, object] = {}
    monkeypatch.setattr(types, "_HOLDERS", {})

    def answer(name: str, subject: Subject) -> list[object]:
        assert subject.declaration_ids
        return held.get(name, [])  # type: ignore[return-value] # lists, by the tests

    types.register_holder(
        Holder(
            key="dossiers of the test",
            export=lambda subject: answer("export", subject),  # type: ignore[arg-type,return-value] # by the tests
            texts=lambda subject: answer("texts", subject),  # type: ignore[arg-type,return-value] # by the tests
            objections=lambda subject: answer("objections", subject),  # type: ignore[arg-type,return-value] # by the tests
        )
    )
    return held


def by_force(statement: str) -> None:
    """What somebody with the password of the database can do past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("declaration", "declaredparty", "typedtext"):
            cursor.execute(f"ALTER TABLE parties_{table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        for table in ("declaration", "declaredparty", "typedtext"):
            cursor.execute(f"ALTER TABLE parties_{table} ENABLE TRIGGER USER")
