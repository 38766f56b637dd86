"""The dialog that asks before something is removed for good."""

from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph


class QuestionDialog(BaseDialog):
    """Asks a question; `accepted` is emitted if the user says yes. No has the focus at first; Escape says it."""

    def __init__(
        self, theme: Theme, title: str, question: str, text: str, yes: str, no: str, parent: QWidget | None = None
    ) -> None:
        """`text` says what follows; `yes` and `no` name what the buttons do."""
        super().__init__(theme, 480, parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(f"{question} {text}")
        self.body.addWidget(make_label(question, "section", wraps=True))
        self.body.addWidget(make_paragraph(text))
        self.body.addStretch(1)
        confirm, keep = Button(theme, yes, parent=self), self.make_action_button(no)
        confirm.setObjectName("questionYes")
        keep.setObjectName("questionNo")
        confirm.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        keep.setDefault(True)
        self.footer.add_button(confirm)
        self.footer.add_button(keep)
        keep.setFocus()
