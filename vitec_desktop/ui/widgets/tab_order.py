"""The order in which Tab goes through widgets."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(*parts: QWidget) -> None:
    """Let Tab go through `parts` in this order, and within each in the order that it has there.

    Qt's own order is the one in which widgets were made, so that one which is made later comes after all others of the
    window. The first of `parts` stays where it is; one that stands in a later one too comes before the rest of that.
    """
    stops = dict.fromkeys(stop for part in parts for stop in _stops_in(part))
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def _stops_in(part: QWidget) -> list[QWidget]:
    """Return what can have the focus in `part`, itself included, hidden or not, in the order of Tab.

    Qt gives no place to another widget.
    """
    widgets = (part, *part.findChildren(QWidget))
    found = {one for one in widgets if one.focusPolicy() is not Qt.FocusPolicy.NoFocus}
    ordered: list[QWidget] = []
    place: QWidget | None = part
    while place is not None and len(ordered) < len(found):
        if place in found:
            ordered.append(place)
        place = place.nextInFocusChain()
        if place is part:
            break  # the others are in popups, which are windows of their own
    return ordered
