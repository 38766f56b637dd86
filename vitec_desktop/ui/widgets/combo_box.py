"""A combo box whose list looks like the program's menus."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QFrame, QStyledItemDelegate, QWidget


class ComboBox(QComboBox):
    """A combo box whose rows have the height of a menu's and the style sheet's colours."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if name:
            self.setAccessibleName(name)
        # Qt's own delegate for combo boxes ignores the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        container = self.view().parentWidget()
        if isinstance(container, QFrame):
            container.setFrameShape(QFrame.Shape.NoFrame)


def make_combo_box(name: str, choices: Iterable[tuple[object, str]] = ()) -> ComboBox:
    """Return a combo box with an object name and choices, each a value and its text."""
    combo = ComboBox()
    combo.setObjectName(name)
    for value, text in choices:
        combo.addItem(text, value)
    return combo


def select_value(combo: QComboBox, value: object) -> None:
    """Choose `value`; the first choice if `combo` has no such value."""
    indexes = (index for index in range(combo.count()) if combo.itemData(index) == value)
    combo.setCurrentIndex(next(indexes, 0))
