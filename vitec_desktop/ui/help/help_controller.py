"""The dialogs of the Help menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.app_mark import AppMark
from vitec_desktop.ui.widgets.buttons import AlignedLink
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.labels import SelectableLabel, make_label, make_paragraph, set_text_role

_MARK_SIZE = 48


class AboutDialog(BaseDialog):
    """Shows the program's mark and version, what it does, where to turn for help, and the folder of the settings."""

    log_requested = Signal()

    def __init__(self, theme: Theme, version: str, profile_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, 480, parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("Om Vitec Desktop"))
        head = QHBoxLayout()
        head.setSpacing(Spacing.MARGIN)
        head.addWidget(AppMark(theme, _MARK_SIZE, self))
        names = QVBoxLayout()
        names.setSpacing(Spacing.HAIR)
        names.addWidget(make_label("Vitec Desktop", "section"))
        names.addWidget(make_label(self.tr("Version {version}").format(version=version), "quiet"))
        head.addLayout(names, 1)
        self.body.addLayout(head)
        purpose = self.tr(
            "Hämtar kontorets tips och leads, visar vad som väntar och sparar ett Excelblad till mötet. "
            "Det enda som lämnar datorn är frågan efter rapporten."
        )
        self.body.addWidget(make_paragraph(purpose))
        self.body.addWidget(make_label(self.tr("Behöver du hjälp?"), "strong"))
        turn_to = self.tr(
            "Användarnamn, lösenord och kund-id: Vitecs partnerportal. Något annat: kontorets IT, som gärna vill se "
            "loggen. Den nämner varken lösenord eller personer."
        )
        self.body.addWidget(make_paragraph(turn_to))
        folder_label = SelectableLabel()
        folder_label.setTextFormat(Qt.TextFormat.PlainText)
        folder_label.setText(self.tr("Inställningar: {folder}").format(folder=profile_folder))
        set_text_role(folder_label, "caption")
        self.body.addWidget(folder_label)
        self.body.addStretch(1)
        log = AlignedLink(theme, self.tr("Visa loggen"), self)
        log.setObjectName("aboutLog")
        log.clicked.connect(self.log_requested)
        self.footer.add_helper(log)
        close = self.make_action_button(self.tr("Stäng"))
        close.setDefault(True)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        close.clicked.connect(self.accept)
        self.footer.add_button(close)


class HelpController(QObject):
    """Opens the guide beside the window, once, and the other dialogs over it."""

    log_requested = Signal()

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
        dialog = AboutDialog(self._theme, self._version, str(self._profile), self._window)
        dialog.log_requested.connect(self.log_requested)
        _open(dialog)


def _open(dialog: BaseDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
