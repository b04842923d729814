"""The tool finds every English word, keeps what was translated, and says what is wrong."""

import shutil
from gettext import GNUTranslations
from pathlib import Path

import pytest

from tools import messages

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
A = _("Received {count} copies")
B = gettext_lazy("Due" " date")
C = pgettext_lazy("clock", "Late")
D = ngettext("%(n)s dossier", "%(n)s dossiers", 2)
E = _(A)
"""
PAGE = """{% load i18n %}{% translate "Late" %}<c-button word="{% translate 'Approve' %}">
{% blocktranslate with at=x %}Entered at {{ at }}{% endblocktranslate %}</c-button>"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "HOUSE", tmp_path / "motcua")
    folder = tmp_path / "motcua" / "desk"
    (folder / "templates" / "desk").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "__init__.py").touch()
    (folder / "views.py").write_text(CODE, encoding="utf-8")
    (folder / "templates" / "desk" / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "tests" / "test_views.py").write_text('_("only in a test")', encoding="utf-8")
    return folder


def _translate(msgid: str, msgstr: str, *, room: str = "desk") -> None:
    path = messages.file_of(room)
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{msgid}"\nmsgstr ""' in text
    path.write_text(
        text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"'), encoding="utf-8"
    )


def _wrong() -> list[str]:
    return [str(problem) for problem in messages.problems("desk")]


def test_words_of_code_and_templates_are_found(room: Path) -> None:
    found = {(str(message.context or ""), str(message.id)) for message in messages.template_of("desk") if message.id}
    assert found == {
        ("", "Received {count} copies"),
        ("", "Due date"),
        ("clock", "Late"),
        ("", "('%(n)s dossier', '%(n)s dossiers')"),
        ("", "Late"),
        ("", "Approve"),
        ("", "Entered at %(at)s"),
    }


def test_what_was_translated_stays_and_what_is_gone_goes(room: Path) -> None:
    assert messages.extract_room("desk") == 7
    _translate("Approve", "Phê duyệt")
    assert messages.extract_room("desk") == 6
    (room / "templates" / "desk" / "page.html").write_text("{% load i18n %}{% translate 'Approve' %}", encoding="utf-8")
    messages.extract_room("desk")
    text = messages.file_of("desk").read_text(encoding="utf-8")
    assert 'msgstr "Phê duyệt"' in text
    assert "Entered at" not in text
    assert text.count('msgid "Late"') == 1
    again = messages.file_of("desk").read_bytes()
    messages.extract_room("desk")
    assert messages.file_of("desk").read_bytes() == again


def test_a_word_that_is_missing_or_mangled_is_named(room: Path) -> None:
    assert "desk: not in the .po: 'Approve'" in _wrong()
    messages.extract_room("desk")
    assert "desk: not translated: 'Approve'" in _wrong()
    _translate("Approve", "Phê duyệt")
    _translate("Received {count} copies", "Đã nhận {number} bản")
    _translate("Entered at %(at)s", "Nhập bù")
    wrong = _wrong()
    assert not any("Approve" in each for each in wrong)
    assert "desk: placeholders differ: ['number'] for ['count']: 'Received {count} copies'" in wrong
    assert "desk: placeholders differ: [] for ['at']: 'Entered at %(at)s'" in wrong


def test_letters_must_be_composed(room: Path) -> None:
    messages.extract_room("desk")
    _translate("Approve", "Phe\u0302 duye\u0323\u0302t")
    assert "desk: not in composed letters (NFC): 'Approve'" in _wrong()


def test_vietnamese_in_the_code_is_found(room: Path) -> None:
    (room / "views.py").write_text('_("Tiếp nhận")', encoding="utf-8")
    assert any("the msgid is Vietnamese" in each for each in _wrong())


def test_two_rooms_may_not_word_the_same_thing_differently(room: Path) -> None:
    other = room.parent / "office"
    shutil.copytree(room, other)
    for name, word in (("desk", "Phê duyệt"), ("office", "Duyệt")):
        messages.extract_room(name)
        _translate("Approve", word, room=name)
    assert [each.partition(":")[0] for each in messages.contradictions()] == ["'Approve'"]


def test_what_is_compiled_is_what_django_says(room: Path) -> None:
    messages.extract_room("desk")
    _translate("Approve", "Phê duyệt")
    assert messages.compile_room("desk")
    assert not messages.compile_room("desk"), "it was up to date"
    with messages.file_of("desk").with_suffix(".mo").open("rb") as file:
        catalog = GNUTranslations(file)
    assert catalog.gettext("Approve") == "Phê duyệt"
    assert catalog.gettext("Late") == "Late", "an empty translation is none"
