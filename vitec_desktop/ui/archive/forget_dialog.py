"""The dialog that removes a person from all saved reports."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.archive.people import MIN_LETTERS, PersonMatches
from vitec_desktop.ui.archive.texts import matches_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.ui.widgets.labels import announce, make_paragraph
from vitec_desktop.ui.widgets.line_edit import LineEdit

SEARCH_DELAY: Final = 300
"""Milliseconds from the last key until the person is looked for."""


class ForgetDialog(BaseDialog):
    """Asks for a name or a contact id, shows where it is found, and asks to forget it."""

    search_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 480, parent)
        self.setObjectName("archiveForgetDialog")
        self.setWindowTitle(self.tr("Glöm en person"))
        self.body.addWidget(
            make_paragraph(
                self.tr(
                    "Personen tas bort ur alla sparade rapporter: kontakt, meddelande och rubrik. Finns personen kvar"
                    " i Vitec kommer den med igen nästa gång du hämtar. Filer som du själv har sparat ändras inte."
                )
            )
        )
        self._line = LineEdit()
        self._line.setObjectName("archiveForgetText")
        self._field = FormField(self.tr("Namn eller kontakt-id"), self._line)
        self._field.hint_label.setObjectName("archiveForgetResult")
        self.body.addWidget(self._field)
        self.body.addStretch(1)
        self._forget = self.make_action_button(self.tr("Glöm"))
        self._forget.setObjectName("archiveForgetConfirm")
        self._forget.clicked.connect(self._on_forget)
        self.add_buttons(self._forget, self.tr("Avbryt"))
        self._forget.setEnabled(False)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(SEARCH_DELAY)
        self._timer.timeout.connect(self._on_timeout)
        self._line.textChanged.connect(self._on_edited)

    def show_matches(self, text: str, matches: PersonMatches) -> None:
        """Show where `text` is found, unless it has been edited since."""
        if text != self._line.text().strip():
            return
        self._field.set_help_text(matches_text(matches))
        announce(self._line, matches_text(matches))
        self._forget.setEnabled(matches.rows > 0 or matches.damaged > 0)
        self.resize_to_content()

    def _on_edited(self) -> None:
        self._forget.setEnabled(False)
        self._field.set_help_text("")
        self._timer.start()

    def _on_timeout(self) -> None:
        text = self._line.text().strip()
        if len(text) >= MIN_LETTERS:
            self.search_requested.emit(text)

    def _on_forget(self) -> None:
        self.accept()
        self.forget_requested.emit(self._line.text().strip())
