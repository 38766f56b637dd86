"""A form's field for a folder: written by hand, or chosen in the system's own dialog."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.form_field import FormField


class FolderField(FormField):
    """`line` holds the folder, `button` opens the system's dialog, which nobody waits for."""

    def __init__(self, theme: Theme, label: str, folder: str, parent: QWidget | None = None) -> None:
        line = QLineEdit(folder)
        # Not `self.tr`: there is no Qt object yet to ask.
        button = Button(theme, QCoreApplication.translate("FolderField", "Ändra…"), icon="folder")
        button.setAutoDefault(False)
        super().__init__(label, line, beside=(button,), parent=parent)
        self.line, self.button = line, button
        button.clicked.connect(self._on_change)

    @property
    def folder(self) -> str:
        """What is written, "" where that is nothing."""
        return self.line.text().strip()

    def set_folder(self, folder: str) -> None:
        self.line.setText(folder)

    def _on_change(self) -> None:
        chosen = QFileDialog(self.window(), self.tr("Välj mapp"), self.folder)
        chosen.setFileMode(QFileDialog.FileMode.Directory)
        chosen.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen.fileSelected.connect(lambda folder: self.set_folder(str(Path(folder))))
        chosen.open()
