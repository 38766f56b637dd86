"""The dialog that asks for a password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.pasted_text import has_control_characters
from vitec_desktop.ui.connections.pasted_line import clean_pasted_text, control_characters_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.form_field import FormField, make_box_row
from vitec_desktop.ui.widgets.labels import make_paragraph
from vitec_desktop.ui.widgets.line_edit import LineEdit


class PasswordDialog(BaseDialog):
    """Asks for the password of one connection."""

    password_entered = Signal(str, bool)  # the password, whether to save it in the keyring

    def __init__(
        self, theme: Theme, connection: Connection, reason: str, can_save: bool, parent: QWidget | None = None
    ) -> None:
        """`reason` is a sentence about why the password is needed; `can_save` offers to save it."""
        super().__init__(theme, 480, parent)
        self.setObjectName("passwordPrompt")
        self.setWindowTitle(self.tr("Lösenord för {name}").format(name=connection.name))
        self.body.addWidget(make_paragraph(reason))
        self._password = LineEdit()
        self._password.setObjectName("promptPassword")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        user = self.tr("Användarnamn: {user}").format(user=connection.user)
        self._field = FormField(self.tr("Lösenord"), self._password, user)
        clean_pasted_text(self._password, self._field)
        self.body.addWidget(self._field)
        self._keep = QCheckBox(self.tr("Spara i datorns nyckelring"))
        self._keep.setObjectName("promptKeep")
        self._keep.setChecked(can_save)
        self._keep.setVisible(can_save)
        self.body.addLayout(make_box_row(self._keep))
        self.body.addStretch(1)
        action = self.make_action_button(self.tr("Fortsätt"))
        action.setObjectName("promptContinue")
        action.clicked.connect(self._on_continue)
        self.add_buttons(action, self.tr("Avbryt"))
        self._password.setFocus()

    def _on_continue(self) -> None:
        password = self._password.text()
        if not password or has_control_characters(password):
            self._field.set_error(control_characters_text() if password else self.tr("Skriv lösenordet."))
            self.resize_to_content()
            return
        self.accept()
        self.password_entered.emit(password, self._keep.isChecked())
