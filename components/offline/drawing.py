"""The sizes that the offline page draws with: those of the app's own page, from where they are declared."""

from typing import Any, Final

from components.figures import canvas, eras, event_shapes, lanes_and_axis, layout, packing, ticks

LETTERS: Final = {"name": "nameSize", "label": "labelSize", "axis": "axisSize"}
"""How the style calls the heights of letters, and how the script does."""


def drawing() -> dict[str, Any]:
    """By the names that the script has for them: pixels; `steps` and `apart` as `ticks` has them."""
    return {
        "row": canvas.USUAL.row,
        "pad": canvas.USUAL.pad,
        "header": layout.HEADER,
        "longest": layout.LONGEST,
        "afterMark": layout.AFTER_MARK,
        "bar": canvas.USUAL.bar,
        "mark": event_shapes.MARK,
        "narrowest": event_shapes.NARROWEST,
        "soft": event_shapes.SOFT,
        "open": event_shapes.OPEN,
        "roomForMark": event_shapes.ROOM_FOR_MARK,
        "gap": packing.GAP,
        "beside": packing.BESIDE,
        "inside": packing.INSIDE,
        "narrow": canvas.NARROW,
        "top": canvas.USUAL.top,
        "bottom": canvas.USUAL.bottom,
        "right": canvas.RIGHT,
        "longestName": canvas.MOST_NAME,
        "nameSize": canvas.NAME_SIZE,
        "labelSize": canvas.NAME_SIZE,
        "axisSize": lanes_and_axis.AXIS_SIZE,
        "zigzag": lanes_and_axis.ZIGZAG,
        "tooth": lanes_and_axis.TOOTH,
        "eraStrip": canvas.USUAL.strip,
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
