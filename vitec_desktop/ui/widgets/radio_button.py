"""Radio buttons, and the arrow keys of every choice of one of several."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QRadioButton

_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class RadioButton(QRadioButton):
    """A radio button of a group, which the arrow keys go through in its order, wherever the buttons stand."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not choose_by_arrow(self, event):
            super().keyPressEvent(event)


def choose_by_arrow(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Choose the button before or after `button` in its group; return whether the key was an arrow.

    Qt goes only to a button that stands in the arrow's direction.
    """
    step = _STEPS.get(event.key())
    if step is None:
        return False
    buttons = [one for one in button.group().buttons() if one.isEnabled() and one.isVisible()]
    place = buttons.index(button) + step
    if 0 <= place < len(buttons):
        buttons[place].click()
        buttons[place].setFocus(Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason)
    return True
