"""Shows that the program could not start, without the parts of the window."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from vitec_desktop.ui.common.exception_handler import technical_details
from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.version import VERSION


def show_start_error(app: QApplication, window: QWidget, error: Exception, on_closed: Callable[[], None]) -> None:
    """Show what failed, with details to copy; call `on_closed` when the dialog is closed."""
    details = technical_details(error, VERSION)
    LOG.error("start failed: %s", details)
    dialog = _create_dialog(app, window, details)
    dialog.finished.connect(on_closed)
    dialog.open()


def _create_dialog(app: QApplication, window: QWidget, details: str) -> QDialog:
    title = QCoreApplication.translate("StartFault", "Programmet kunde inte starta")
    what = QCoreApplication.translate("StartFault", "Något gick fel när fönstret skulle öppnas.")
    why = QCoreApplication.translate(
        "StartFault", "Starta programmet på nytt, och skicka detaljerna om det händer igen. Inställningarna finns kvar."
    )
    with suppress(Exception):  # the theme may be what failed
        return DetailsDialog(Theme(app), title, what, why, details, window)
    plain = QMessageBox(QMessageBox.Icon.Critical, title, f"{what} {why}", QMessageBox.StandardButton.Close, window)
    plain.setDetailedText(details)
    return plain
