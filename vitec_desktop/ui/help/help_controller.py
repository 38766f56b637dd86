"""The dialogs of the Help menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph


class AboutDialog(BaseDialog):
    """Shows what the program does, its version, and the folder of the settings."""

    def __init__(self, theme: Theme, version: str, profile_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, 480, parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("Om Vitec Desktop"))
        self.body.addWidget(make_label("Vitec Desktop", "section"))
        self.body.addWidget(make_label(self.tr("Version {version}").format(version=version)))
        purpose = self.tr(
            "Hämtar kontorets tips och leads, visar vad som väntar och sparar ett Excelblad till mötet. "
            "Det enda som lämnar datorn är frågan efter rapporten."
        )
        self.body.addWidget(make_paragraph(purpose))
        folder_label = make_label(
            self.tr("Inställningar: {folder}").format(folder=profile_folder), "caption", wraps=True
        )
        folder_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(folder_label)
        self.body.addStretch(1)
        close = self.make_action_button(self.tr("Stäng"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.footer.add_button(close)


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
        from vitec_desktop.ui.help.guide_dialog import GuideDialog

        guide = self._window.findChild(GuideDialog) or GuideDialog(self._theme, self._language, self._window)
        guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guide.show()
        guide.activateWindow()

    def show_shortcuts(self) -> None:
        from vitec_desktop.ui.help.shortcuts_dialog import ShortcutsDialog

        _open(ShortcutsDialog(self._theme, self._language, self._window))

    def show_about(self) -> None:
        _open(AboutDialog(self._theme, self._version, str(self._profile), self._window))


def _open(dialog: BaseDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
