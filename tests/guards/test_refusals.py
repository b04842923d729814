"""Every refusal that code can utter has a sentence, in Vietnamese and in English."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from motcua.kernel import messages

HOUSE = Path(__file__).resolve().parents[2] / "motcua"


def _uttered() -> list[tuple[str, str]]:
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Refusal"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.append((str(node.args[0].value), f"{path.relative_to(HOUSE)}:{node.lineno}"))
    return found


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
