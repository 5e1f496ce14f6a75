"""The stylesheet's own promises."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "comity" / "web"
CSS = (WEB / "static" / "comity.css").read_text()
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
)
COLOURS = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6});")


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def scheme(name):
    dark = CSS.index("prefers-color-scheme: dark")
    end = CSS.index("*, ::before")
    found = dict(COLOURS.findall(CSS[:dark]))
    return found if name == "light" else {**found, **dict(COLOURS.findall(CSS[dark:end]))}


def test_the_stylesheet_is_small():
    assert len(CSS.encode()) <= 30_000


def test_the_stylesheet_knows_no_left_and_right():
    assert PHYSICAL.findall(CSS) == []
    assert not re.search(r"(?:text-align|float|clear):\s*(?:left|right)", CSS)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "accent-deep", "good", "care", "stop", "sdg4"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_text_stands_out_from_its_ground(name, ink, ground):
    colours = scheme(name)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_pale_grounds_and_buttons_stay_legible(name):
    colours = scheme(name)
    for ink, ground in [
        ("ink", "accent-pale"), ("accent-deep", "accent-pale"), ("ink", "care-pale"), ("ink", "stop-pale"),
        ("stop", "stop-pale"), ("on-accent", "accent"), ("on-accent", "accent-deep"),
    ]:  # fmt: skip
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_edges_of_fields_can_be_seen(name):
    colours = scheme(name)
    assert contrast(colours["edge"], colours["sheet"]) >= 3
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_no_template_carries_a_style_or_an_unsigned_script():
    for path in (WEB / "templates").rglob("*.html"):
        html = path.read_text()
        assert not re.search(r"\sstyle=", html), path
        assert "<style" not in html, path
        assert not re.search(r"\son(?:click|change|input|submit|load|error|focus|blur|key\w+|mouse\w+)=", html), path
        for script in re.findall(r"<script[^>]*>", html):
            assert "nonce=" in script, path


def test_no_page_asks_another_site_for_anything():
    for path in (WEB / "templates").rglob("*.html"):
        assert not re.search(r"(?:src|srcset|action)=\"https?:", path.read_text()), path
    assert "url(" not in CSS
    assert "@import" not in CSS
