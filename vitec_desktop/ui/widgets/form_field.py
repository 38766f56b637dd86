"""Fields of forms: a labelled field, one for a folder, and a line for a password."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import CHECK_BOX_MARGIN, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button, IconButton
from vitec_desktop.ui.widgets.labels import announce, make_label, set_style_property, set_text_role
from vitec_desktop.ui.widgets.line_edit import LineEdit


class FormField(QWidget):
    """A label, a widget, and below it a help text, replaced by the error until the line is edited."""

    def __init__(
        self,
        label: str,
        widget: QWidget,
        help_text: str = "",
        *,
        beside: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`beside` is placed at the right of the widget, such as the button that shows a password."""
        super().__init__(parent)
        self.widget = widget
        self._help = help_text
        self._error = ""
        self.label = make_label(label, "strong", parent=self)
        self.label.setBuddy(widget)
        self.hint_label = make_label("", "caption", wraps=True, parent=self)
        self.hint_label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        row = QHBoxLayout()
        row.setSpacing(Spacing.SMALL)
        is_fixed = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        row.addWidget(widget, 0 if is_fixed else 1)
        for other in beside:
            row.addWidget(other)
        if is_fixed:
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Spacing.HAIR)
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.hint_label)
        if isinstance(widget, QLineEdit):
            widget.textChanged.connect(self._on_edited)
        self._update_hint()

    @property
    def error(self) -> str:
        """The error text; "" without an error."""
        return self._error

    def set_help_text(self, text: str) -> None:
        """Change the text shown while there is no error."""
        self._help = text
        self._update_hint()

    def set_error(self, text: str) -> None:
        """Mark the field and show what is wrong; an empty text removes both."""
        if text != self._error:
            announce(self.widget, text)
        self._error = text
        set_style_property(self.widget, "error", bool(text))
        self._update_hint()

    def _on_edited(self) -> None:
        """Remove the error: it was about another text."""
        if self._error:
            self.set_error("")

    def _update_hint(self) -> None:
        text = self._error or self._help
        self.hint_label.setText(text)
        if self._error:
            # The room of an error stays when it goes, so that nothing below moves under the user's hands.
            self.hint_label.setMinimumHeight(self.hint_label.heightForWidth(max(1, self.width())))
        self.hint_label.setVisible(bool(text) or self.hint_label.minimumHeight() > 0)
        set_text_role(self.hint_label, "error" if self._error else "caption")
        self.widget.setAccessibleDescription(text)


def make_box_row(content: QWidget | QLayout) -> QHBoxLayout:
    """Return a row in which check boxes stand at the left edge of the fields, their focus frames outside of it."""
    row = QHBoxLayout()
    row.addSpacing(-CHECK_BOX_MARGIN)
    if isinstance(content, QWidget):
        row.addWidget(content)
    else:
        row.addLayout(content, 1)
    return row


class FolderField(FormField):
    """A field for a folder: `line` holds its path, `button` opens the system's dialog."""

    def __init__(self, theme: Theme, label: str, folder: str, parent: QWidget | None = None) -> None:
        line = LineEdit(folder)
        # Not `self.tr`: the base class is not initialised yet.
        button = Button(theme, QCoreApplication.translate("FolderField", "Ändra…"), icon="folder")
        super().__init__(label, line, beside=(button,), parent=parent)
        self.line, self.button = line, button
        button.clicked.connect(self._open_dialog)

    @property
    def folder(self) -> str:
        """The path in the line; "" if there is none."""
        return self.line.text().strip()

    def set_folder(self, folder: str) -> None:
        self.line.setText(folder)

    def _open_dialog(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # late: the first window need not wait for it

        dialog = QFileDialog(self.window(), self.tr("Välj mapp"), self.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.set_folder(str(Path(folder))))
        dialog.open()


class PasswordEdit(LineEdit):
    """A line for a password; the caller places `reveal_button`, which shows the characters, beside it."""

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` is the line's object name."""
        super().__init__()
        self.setObjectName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.reveal_button = IconButton(theme, "eye", self.tr("Visa tecknen"))
        self.reveal_button.clicked.connect(self._toggle_visibility)

    def _toggle_visibility(self) -> None:
        was_hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if was_hidden else QLineEdit.EchoMode.Password)
        self.reveal_button.set_icon_name("eye-off" if was_hidden else "eye")
        self.reveal_button.set_name(self.tr("Dölj tecknen") if was_hidden else self.tr("Visa tecknen"))
