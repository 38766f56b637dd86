"""The dialog with the details of an error."""

from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph
from vitec_desktop.ui.widgets.line_edit import open_text_menu

_LINES = 12


class DetailsDialog(BaseDialog):
    """Shows what happened, why, and the details, which can be copied for support."""

    def __init__(
        self, theme: Theme, title: str, heading: str, text: str, details: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, 600, parent)
        self.setWindowTitle(title)
        self.setObjectName("detailsDialog")
        self.body.addWidget(make_label(heading, "section", wraps=True))
        if text:
            self.body.addWidget(make_paragraph(text))
        self._text = _Details(details)
        self._text.setObjectName("detailsText")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Detaljer"))
        self._text.setMinimumHeight(self._text.fontMetrics().lineSpacing() * _LINES)
        self.body.addWidget(self._text, 1)
        self._copy = Button(theme, self.tr("Kopiera detaljer"), icon="copy", parent=self)
        self._copy.setObjectName("copyDetailsButton")
        self._copy.clicked.connect(self._on_copy)
        self.footer.add_helper(self._copy)
        close = self.make_action_button(self.tr("Stäng"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.footer.add_button(close)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.set_text(self.tr("Kopierat"))


class _Details(QPlainTextEdit):
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_text_menu(self, event)
