"""Keeps of a stylesheet only what a page can use, so that a citizen's phone loads a tenth of the framework."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_VARIABLE_USED = re.compile(r"var\(\s*(--[\w-]+)")
_NESTED = ("@media", "@supports", "@layer", "@container")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its prelude, and either its declarations or the rules inside it."""

    prelude: str
    body: str
    inner: tuple["Rule", ...] = ()


def parse(text: str) -> tuple[Rule, ...]:
    """The rules of a stylesheet, in order; comments and bodiless at-rules (`@charset`) are dropped."""
    return tuple(_rules(_COMMENT.sub("", text)))


def _rules(text: str) -> Iterator[Rule]:
    position = 0
    while (opening := text.find("{", position)) >= 0:
        closing = _matching(text, opening)
        prelude = text[position:opening].rsplit(";", 1)[-1].strip()
        body = text[opening + 1 : closing]
        if prelude.startswith(_NESTED):
            yield Rule(prelude, "", tuple(_rules(body)))
        else:
            yield Rule(prelude, body)
        position = closing + 1


def _matching(text: str, opening: int) -> int:
    """The place of the brace that closes the one at `opening`; braces inside quoted values do not count."""
    depth = 0
    quote = ""
    for place in range(opening, len(text)):
        character = text[place]
        if quote:
            if character == quote and text[place - 1] != "\\":
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return place
    raise ValueError(f"The brace at {opening} is never closed.")


def trim(text: str, *, wanted: Iterable[str]) -> str:
    """The stylesheet without selectors that name an unwanted class, and without variables that nothing uses then.

    `wanted` are class names, `*` standing for any letters. Selectors without classes are kept, those of the
    framework's own switches (`[data-…]` attributes) are not.
    """
    patterns = tuple(wanted)
    kept = tuple(rule for each in parse(text) if (rule := _trimmed(each, patterns)) is not None)
    variables, animations = _used_variables(kept), _used_animations(kept)
    return "".join(_printed(rule, variables, animations) for rule in kept)


def _trimmed(rule: Rule, patterns: tuple[str, ...]) -> Rule | None:
    if rule.inner:
        inner = tuple(kept for each in rule.inner if (kept := _trimmed(each, patterns)) is not None)
        return Rule(rule.prelude, "", inner) if inner else None
    if rule.prelude.startswith("@"):
        return rule
    selectors = [selector for selector in _selectors(rule.prelude) if _is_wanted(selector, patterns)]
    return Rule(",".join(selectors), rule.body) if selectors else None


def _selectors(prelude: str) -> list[str]:
    """The selectors of a list; commas inside brackets divide nothing."""
    parts = [""]
    depth = 0
    for character in prelude:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _is_wanted(selector: str, patterns: tuple[str, ...]) -> bool:
    if "[data-" in selector and ":root" not in selector:
        return False
    return all(any(fnmatchcase(name, pattern) for pattern in patterns) for name in _CLASS.findall(selector))


def _flat(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        yield rule
        yield from _flat(rule.inner)


def _used_variables(rules: tuple[Rule, ...]) -> frozenset[str]:
    """Variables that some property reads, also through other variables."""
    feeds: dict[str, set[str]] = {}
    pending: list[str] = []
    for rule in _flat(rules):
        for declaration in _declarations(rule.body):
            name, _, value = declaration.partition(":")
            reads = _VARIABLE_USED.findall(value)
            if name.strip().startswith("--"):
                feeds.setdefault(name.strip(), set()).update(reads)
            else:
                pending.extend(reads)
    used: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in used:
            used.add(name)
            pending.extend(feeds.get(name, ()))
    return frozenset(used)


def _used_animations(rules: tuple[Rule, ...]) -> frozenset[str]:
    words: set[str] = set()
    for rule in _flat(rules):
        for declaration in _declarations(rule.body):
            if declaration.strip().startswith("animation"):
                words.update(re.findall(r"[\w-]+", declaration.partition(":")[2]))
    return frozenset(words)


def _declarations(body: str) -> list[str]:
    """The declarations of a body; semicolons inside quotes and brackets divide nothing."""
    parts = [""]
    depth = 0
    quote = ""
    for character in body:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            depth += (character == "(") - (character == ")")
        if character == ";" and depth == 0 and not quote:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part.strip()]


def _printed(rule: Rule, variables: frozenset[str], animations: frozenset[str]) -> str:
    if rule.inner:
        inner = "".join(_printed(each, variables, animations) for each in rule.inner)
        return f"{rule.prelude}{{{inner}}}" if inner else ""
    if rule.prelude.startswith("@keyframes") and rule.prelude.split()[-1] not in animations:
        return ""
    if rule.prelude.startswith("@"):
        return f"{rule.prelude}{{{rule.body}}}"
    declarations = [
        declaration
        for declaration in _declarations(rule.body)
        if not (name := declaration.partition(":")[0].strip()).startswith("--") or name in variables
    ]
    return f"{rule.prelude}{{{';'.join(declarations)}}}" if declarations else ""
