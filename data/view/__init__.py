"""What the viewer chose, and all that a link may say: the filters, declared once, and the one frozen View."""

from data.view.view_state import MOST_BYTES, NOT_OURS, On, Pairs, View

__all__ = ["MOST_BYTES", "NOT_OURS", "On", "Pairs", "View"]
