"""The last net: an exception that nobody expected reaches the user in plain words, and the window lives on."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog


def technical_details(error: BaseException, version: str) -> str:
    """Where an exception came from, for whoever mends it.

    Only classes, files, functions and lines: an exception's own text can hold a person's name or a message.
    """
    lines = [f"Vitec Desktop {version} · Python {sys.version.split()[0]} · {sys.platform}"]
    current: BaseException | None = error
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        frames = traceback.extract_tb(current.__traceback__)
        lines.extend(f"  {_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _module(filename: str) -> str:
    """The last folders of a path: the rest says only who sits at the computer."""
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
        """Tell the user, unless an earlier fault is still being read."""
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

    def exception_hook(self) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
        """For `sys.excepthook`: Qt calls it when a slot raises."""

        def on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
            else:
                self.show_error(error)

        return on_exception

    def _on_finished(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
