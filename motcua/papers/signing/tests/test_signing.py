"""A letter is signed by officer, leader and agency; each signature shows, keeps its turn, and stays whole."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from motcua.kernel.types import Refused
from motcua.papers.signing import bulk, drawing, examining, order, signatures
from motcua.papers.signing.tests import world
from motcua.papers.signing.types import (
    Anchor,
    Beside,
    Box,
    Change,
    Coverage,
    Kind,
    Level,
    OpenSigner,
    Outcome,
    PlannedSignature,
    Proof,
    Revocation,
    SignaturePlan,
    Signed,
    SigningError,
    Stamp,
    TimeSource,
    ToSign,
)
from motcua.papers.signing.vendors import troubles
from motcua.papers.signing.words import overall

PLAN = SignaturePlan(
    (
        PlannedSignature("officer", 1),
        PlannedSignature("head", 1, is_required=False),
        PlannedSignature("leader", 2),
        PlannedSignature("seal", 3),
    )
)
OFFICER = Stamp(role="officer", title="Chuyên viên", agency=world.AGENCY, place=Box(1, 20, 20, 150, 50))
LEADER = Stamp(
    role="leader",
    template="leader",
    capacity="KT. GIÁM ĐỐC",
    title="PHÓ GIÁM ĐỐC",
    place=Anchor(world.DUNG, 130, 50, beside=Beside.ABOVE),
)
SEAL = Stamp(
    role="seal", template="agency_seal", agency=world.AGENCY, number="45/STP-HCTP", place=Box(-1, 20, 90, 150, 50)
)


@pytest.fixture
def signer() -> Iterator[OpenSigner]:
    with world.signer(proof=Proof(Level.STAMPED, world.tower(), world.trust())) as one:
        yield one


def signed(pdf: bytes, signer: OpenSigner, *stamps: Stamp, level: Level | None = None) -> bytes:
    for stamp in stamps:
        pdf = signatures.sign(pdf, signer=signer, stamp=stamp, at=world.NOW, plan=PLAN, level=level)
    return pdf


def code(raised: pytest.ExceptionInfo[Refused]) -> str:
    return raised.value.refusal.code


def text_at(pdf: bytes, box: tuple[float, float, float, float]) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        page = document[0]
        pypdfium2.raw.FPDFPage_Flatten(page, 0)
        words: str = document[0].get_textpage().get_text_bounded(*box)
        return words
    finally:
        document.close()


def drawn(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        picture: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


class TestLevels:
    def test_without_an_authority_the_time_is_the_signers_own_claim(self) -> None:
        with world.signer() as one:
            pdf = signed(world.paper(), one, OFFICER)
        (verdict,) = examining.examine(pdf, trust=world.trust(), at=world.NOW)
        assert (verdict.outcome, verdict.time, verdict.at) == (Outcome.HOLDS, TimeSource.CLAIMED, world.NOW)
        assert verdict.coverage is Coverage.WHOLE_FILE

    def test_an_authority_vouches_for_the_time(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, OFFICER)
        (verdict,) = examining.examine(pdf, trust=world.trust(), at=world.NOW)
        assert (verdict.outcome, verdict.time, verdict.stamped_by) == (
            Outcome.HOLDS,
            TimeSource.TIME_STAMP,
            "TSA thử nghiệm",
        )

    def test_a_lasting_signature_outlives_its_certificate_and_the_lists(self, signer: OpenSigner) -> None:
        lasting = signed(world.paper(), signer, OFFICER, LEADER, level=Level.LASTING)
        stamped = signed(world.paper(), signer, OFFICER)
        alone = world.trust(knows_lists=False)
        after = world.NOW + world.YEAR / 2
        verdicts = examining.examine(lasting, trust=alone, at=after)
        assert [verdict.kind for verdict in verdicts] == [Kind.SIGNATURE, Kind.TIME_STAMP] * 2
        assert overall(verdicts) is Outcome.HOLDS, verdicts
        (verdict,) = examining.examine(stamped, trust=alone, at=after)
        assert (verdict.outcome, verdict.revocation) == (Outcome.UNCERTAIN, Revocation.UNKNOWN)

    def test_a_lasting_signature_needs_to_know_the_issuer(self) -> None:
        strange = world.stranger().signer("Người lạ", since=world.NOW - world.YEAR, until=world.NOW + world.YEAR)
        proof = Proof(Level.LASTING, world.tower(), world.trust())
        with world.signer(one=strange, own=world.stranger(), proof=proof) as one, pytest.raises(SigningError) as raised:
            signed(world.paper(), one, OFFICER)
        assert code(raised) == "signing_certificate_not_believed"

    def test_a_withdrawn_certificate_makes_no_lasting_signature(self) -> None:
        withdrawn = world.trust(withdrawn=((world.issued().certificate, world.NOW - world.YEAR / 12),))
        proof = Proof(Level.LASTING, world.tower(), withdrawn)
        with world.signer(proof=proof) as one, pytest.raises(SigningError) as raised:
            signed(world.paper(), one, OFFICER)
        assert (code(raised), raised.value.is_permanent) == ("signing_certificate_withdrawn", True)

    def test_what_the_issuer_says_is_fetched_once_for_many(self) -> None:
        asked: list[str] = []

        def lists(path: str, _content: bytes) -> world.Answer:
            asked.append(path)
            return 200, "application/pkix-crl", world.issuer().withdrawn_list(at=world.NOW)

        with world.service(lists) as address:
            one = world.issued("Phạm Thị Hoa", lists_at=f"{address}/ca.crl")
            trust = replace(world.trust(knows_lists=False), asks_issuers=True, inside=("127.0.0.1",))
            with world.signer(one=one, proof=Proof(Level.LASTING, world.tower(), trust)) as signer:
                first = signed(world.paper(), signer, OFFICER)
                signed(world.paper(), signer, OFFICER)
            assert asked == ["/ca.crl"]
            with world.signer(one=one) as signer:
                plain = signed(world.paper(), signer, OFFICER)
            assert overall(examining.examine(plain, trust=trust, at=world.NOW)) is Outcome.HOLDS
        assert overall(examining.examine(first, trust=world.trust(knows_lists=False), at=world.NOW)) is Outcome.HOLDS
        (verdict,) = examining.examine(plain, trust=trust, at=world.NOW)
        assert verdict.revocation is Revocation.UNKNOWN

    @pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed: nobody else checks")
    def test_poppler_says_so_too(self, signer: OpenSigner, tmp_path: Path) -> None:
        pdf = signed(world.paper(), signer, OFFICER, LEADER, SEAL)
        assert poppler(pdf, tmp_path).count("Signature is Valid.") == 3
        spoilt = bytearray(pdf)
        place = pdf.index(b"stream") + 40
        spoilt[place] ^= 1
        assert "Signature is Valid." not in poppler(bytes(spoilt), tmp_path)
        verdicts = examining.examine(bytes(spoilt), trust=world.trust(), at=world.NOW)
        assert {verdict.outcome for verdict in verdicts} == {Outcome.FAILS}


def poppler(pdf: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout


class TestOrder:
    def test_three_sign_in_turn_and_all_stay_whole(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, OFFICER, LEADER, SEAL)
        verdicts = examining.examine(pdf, trust=world.trust(), at=world.NOW)
        assert [(one.role, one.outcome, one.change) for one in verdicts] == [
            ("officer", Outcome.HOLDS, Change.SIGNATURES),
            ("leader", Outcome.HOLDS, Change.SIGNATURES),
            ("seal", Outcome.HOLDS, Change.NONE),
        ]

    @pytest.mark.parametrize(
        ("before", "stamp", "refused"),
        [
            ((), LEADER, "signature_out_of_order"),
            ((OFFICER,), SEAL, "signature_out_of_order"),
            ((OFFICER,), OFFICER, "signed_already"),
            ((OFFICER, LEADER), replace(OFFICER, role="head"), "signature_too_late"),
            ((), replace(OFFICER, role="minister"), "signature_not_planned"),
        ],
    )
    def test_out_of_turn(self, signer: OpenSigner, before: tuple[Stamp, ...], stamp: Stamp, refused: str) -> None:
        pdf = signed(world.paper(), signer, *before, level=Level.PLAIN)
        with pytest.raises(Refused) as raised:
            signed(pdf, signer, stamp)
        assert code(raised) == refused

    def test_twice_in_one_role_is_refused_without_a_plan_too(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, OFFICER, level=Level.PLAIN)
        with pytest.raises(Refused) as raised:
            signatures.sign(pdf, signer=signer, stamp=OFFICER, at=world.NOW)
        assert code(raised) == "signed_already"

    def test_another_certificate_than_the_planned_one(self, signer: OpenSigner) -> None:
        plan = SignaturePlan((PlannedSignature("officer", 1, fingerprint="00"),))
        with pytest.raises(Refused) as raised:
            signatures.sign(world.paper(), signer=signer, stamp=OFFICER, at=world.NOW, plan=plan)
        assert code(raised) == "signature_of_another"

    def test_whose_turn_it_is(self) -> None:
        assert order.next_roles(PLAN, []) == ("officer", "head")
        assert order.next_roles(PLAN, ["officer"]) == ("head", "leader")
        assert order.next_roles(PLAN, ["officer", "leader"]) == ("seal",)
        assert [one.role for one in order.missing(PLAN, ["leader"])] == ["officer", "seal"]

    def test_a_role_signs_once(self) -> None:
        with pytest.raises(ValueError, match="once"):
            SignaturePlan((PlannedSignature("officer", 1), PlannedSignature("officer", 2)))


class TestPaper:
    def test_nobody_signs_on_a_paper_that_was_altered(self, signer: OpenSigner) -> None:
        pdf = bytearray(signed(world.paper(), signer, OFFICER, level=Level.PLAIN))
        pdf[bytes(pdf).index(b"stream") + 40] ^= 1
        with pytest.raises(Refused) as raised:
            signed(bytes(pdf), signer, LEADER)
        assert code(raised) == "signature_on_altered_paper"

    @pytest.mark.parametrize(
        ("pdf", "refused"),
        [(b"", "paper_not_a_pdf"), (b"MZ" * 600, "paper_not_a_pdf"), (b"%PDF-1.7\n" + b"x" * 500, "paper_damaged")],
    )
    def test_what_is_no_paper_is_not_signed(self, signer: OpenSigner, pdf: bytes, refused: str) -> None:
        with pytest.raises(Refused) as raised:
            signed(pdf, signer, OFFICER)
        assert code(raised) == refused

    def test_an_encrypted_paper_is_not_signed(self, signer: OpenSigner) -> None:
        with pytest.raises(Refused) as raised:
            signed(encrypted(), signer, OFFICER)
        assert code(raised) == "paper_encrypted"


def encrypted() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(world.paper())) as paper:
        paper.save(out, encryption=pikepdf.Encryption(owner="x", user="y"))
    return out.getvalue()


class TestStamps:
    def test_what_a_reader_sees(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, OFFICER, level=Level.PLAIN)
        shown = text_at(pdf, (20, 20, 170, 70))
        for words in ("Người ký: Lê Tiến Dũng", "Chức vụ: Chuyên viên", f"{world.NOW:%d/%m/%Y %H:%M}"):
            assert words in shown

    def test_a_deputy_signs_in_his_capacity_above_his_printed_name(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, OFFICER, LEADER, level=Level.PLAIN)
        with pikepdf.open(BytesIO(pdf)) as paper:
            (box,) = [one.Rect for one in paper.pages[0].Annots if str(one.T) == "leader"]
        left, bottom, right, top = map(float, box)
        shown = text_at(pdf, (left, bottom, right, top))
        assert "KT. GIÁM ĐỐC" in shown
        document = pypdfium2.PdfDocument(world.paper())
        name = document[0].get_textpage().search(world.DUNG).get_next()
        printed = document[0].get_textpage().get_charbox(name[0])
        document.close()
        assert 0 < float(box[1]) - printed[3] < 6
        assert abs(float(box[0]) - printed[0]) < 2

    def test_its_letters_are_embedded(self, signer: OpenSigner, tmp_path: Path) -> None:
        pdf = signed(world.paper(), signer, OFFICER, level=Level.PLAIN)
        with pikepdf.open(BytesIO(pdf)) as paper:
            fonts = {
                str(one.BaseFont): "/FontFile" in str(one.FontDescriptor.keys())
                for one in paper.objects
                if isinstance(one, pikepdf.Dictionary) and "/FontDescriptor" in one
            }
        assert any("BeVietnamPro" in name for name in fonts)
        assert all(fonts.values())

    def test_a_signature_without_a_place_shows_nothing_and_is_there(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, replace(OFFICER, place=None), level=Level.PLAIN)
        assert drawn(pdf).tobytes() == drawn(world.paper()).tobytes()

    def test_a_box_that_hangs_over_the_edge_is_pushed_back(self, signer: OpenSigner) -> None:
        pdf = signed(world.paper(), signer, replace(OFFICER, place=Box(1, -50, 5_000, 100, 40)), level=Level.PLAIN)
        with pikepdf.open(BytesIO(pdf)) as paper:
            (one,) = paper.pages[0].Annots
            assert float(one.Rect[0]) >= 0
            assert float(one.Rect[3]) <= float(paper.pages[0].MediaBox[3])

    @pytest.mark.parametrize(
        ("change", "refused"),
        [
            ({"place": Anchor("Những chữ không có", 100, 40)}, "stamp_place_not_found"),
            ({"place": Box(7, 0, 0, 100, 40)}, "stamp_place_not_found"),
            ({"template": "unknown"}, "stamp_template_unknown"),
        ],
    )
    def test_what_cannot_be_shown(self, signer: OpenSigner, change: dict[str, Any], refused: str) -> None:
        with pytest.raises(Refused) as raised:
            signed(world.paper(), signer, replace(OFFICER, **change))
        assert code(raised) == refused

    def test_every_template_can_be_drawn(self, signer: OpenSigner) -> None:
        for template in drawing.templates():
            signed(world.paper(), signer, replace(OFFICER, template=template), level=Level.PLAIN)

    def test_a_role_is_written_plainly(self) -> None:
        with pytest.raises(ValueError, match="role"):
            Stamp(role="Giám đốc")


class TestBulk:
    def test_one_bad_paper_stops_nobody_else(self, signer: OpenSigner) -> None:
        papers = [ToSign(str(number), world.paper() if number != 2 else b"x", OFFICER, PLAN) for number in range(1, 5)]
        results = list(bulk.sign_each(papers, signer=signer, at=world.NOW, level=Level.PLAIN))
        assert [(one.key, one.refusal.code if one.refusal else "") for one in results] == [
            ("1", ""), ("2", "paper_not_a_pdf"), ("3", ""), ("4", ""),
        ]  # fmt: skip
        for one in results:
            if one.pdf is not None:
                assert overall(examining.examine(one.pdf, trust=world.trust(), at=world.NOW)) is Outcome.HOLDS

    def test_each_is_handed_out_before_the_next_is_signed(self, signer: OpenSigner) -> None:
        taken: list[int] = []

        def papers() -> Iterator[ToSign]:
            for number in range(3):
                taken.append(number)
                yield ToSign(str(number), world.paper(), OFFICER)

        results = bulk.sign_each(papers(), signer=signer, at=world.NOW, level=Level.PLAIN)
        assert next(results).pdf
        assert taken == [0]

    def test_a_wrong_pin_is_tried_once(self, signer: OpenSigner) -> None:
        results, tried = _with_trouble(signer, troubles.pin_wrong())
        assert {one.refusal.code for one in results if one.refusal} == {"signing_pin_wrong"}
        assert (len(results), tried, results[-1].may_pass) == (10, 1, False)

    def test_a_token_that_is_away_is_asked_a_few_times(self, signer: OpenSigner) -> None:
        results, tried = _with_trouble(signer, troubles.out_of_reach("token"))
        assert (len(results), tried, results[-1].may_pass) == (10, 3, True)


def _with_trouble(signer: OpenSigner, trouble: SigningError) -> tuple[list[Signed], int]:
    class Broken:
        tried = 0
        certificates = signer.session.certificates

        def sign(self, _digest: bytes) -> bytes:
            self.tried += 1
            raise trouble

    broken = Broken()
    papers = [ToSign(str(number), world.paper(), OFFICER) for number in range(10)]
    troubled = replace(signer, session=broken)
    return list(bulk.sign_each(papers, signer=troubled, at=world.NOW, level=Level.PLAIN)), broken.tried
