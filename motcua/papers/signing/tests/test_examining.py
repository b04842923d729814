"""Somebody tampers with a signed paper, or brings one of doubtful origin; examining it names what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from motcua.kernel.types import Refused
from motcua.papers.signing import examining, signatures
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_signing import LEADER, OFFICER, SEAL, encrypted, signed
from motcua.papers.signing.types import (
    Change,
    Coverage,
    Integrity,
    Kind,
    Level,
    Outcome,
    Proof,
    Revocation,
    TimeSource,
    Trust,
    TrustAnchors,
    Verdict,
)
from motcua.papers.signing.words import in_words, overall, overall_in_words


@cache
def one_signature() -> bytes:
    with world.signer() as signer:
        return signed(world.paper(), signer, OFFICER)


@cache
def three_signatures() -> bytes:
    with world.signer(proof=Proof(Level.STAMPED, world.tower(), world.trust())) as signer:
        return signed(world.paper(), signer, OFFICER, LEADER, SEAL)


def examined(pdf: bytes, trust: TrustAnchors | None = None) -> tuple[Verdict, ...]:
    return examining.examine(pdf, trust=trust or world.trust(), at=world.NOW)


def words(pdf: bytes, trust: TrustAnchors | None = None) -> str:
    with translation.override("en"):
        return "\n".join(line for verdict in examined(pdf, trust) for line in in_words(verdict))


Tampering = Callable[[IncrementalPdfFileWriter], None]


def appended(pdf: bytes, tampering: Tampering) -> bytes:
    """The paper with an incremental update, as somebody makes it who leaves the signed bytes alone."""
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    tampering(writer)
    writer.write(out)
    return out.getvalue()


def noted(writer: IncrementalPdfFileWriter) -> None:
    """A white box with other words over the amount."""
    page, _ = writer.find_page_for_modification(0)
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 300, 200, 330))),
            pdf_name("/Contents"): generic.TextStringObject("0 đồng"),
        }
    )
    page.get_object()["/Annots"].append(writer.add_object(note))
    writer.update_container(page.get_object()["/Annots"])


def rewritten(writer: IncrementalPdfFileWriter) -> None:
    """Other content on the page."""
    page, _ = writer.find_page_for_modification(0)
    drawing = generic.StreamObject(stream_data=b"0 0 0 rg 60 300 120 20 re f")
    page.get_object()[pdf_name("/Contents")] = writer.add_object(drawing)
    writer.mark_update(page)


def lengthened(writer: IncrementalPdfFileWriter) -> None:
    """One page more."""
    contents = writer.add_object(generic.StreamObject(stream_data=b"0 0 0 rg 60 300 120 20 re f"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 419, 595)))


def replaced(writer: IncrementalPdfFileWriter) -> None:
    """Another page in the place of the first."""
    lengthened(writer)
    tree = writer.root["/Pages"]
    kids = tree["/Kids"]
    del kids[0]
    tree[pdf_name("/Count")] = generic.NumberObject(len(kids))
    writer.update_container(kids)
    writer.update_container(tree)


class TestTampering:
    @pytest.mark.parametrize("count", [1, 3])
    def test_a_changed_byte(self, count: int) -> None:
        pdf = bytearray(one_signature() if count == 1 else three_signatures())
        pdf[bytes(pdf).index(b"stream") + 40] ^= 1
        verdicts = examined(bytes(pdf))
        assert [verdict.integrity for verdict in verdicts] == [Integrity.ALTERED] * count
        assert overall(verdicts) is Outcome.FAILS
        assert "What was signed HAS BEEN ALTERED since" in words(bytes(pdf))

    @pytest.mark.parametrize("pdf", [one_signature, three_signatures])
    @pytest.mark.parametrize(
        ("tampering", "change", "said"),
        [
            (noted, Change.ANNOTATIONS, "notes were put ON TOP of page 1"),
            (rewritten, Change.CONTENT, "the content of page 1 WAS CHANGED"),
            (replaced, Change.CONTENT, "the content of page 1 WAS CHANGED"),
            (lengthened, Change.PAGES, "pages WERE ADDED OR REMOVED"),
        ],
    )
    def test_something_appended_after_each_signature(
        self, pdf: Callable[[], bytes], tampering: Tampering, change: Change, said: str
    ) -> None:
        tampered = appended(pdf(), tampering)
        verdicts = examined(tampered)
        assert verdicts[-1].change is change
        assert {verdict.outcome for verdict in verdicts} == {Outcome.FAILS}
        assert {verdict.integrity for verdict in verdicts} == {Integrity.INTACT}
        assert said in words(tampered)

    @pytest.mark.parametrize("before", [1, 2])
    @pytest.mark.parametrize(
        ("tampering", "change"),
        [(noted, Change.ANNOTATIONS), (rewritten, Change.CONTENT), (lengthened, Change.PAGES)],
    )
    def test_something_changed_between_two_signatures_undoes_those_before_it_alone(
        self, before: int, tampering: Tampering, change: Change, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Others do sign on top of an altered paper, which this house refuses."""
        stamps = [replace(stamp, place=None) for stamp in (OFFICER, LEADER, SEAL)]
        with world.signer() as signer:
            tampered = appended(signed(world.paper(), signer, *stamps[:before]), tampering)
            monkeypatch.setattr(signatures, "_is_altered", lambda *_: False)
            pdf = signed(tampered, signer, *stamps[before:])
        verdicts = examined(pdf)
        assert [verdict.role for verdict in verdicts] == ["officer", "leader", "seal"]
        expected = [Outcome.FAILS] * before + [Outcome.HOLDS] * (3 - before)
        assert [verdict.outcome for verdict in verdicts] == expected
        assert {verdict.change for verdict in verdicts[:before]} == {change}
        assert overall(verdicts) is Outcome.FAILS

    def test_bytes_behind_the_end_that_say_nothing_are_not_covered(self) -> None:
        (verdict,) = examined(one_signature() + b"\n% and something else\n")
        assert verdict.coverage is not Coverage.WHOLE_FILE

    @pytest.mark.parametrize("tampering", [noted, rewritten, replaced, lengthened])
    def test_nobody_signs_on_top_of_it(self, tampering: Tampering) -> None:
        tampered = appended(one_signature(), tampering)
        with world.signer() as signer, pytest.raises(Refused) as raised:
            signatures.sign(tampered, signer=signer, stamp=SEAL, at=world.NOW)
        assert raised.value.refusal.code == "signature_on_altered_paper"

    def test_a_signature_cut_from_another_paper(self) -> None:
        other = world.paper(2)
        with world.signer() as signer:
            foreign = signed(other, signer, OFFICER)
        start = foreign.rindex(b"/Contents <") + 11
        mine = one_signature()
        place = mine.rindex(b"/Contents <") + 11
        length = mine[place:].index(b">")
        assert length == foreign[start:].index(b">")
        grafted = mine[:place] + foreign[start : start + length] + mine[place + length :]
        (verdict,) = examined(grafted)
        assert (verdict.integrity, verdict.outcome) == (Integrity.ALTERED, Outcome.FAILS)


class TestTrust:
    def test_an_issuer_who_is_not_known(self) -> None:
        stranger = TrustAnchors(issuers=(world.stranger().root.certificate,))
        (verdict,) = examined(one_signature(), stranger)
        assert (verdict.integrity, verdict.trust, verdict.outcome) == (
            Integrity.INTACT,
            Trust.UNKNOWN_ISSUER,
            Outcome.UNCERTAIN,
        )
        assert "The issuer of the certificate is not known here." in words(one_signature(), stranger)

    def test_a_certificate_withdrawn_before_signing(self) -> None:
        withdrawn = world.trust(withdrawn=((world.issued().certificate, world.NOW - world.YEAR / 12),))
        for pdf in (one_signature(), three_signatures()):
            for verdict in examined(pdf, withdrawn):
                assert (verdict.trust, verdict.revocation, verdict.outcome) == (
                    Trust.REVOKED,
                    Revocation.REVOKED,
                    Outcome.FAILS,
                )

    def test_a_certificate_withdrawn_after_a_stamped_signature_does_not_undo_it(self) -> None:
        later = world.NOW + world.YEAR / 24
        withdrawn = TrustAnchors(
            issuers=(world.issuer().root.certificate,),
            revocation_lists=(
                world.issuer().withdrawn_list(
                    at=later + world.YEAR / 24, withdrawn=((world.issued().certificate, later),)
                ),
            ),
        )
        after = later + world.YEAR / 24
        stamped = examining.examine(three_signatures(), trust=withdrawn, at=after)
        assert overall(stamped) is Outcome.HOLDS, stamped
        claimed = examining.examine(one_signature(), trust=withdrawn, at=after)
        assert overall(claimed) is Outcome.FAILS

    def test_a_certificate_that_expired_since(self) -> None:
        after = world.NOW + 2 * world.YEAR
        (verdict,) = examining.examine(one_signature(), trust=world.trust(), at=after)
        assert (verdict.trust, verdict.outcome) == (Trust.EXPIRED, Outcome.UNCERTAIN)

    def test_nothing_known_of_withdrawals(self) -> None:
        (verdict,) = examined(one_signature(), world.trust(knows_lists=False))
        assert (verdict.trust, verdict.revocation, verdict.outcome) == (
            Trust.TRUSTED,
            Revocation.UNKNOWN,
            Outcome.UNCERTAIN,
        )

    def test_a_time_stamp_of_an_authority_that_is_not_known(self) -> None:
        proof = Proof(Level.STAMPED, world.Tower(own=world.stranger()), world.trust())
        with world.signer(proof=proof) as signer:
            pdf = signed(world.paper(), signer, OFFICER)
        (verdict,) = examined(pdf)
        assert (verdict.time, verdict.outcome) == (TimeSource.UNTRUSTED_STAMP, Outcome.UNCERTAIN)
        assert "the time stamp is not believed" in words(pdf)


class TestDamage:
    def test_an_unsigned_paper(self) -> None:
        assert examined(world.paper()) == ()
        assert overall(()) is Outcome.UNSIGNED

    @pytest.mark.parametrize(
        ("pdf", "trouble", "said"),
        [
            (lambda: b"", "not_a_pdf", "The file is not a PDF."),
            (lambda: b"PK\x03\x04" * 400, "not_a_pdf", "The file is not a PDF."),
            (lambda: b"%PDF-1.7\n" + b"\x00" * 900, "damaged", "The file is damaged"),
            (encrypted, "encrypted", "protected by a password"),
        ],
    )
    def test_a_file_that_cannot_be_read_gets_a_verdict(self, pdf: Callable[[], bytes], trouble: str, said: str) -> None:
        (verdict,) = examined(pdf())
        assert (verdict.kind, verdict.outcome, verdict.trouble) == (Kind.PAPER, Outcome.FAILS, trouble)
        assert said in words(pdf())

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=st.data())
    def test_a_paper_cut_off_or_spoilt_anywhere_never_holds_and_never_raises(self, data: st.DataObject) -> None:
        pdf = three_signatures()
        start, end = sorted((data.draw(st.integers(9, len(pdf) - 1)), data.draw(st.integers(9, len(pdf) - 1))))
        spoilt = pdf[:start] if data.draw(st.booleans()) else pdf[:start] + b"\xff" * (end - start + 1) + pdf[end + 1 :]
        verdicts = examined(spoilt)
        assert len([one for one in verdicts if one.outcome is Outcome.HOLDS and one.kind is Kind.SIGNATURE]) < 3
        with translation.override("vi"):
            assert all(in_words(verdict) for verdict in verdicts)


class TestWords:
    def test_a_paper_that_holds_is_told_in_vietnamese(self) -> None:
        with translation.override("vi"):
            told = in_words(examined(three_signatures())[0])
            assert overall_in_words(Outcome.HOLDS) == "Mọi chữ ký số trên văn bản này đều hợp lệ."
        assert told[0] == f"Người ký: {world.DUNG}, {world.AGENCY} (chứng thư số do CA chuyên dùng thử nghiệm cấp)."
        assert "Nội dung đã ký còn nguyên vẹn." in told

    def test_every_value_has_its_words(self) -> None:
        base = examined(one_signature())[0]
        for language in ("vi", "en"):
            with translation.override(language):
                for outcome in Outcome:
                    assert overall_in_words(outcome)
                for name, values in {
                    "integrity": Integrity, "trust": Trust, "revocation": Revocation, "time": TimeSource,
                    "coverage": Coverage, "change": Change, "kind": Kind,
                }.items():  # fmt: skip
                    for value in values:
                        changed = Verdict(**{key: getattr(base, key) for key in base.__slots__} | {name: value})
                        assert in_words(changed)
