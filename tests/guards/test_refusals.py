"""Every refusal that code can utter has a sentence, in Vietnamese and in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from motcua.kernel import messages

HOUSE = Path(__file__).resolve().parents[2] / "motcua"


def _utterances(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal"):
            continue
        if node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value), f"{path.relative_to(HOUSE)}:{node.lineno}"


def _uttered() -> list[tuple[str, str]]:
    sources = (path for path in sorted(HOUSE.rglob("*.py")) if "tests" not in path.parts)
    return [utterance for path in sources for utterance in _utterances(path)]


@pytest.mark.parametrize(("code", "place"), _uttered(), ids=str)
def test_every_refusal_has_a_sentence(code: str, place: str) -> None:
    assert code in messages.declared(), f"{place} refuses with {code!r}, which no room has worded"


@pytest.mark.parametrize("code", sorted(messages.declared()))
def test_every_sentence_is_vietnamese_first(code: str) -> None:
    sentence = messages.declared()[code].sentence
    with translation.override("en"):
        english = str(sentence)
    with translation.override("vi"):
        vietnamese = str(sentence)
    assert vietnamese != english, f"the refusal {code!r} is not translated"
