"""A combo box whose list looks like the program's other popups."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QFrame, QStyledItemDelegate, QWidget


class ComboBox(QComboBox):
    """Like any combo box; its rows are as high as a menu's and take their colours from the style sheet."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if name:
            self.setAccessibleName(name)
        # Qt's own delegate for combo boxes does not ask the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        container = self.view().parentWidget()
        if isinstance(container, QFrame):
            container.setFrameShape(QFrame.Shape.NoFrame)


def make_combo_box(name: str, choices: Iterable[tuple[object, str]] = ()) -> ComboBox:
    """A combo box with that object name, and choices of a value and its words."""
    combo = ComboBox()
    combo.setObjectName(name)
    for value, text in choices:
        combo.addItem(text, value)
    return combo


def select_value(combo: QComboBox, value: object) -> None:
    """Show the choice of that value; the first one where there is none."""
    found = (index for index in range(combo.count()) if combo.itemData(index) == value)
    combo.setCurrentIndex(next(found, 0))
