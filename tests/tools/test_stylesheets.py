"""Of the framework's stylesheet only what a citizen's page can use is kept."""

import pytest

from tools.stylesheets import trim

SHEET = """@charset "UTF-8";/*! licence */
:root{--a:red;--b:var(--a);--unused:blue;--c:#fff}
body{color:var(--b)}
.btn,.badge:hover{background:url("data:image/svg+xml,%3csvg {}%3e");animation:turn 1s}
.btn-primary:not(.disabled,.other){color:var(--c)}
.badge{color:var(--unused)}
@keyframes turn{from{opacity:0}to{opacity:1}}
@keyframes other{from{opacity:0}}
@media (min-width:768px){.col-md-6{width:50%}.badge{width:1px}}
@media print{.badge{display:none}}
@font-face{font-family:"x"}
[data-bs-theme=dark] .btn{color:#000}
"""


def test_unwanted_classes_variables_and_animations_go() -> None:
    assert trim(SHEET, wanted=["btn", "col-md-*"]) == (
        ":root{--a:red;--b:var(--a)}"
        "body{color:var(--b)}"
        '.btn{background:url("data:image/svg+xml,%3csvg {}%3e");animation:turn 1s}'
        "@keyframes turn{from{opacity:0}to{opacity:1}}"
        "@media (min-width:768px){.col-md-6{width:50%}}"
        '@font-face{font-family:"x"}'
    )


def test_a_selector_needs_every_one_of_its_classes() -> None:
    assert ".btn-primary" not in trim(SHEET, wanted=["btn-primary", "disabled"])
    assert ".btn-primary:not(.disabled,.other){color:var(--c)}" in trim(
        SHEET, wanted=["btn-primary", "disabled", "other"]
    )


def test_a_torn_stylesheet_is_refused() -> None:
    with pytest.raises(ValueError, match="never closed"):
        trim("a{color:red", wanted=[])
