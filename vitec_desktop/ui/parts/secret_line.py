"""A line for what nobody else may read, and the eye beside it that shows it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import IconButton


class PasswordEdit(QLineEdit):
    """Shows dots; `eye` is the button that shows the characters, to be put beside it."""

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` is the line's object name."""
        super().__init__()
        self.setObjectName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.reveal_button = IconButton(theme, "eye", self.tr("Visa tecknen"))
        self.reveal_button.setAutoDefault(False)
        self.reveal_button.clicked.connect(self._on_eye)

    def _on_eye(self) -> None:
        was_hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if was_hidden else QLineEdit.EchoMode.Password)
        self.reveal_button.set_icon_name("eye-off" if was_hidden else "eye")
        self.reveal_button.set_name(self.tr("Dölj tecknen") if was_hidden else self.tr("Visa tecknen"))
