"""Cleans what is pasted into a line for a user name or a password, and says so."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from vitec_desktop.accounts.pasted_text import strip_invisible
from vitec_desktop.ui.widgets.form_field import FormField


def clean_pasted_text(line: QLineEdit, field: FormField) -> None:
    """Remove line ends and invisible characters from the ends of what comes into `line`, with a hint in `field`."""
    hint = QCoreApplication.translate(
        "ConnectionDialog", "Radbrytning eller osynligt tecken i början eller slutet togs bort."
    )

    def clean(text: str) -> None:
        cleaned = strip_invisible(text)
        if cleaned != text:
            line.setText(cleaned)
            field.set_help_text(hint)

    line.textChanged.connect(clean)


def control_characters_text() -> str:
    """Return the error for a text with control characters in it."""
    return QCoreApplication.translate(
        "ConnectionDialog",
        "Här finns ett styrtecken, t.ex. en tabb eller radbrytning. Kopiera bara själva texten.",
    )
