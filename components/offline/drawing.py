"""The sizes that the offline page draws with: those of the app's own page, from where they are declared."""

from typing import Any, Final

from components.figures import eras, event_shapes, lanes_and_axis, layout, packing, plot_area, ticks

LETTERS: Final = {"name": "nameSize", "label": "labelSize", "axis": "axisSize"}
"""How the style calls the heights of letters, and how the script does."""


def drawing() -> dict[str, Any]:
    """By the names that the script has for them: pixels; `steps` and `apart` as `ticks` has them."""
    return {
        "row": plot_area.USUAL.row,
        "pad": plot_area.USUAL.pad,
        "header": layout.HEADER,
        "longest": layout.LONGEST,
        "afterMark": layout.AFTER_MARK,
        "bar": plot_area.USUAL.bar,
        "mark": event_shapes.MARK,
        "narrowest": event_shapes.NARROWEST,
        "soft": event_shapes.SOFT,
        "open": event_shapes.OPEN,
        "roomForMark": event_shapes.ROOM_FOR_MARK,
        "gap": packing.GAP,
        "beside": packing.BESIDE,
        "inside": packing.INSIDE,
        "narrow": plot_area.NARROW,
        "top": plot_area.USUAL.top,
        "bottom": plot_area.USUAL.bottom,
        "right": plot_area.RIGHT,
        "longestName": plot_area.MOST_NAME,
        "nameSize": plot_area.NAME_SIZE,
        "labelSize": plot_area.NAME_SIZE,
        "axisSize": lanes_and_axis.AXIS_SIZE,
        "zigzag": lanes_and_axis.ZIGZAG,
        "tooth": lanes_and_axis.TOOTH,
        "eraStrip": plot_area.USUAL.strip,
        "eraRows": eras.MOST_ROWS,
        "steps": [list(step) for step in ticks.STEPS],
        "apart": dict(ticks.APART),
        "tickAir": ticks.AIR,
    }


def style() -> str:
    """The same for the style sheet, as custom properties."""
    sizes = drawing()
    letters = "".join(f"--{name}-size: {sizes[key]}px; " for name, key in LETTERS.items())
    return f":root {{ {letters}--era-wash: {eras.WASH}; }}\n"
