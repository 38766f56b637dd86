"""The dialogs of the Help menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.help.about_dialog import AboutDialog
from vitec_desktop.ui.help.guide_dialog import GuideDialog
from vitec_desktop.ui.help.shortcuts_dialog import ShortcutsDialog
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog


class HelpController(QObject):
    """Opens the guide beside the window, once, and the other dialogs over it."""

    def __init__(self, theme: Theme, language: Language, version: str, profile: Path, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._language = language
        self._version = version
        self._profile = profile
        self._window = window

    def show_guide(self) -> None:
        guide = self._window.findChild(GuideDialog) or GuideDialog(self._theme, self._language, self._window)
        guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guide.show()
        guide.activateWindow()

    def show_shortcuts(self) -> None:
        _open(ShortcutsDialog(self._theme, self._language, self._window))

    def show_about(self) -> None:
        _open(AboutDialog(self._theme, self._version, str(self._profile), self._window))


def _open(dialog: BaseDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
