"""A labelled field of a form."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.parts.announcing import announce
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.widgets.labels import make_label, set_text_role


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
