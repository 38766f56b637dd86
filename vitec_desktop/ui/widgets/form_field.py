"""A labelled field of a form."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button, IconButton
from vitec_desktop.ui.widgets.labels import announce, make_label, set_text_role


class FormField(QWidget):
    """A label above, the widget, and below it help or, in its place, what is wrong until the line is edited."""

    def __init__(
        self,
        label: str,
        widget: QWidget,
        help_text: str = "",
        *,
        beside: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`beside` stands at the right of the widget, such as the button that shows a password."""
        super().__init__(parent)
        self.widget = widget
        self._help = help_text
        self._error = ""
        self.label = make_label(label, "strong", parent=self)
        self.label.setBuddy(widget)
        self.hint_label = make_label("", "caption", wraps=True, parent=self)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        row = QHBoxLayout()
        row.setSpacing(Spacing.SMALL)
        fixed = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        row.addWidget(widget, 0 if fixed else 1)
        for other in beside:
            row.addWidget(other)
        if fixed:
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Spacing.HAIR)
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.hint_label)
        if isinstance(widget, QLineEdit):
            widget.textChanged.connect(self._on_edited)
        self._show_below()

    @property
    def error(self) -> str:
        """What is wrong in words, empty while nothing is."""
        return self._error

    def set_help_text(self, text: str) -> None:
        self._help = text
        self._show_below()

    def set_error(self, text: str) -> None:
        """Mark the field and say what is wrong; an empty text takes both back."""
        if text != self._error:
            announce(self.widget, text)
        self._error = text
        self.widget.setProperty("error", bool(text))
        self.widget.style().unpolish(self.widget)
        self.widget.style().polish(self.widget)
        self._show_below()

    def _on_edited(self) -> None:
        """What was wrong was said of another text."""
        if self._error:
            self.set_error("")

    def _show_below(self) -> None:
        text = self._error or self._help
        self.hint_label.setText(text)
        self.hint_label.setVisible(bool(text))
        set_text_role(self.hint_label, "error" if self._error else "caption")
        self.widget.setAccessibleDescription(text)


class FolderField(FormField):
    """`line` holds the folder, `button` opens the system's dialog, which nobody waits for."""

    def __init__(self, theme: Theme, label: str, folder: str, parent: QWidget | None = None) -> None:
        line = QLineEdit(folder)
        # Not `self.tr`: there is no Qt object yet to ask.
        button = Button(theme, QCoreApplication.translate("FolderField", "Ändra…"), icon="folder")
        button.setAutoDefault(False)
        super().__init__(label, line, beside=(button,), parent=parent)
        self.line, self.button = line, button
        button.clicked.connect(self._on_change)

    @property
    def folder(self) -> str:
        """What is written, "" where that is nothing."""
        return self.line.text().strip()

    def set_folder(self, folder: str) -> None:
        self.line.setText(folder)

    def _on_change(self) -> None:
        chosen = QFileDialog(self.window(), self.tr("Välj mapp"), self.folder)
        chosen.setFileMode(QFileDialog.FileMode.Directory)
        chosen.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen.fileSelected.connect(lambda folder: self.set_folder(str(Path(folder))))
        chosen.open()


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
