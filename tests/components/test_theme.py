"""Colours that can be read, and told apart by everyone."""

import math
from itertools import combinations, product

import pytest

from components import theme

PALETTES = pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
DESIGN = ("Background", "Protest", "Government", "Casualties", "International", "Analysis")
MANY = (*DESIGN, *(f"Further {number}" for number in range(6)))

# Viénot, Brettel and Mollon (1999) for red and green, Brettel's for blue, as matrices on linear light.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "tritanopia": ((1.01, 0.148, -0.158), (0, 0.88, 0.12), (0, 0.74, 0.26)),
}


def linear(color: str) -> tuple[float, ...]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(light: tuple[float, ...]) -> tuple[float, ...]:
    """CIE L*a*b* of linear light, D65."""
    red, green, blue = (max(part, 0) for part in light)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, blindness: str) -> float:
    seen = []
    for color in (one, other):
        light = linear(color)
        seen.append(
            lab(tuple(sum(k * part for k, part in zip(row, light, strict=True)) for row in BLINDNESS[blindness]))
        )
    return math.dist(*seen)


@PALETTES
def test_text_is_at_least_four_and_a_half_to_one(colors):
    for text, ground in product(
        (colors.ink, colors.grey, colors.accent), (colors.paper, colors.band, colors.band_other)
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)


@PALETTES
def test_labels_can_be_read_on_the_bars_they_lie_on(colors):
    for style in theme.styles(MANY, dark=colors.is_dark).values():
        parts = [
            round(
                int(style.color[at : at + 2], 16) * colors.tint + int(colors.band[at : at + 2], 16) * (1 - colors.tint)
            )
            for at in (1, 3, 5)
        ]
        assert contrast(colors.ink, "#" + "".join(f"{part:02x}" for part in parts)) >= 4.5, style


@PALETTES
def test_marks_stand_out_from_the_lanes(colors):
    for style in theme.styles(MANY, dark=colors.is_dark).values():
        assert contrast(style.color, colors.band) >= 3, style
        assert contrast(style.color, colors.band_other) >= 3, style


@PALETTES
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_categories_differ_to_every_eye_in_colour_or_in_shape(colors, blindness):
    for one, other in combinations(list(theme.styles(MANY, dark=colors.is_dark).values())[1:], 2):
        assert one.shape != other.shape or difference(one.color, other.color, blindness) >= 20, (one, other)


def test_no_two_of_the_first_twelve_look_the_same():
    looks = list(theme.styles(MANY).values())[1:]
    assert len({(style.color, style.shape) for style in looks}) == len(MANY)
    assert len({style.color for style in looks}) == len(MANY)
    assert theme.styles(MANY)[""] not in looks, "and none is taken for what has no category"


def test_settings_choose_colours_and_shapes():
    class Chosen:
        name, color, dark_color, shape = "Unrest", "#112233", "#ddeeff", "square"

    assert theme.styles(["State", "Unrest"], [Chosen()])["Unrest"] == theme.Style("#112233", "square")
    assert theme.styles(["State", "Unrest"], [Chosen()], dark=True)["Unrest"].color == "#ddeeff"


def test_a_category_keeps_its_look_when_another_is_filtered_away():
    assert theme.styles(MANY)["Protest"] == theme.styles(MANY)["Protest"]
    assert theme.styles([])[""].shape == "circle"


@pytest.mark.parametrize("shape", theme.SHAPES)
def test_every_shape_has_an_outline_around_its_middle(shape):
    path = theme.outline(shape, 50, 50, 10)
    assert path.startswith("M")
    assert path.endswith("Z")


def test_nothing_of_plotly_is_left_in_the_layout():
    layout = theme.layout(theme.LIGHT)
    assert layout["dragmode"] is False
    assert layout["showlegend"] is False
    assert layout["font"]["family"].startswith('"Source Sans"')
