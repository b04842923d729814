"""Every refusal that code can utter has a sentence, in Vietnamese and in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

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


def test_every_refusal_has_a_sentence() -> None:
    unworded = {place: code for code, place in _uttered() if code not in messages.declared()}
    assert not unworded, "no room has worded them"


def test_every_sentence_is_vietnamese_first() -> None:
    sentences = {code: message.sentence for code, message in messages.declared().items()}
    with translation.override("en"):
        english = {code: str(sentence) for code, sentence in sentences.items()}
    with translation.override("vi"):
        vietnamese = {code: str(sentence) for code, sentence in sentences.items()}
    assert not [code for code in sentences if vietnamese[code] == english[code]], "they are not translated"
