"""One page: cropped, straightened, its paper made white and its ink dark. Colours stay: seals are red."""

from PIL import Image, ImageChops, ImageFilter, ImageOps

from motcua.papers.scanning.workshop import finding

_BACKGROUND_WIDTH = 160
_SHADED_MOST = 0.62
"""However dark a spot is, its paper is not believed to be darker than this share of the page's: a portrait is dark, and
no shadow."""
_SHORT_SIDE_INCHES = 8.27
_CUTOFF = (0.5, 0.0)
_WHITE = 240
"""From here on it is paper: the grain of the sheet and the last of the shadow go."""
_INK = 150
_LEAST_INK = 0.0004
_BLANK_WIDTH = 400


def cleaned(picture: Image.Image, dots: float, *, most_dots_per_inch: int) -> tuple[Image.Image, float]:
    """The page, and how many of its dots make an inch. Of a photo, which does not say (0), it is taken that the sheet
    is as wide as A4.
    """
    found = finding.sheet(picture)
    page = finding.flat(picture, found) if found is not None else picture
    dots = dots or min(page.size) / _SHORT_SIDE_INCHES
    if dots > most_dots_per_inch:
        share = most_dots_per_inch / dots
        page = page.resize(
            (max(round(page.width * share), 1), max(round(page.height * share), 1)), Image.Resampling.LANCZOS
        )
        dots = float(most_dots_per_inch)
    page = evened(page)
    if angle := finding.slope(page):
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    return page, dots


def evened(page: Image.Image) -> Image.Image:
    """Shadows and the tint of the light taken off the paper, then the whole range of brightness used."""
    without_shadow = Image.merge("RGB", [_on_even_paper(band) for band in page.split()])
    ranged = ImageOps.autocontrast(without_shadow, cutoff=_CUTOFF, preserve_tone=True)
    return ranged.point(lambda value: min(round(value * 255 / _WHITE), 255))


def is_blank(page: Image.Image) -> bool:
    """Whether next to nothing is on it; its edges, where the scanner's shadow falls, do not count."""
    small = page.convert("L")
    small.thumbnail((_BLANK_WIDTH, _BLANK_WIDTH * 2), Image.Resampling.BOX)
    margin = small.width // 20
    core = small.crop((margin, margin, small.width - margin, small.height - margin))
    inked = sum(core.histogram()[:_INK])
    return inked < _LEAST_INK * core.width * core.height


def _on_even_paper(band: Image.Image) -> Image.Image:
    """The band with its paper at full brightness everywhere."""
    high = max(round(_BACKGROUND_WIDTH * band.height / band.width), 1)
    paper = band.resize((_BACKGROUND_WIDTH, high), Image.Resampling.BOX)
    # Twice a small window is as good as once a large one, and far quicker: some 20 mm around, more than any portrait.
    paper = (
        paper.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(15)).filter(ImageFilter.MaxFilter(17))
    )
    paper = paper.filter(ImageFilter.GaussianBlur(8))
    least = round(_SHADED_MOST * _brightness_of_paper(paper))
    paper = paper.point(lambda value: max(value, least))
    paper = paper.resize(band.size, Image.Resampling.BICUBIC)
    return ImageChops.invert(ImageChops.subtract(paper, band))


def _brightness_of_paper(paper: Image.Image) -> int:
    counts, seen = paper.histogram(), 0
    for value, count in enumerate(counts):
        seen += count
        if seen * 2 >= sum(counts):
            return value
    return 255
