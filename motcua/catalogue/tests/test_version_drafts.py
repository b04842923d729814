"""The next version of a procedure: written, compared with the one before, published, or dropped."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from motcua.catalogue import commands, models, queries
from motcua.catalogue.sheet_wording import FIELD_NAMES
from motcua.catalogue.tests.factories import ACTOR, AT, HOUSE_NUMBER, TODAY, house_number, starter
from motcua.catalogue.types import ChangeKind, Fee, FeeKind, Label, ProcedureVersion
from motcua.journal.queries import entries
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused

CODE = "9.000001"
NEXT = HOUSE_NUMBER.replace("2026-01-01", "2026-07-01").replace("3 working_day", "2 working_day")


@pytest.fixture
def published(db: None) -> int:
    return commands.publish(actor=ACTOR, at=AT, version=house_number())


def keep(text: str = NEXT, *, seen: int = 0, key: RequestKey | None = None) -> int:
    return commands.keep_version_draft(actor=ACTOR, at=AT, code=CODE, text=text, seen=seen, key=key)


def publish(seen: int, **more: Any) -> int:
    return commands.publish_version_draft(actor=ACTOR, at=AT, code=CODE, seen=seen, **more)


def kinds() -> list[str]:
    return [entry.kind.partition(".")[2] for entry in entries(stream=f"procedure/{CODE}")]


def test_one_begins_where_the_newest_version_stands(published: int) -> None:
    begun = queries.version_draft(CODE)
    assert begun.revision == 0
    assert queries.read_text("x", begun.text) == house_number()


def test_what_is_kept_is_found_again_faults_and_all(published: int) -> None:
    revision = keep("terms: [")
    kept = queries.version_draft(CODE)
    assert (kept.text, kept.revision, kept.kept_by) == ("terms: [", revision, ACTOR.key)
    assert kinds() == ["version_published", "version_drafted"]


def test_keeping_the_same_again_writes_nothing(published: int) -> None:
    revision = keep()
    assert keep(seen=revision) == revision
    assert kinds().count("version_drafted") == 1


def test_a_double_press_keeps_once(published: int) -> None:
    key = RequestKey.of("form-1", {})
    assert keep(key=key) == keep(key=key)
    assert kinds().count("version_drafted") == 1


def test_the_second_of_two_writers_is_told(published: int) -> None:
    revision = keep()
    with pytest.raises(Refused) as second:
        keep("code: 9.000001\n")
    assert second.value.refusal.code == "version_draft_moved_on"
    assert queries.version_draft(CODE).text == NEXT
    keep(NEXT + "# nachgetragen\n", seen=revision)


def test_a_draft_begun_anew_is_not_taken_for_the_one_that_was_dropped(published: int) -> None:
    first = keep()
    commands.drop_version_draft(actor=ACTOR, at=AT, code=CODE, seen=first)
    assert keep() != first
    with pytest.raises(Refused) as late:
        publish(first)
    assert late.value.refusal.code == "version_draft_moved_on"


def test_what_is_dropped_is_gone_and_told(published: int) -> None:
    commands.drop_version_draft(actor=ACTOR, at=AT, code=CODE, seen=keep())
    assert queries.version_draft(CODE).revision == 0
    assert kinds()[-1] == "version_draft_dropped"
    with pytest.raises(Refused) as nothing:
        commands.drop_version_draft(actor=ACTOR, at=AT, code=CODE, seen=0)
    assert nothing.value.refusal.code == "version_draft_absent"


def test_the_draft_becomes_the_version_from_its_day_on(published: int) -> None:
    key = RequestKey.of("form-2", {})
    revision = keep()
    version_id = publish(revision, key=key)
    assert publish(revision, key=key) == version_id
    assert queries.version_of(CODE, date(2026, 6, 30)) == queries.version(published)
    assert queries.version_of(CODE, date(2026, 7, 1)) == queries.version(version_id)
    assert not models.VersionDraft.objects.exists()
    assert kinds() == ["version_published", "version_drafted", "version_published"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("terms: [", "version_draft_at_fault"),
        (NEXT.replace("code: 9.000001", "code: 9.000002"), "version_draft_of_another"),
        (NEXT.replace("2026-07-01", "2025-12-01"), "version_not_later"),
    ],
)
def test_what_cannot_be_published_stays_a_draft(published: int, text: str, code: str) -> None:
    revision = keep(text)
    with pytest.raises(Refused) as no:
        publish(revision)
    assert no.value.refusal.code == code
    assert queries.version_draft(CODE).text == text


def test_nothing_is_written_for_an_unknown_procedure_or_without_end(published: int) -> None:
    with pytest.raises(Refused) as unknown:
        commands.keep_version_draft(actor=ACTOR, at=AT, code="9.999999", text="", seen=0)
    assert unknown.value.refusal.code == "procedure_unknown"
    with pytest.raises(Refused) as long:
        keep("#" * 200_001)
    assert long.value.refusal.code == "version_draft_too_long"


def test_the_administrators_list_says_what_holds_and_what_is_coming(published: int) -> None:
    publish(keep())
    keep(NEXT + "# rồi\n")
    (row,) = queries.administered(TODAY, limit=10)
    assert (row.number, row.effective_to, row.begins_later) == (1, date(2026, 6, 30), date(2026, 7, 1))
    assert row.has_draft
    assert queries.administered(TODAY, limit=10, after=CODE) == []
    assert queries.administered(TODAY, limit=10, codes=["1.000001"]) == []
    assert [life.number for life in queries.version_lives(CODE)] == [2, 1]


def test_single_words_are_changed_in_the_text() -> None:
    commented = "# tháng ba\n" + HOUSE_NUMBER
    words = queries.plain_words(commented)
    assert words["terms", 0, "term"] == "3 working_day"
    assert ("code",) not in words
    changed = queries.with_plain_words(commented, {("terms", 0, "term"): "1 working_day", ("code",): "x"})
    assert changed == commented.replace("3 working_day", "1 working_day")
    assert queries.plain_words("terms: [") == {}


FEE = Fee("fee", FeeKind.FEE, Label("Phí thẩm định", "Appraisal fee"), 50_000, decided_by="NQ 1")


def changes(later: ProcedureVersion, earlier: ProcedureVersion) -> list[tuple[ChangeKind, str, tuple[Any, ...]]]:
    return [(one.kind, one.heading, one.facts) for one in queries.told_differences(earlier, later)]


def test_a_difference_is_said_in_the_words_of_the_catalogue() -> None:
    before = house_number(fees=(FEE,))
    after = replace(before, fees=(replace(FEE, amount=60_000),), decision="QĐ 2", keywords=("biển số",))
    assert changes(after, before) == [
        (ChangeKind.CHANGED, "", (("quyết định", "QĐ 1/QĐ-UBND", "QĐ 2"),)),
        (ChangeKind.CHANGED, "Phí thẩm định / Appraisal fee", (("số tiền", "50.000", "60.000"),)),
        (ChangeKind.ADDED, "biển số", ()),
    ]


def test_what_is_dropped_or_put_in_another_order_is_seen() -> None:
    before = starter("1.004873")
    after = replace(before, components=before.components[1:], keywords=before.keywords[::-1])
    assert [kind for kind, _, _ in changes(after, before)] == [ChangeKind.REMOVED, ChangeKind.REORDERED]
    assert changes(before, before) == []


def test_a_step_is_named_and_what_leads_on_from_it() -> None:
    before = starter("1.004873")
    assert before.process is not None
    first, *others = before.process.steps
    slower = replace(before.process, steps=(replace(first, hours=first.hours * 2), *others))
    ((kind, heading, facts),) = changes(replace(before, process=slower), before)
    assert (kind, heading) == (ChangeKind.CHANGED, "Tiếp nhận hồ sơ / Receive")
    assert facts == (("giờ làm việc", "1", "2"),)


def test_every_field_of_a_version_has_a_name() -> None:
    found: set[str] = set()
    waiting: list[Any] = [ProcedureVersion]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if is_dataclass(kind) and kind not in seen and kind.__module__.startswith("motcua.catalogue"):
            seen.add(kind)
            hints = get_type_hints(kind)
            singles = {
                field.name for field in fields(kind) if kind is not ProcedureVersion or "tuple" not in str(field.type)
            }
            found |= singles - {"id", "process", "supplement", "start", "collection", "steps", "vi", "en"}
            waiting += hints.values()
        else:
            waiting += get_args(kind)
    assert found - FIELD_NAMES.keys() == set()
