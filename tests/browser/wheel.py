"""The wheel with the key that makes it the chart's: without it the page scrolls."""

from playwright.sync_api import Page


def zoomed(page: Page, by: int) -> None:
    """Turn the wheel by so many pixels where the pointer is, Ctrl held down."""
    page.keyboard.down("Control")
    page.mouse.wheel(0, by)
    page.keyboard.up("Control")
