"""Shows an unexpected exception to the user; the program goes on."""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog


def technical_details(error: BaseException, version: str) -> str:
    """Return where an exception came from: classes, files, functions and lines, for the developers.

    An exception's own message is left out, since it can hold personal data.
    """
    lines = [f"Vitec Desktop {version} · Python {sys.version.split()[0]} · {sys.platform}"]
    current: BaseException | None = error
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        frames = traceback.extract_tb(current.__traceback__)
        lines.extend(f"  {_short_path(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _short_path(filename: str) -> str:
    """Return the last parts of a path; the first ones can hold the user's name."""
    return "/".join(Path(filename).parts[-3:])


class ExceptionHandler(QObject):
    """Shows unexpected exceptions, one dialog at a time."""

    def __init__(self, theme: Theme, version: str, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._version = version
        self._window = window
        self._dialog: DetailsDialog | None = None

    def show_error(self, error: BaseException) -> None:
        """Log the exception, and show it unless the dialog of an earlier one is open."""
        details = technical_details(error, self._version)
        LOG.error("unexpected: %s", details)
        if self._dialog:
            return
        self._dialog = DetailsDialog(
            self._theme,
            self.tr("Oväntat fel"),
            self.tr("Något gick fel som programmet inte väntade sig."),
            self.tr("Det som redan är hämtat finns kvar. Försök igen, och skicka detaljerna om det händer på nytt."),
            details,
            self._window,
        )
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def exception_hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an uncaught exception; for `sys.excepthook`, which PySide calls too when a slot raises."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.show_error(error)

    def _on_finished(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
