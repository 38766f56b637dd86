"""The order in which Tab goes through widgets."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(*parts: QWidget) -> None:
    """Let Tab go through `parts` in this order, and within each in the order in which its widgets were made.

    Qt's own order is the latter for the whole window, so that a widget that is made later comes after all others. The
    first of `parts` stays where it is; one that is also inside of a later one comes before the rest of that.
    """
    # Not by `nextInFocusChain`: PySide takes what that returns for a child of the widget, and forgets it with that.
    stops = dict.fromkeys(stop for part in parts for stop in tab_stops(part))
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def tab_stops(part: QWidget) -> list[QWidget]:
    """Return what can have the focus in `part`, itself included, hidden or not; Qt gives no place to another widget."""
    widgets, window = (part, *part.findChildren(QWidget)), part.window()
    return [one for one in widgets if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and one.window() is window]
