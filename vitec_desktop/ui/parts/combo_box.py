"""A combo box whose list looks like the program's other popups."""

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
