"""What to save, under which name, and where."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.report.texts import format_count
from vitec_desktop.ui.dialogs.frame import FramedDialog
from vitec_desktop.ui.parts.buttons import Button
from vitec_desktop.ui.parts.empty_state import IconMark
from vitec_desktop.ui.parts.field import Field
from vitec_desktop.ui.parts.text import text_label
from vitec_desktop.ui.theme.theme import Theme

_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class ExportOffer:
    """What can be saved: rows fetched, rows that the tables show, and whether the report is complete."""

    name: str
    folder: Path
    all_rows: int
    shown_rows: int
    is_complete: bool
    prefers_shown: bool


class ExportDialog(FramedDialog):
    """`save_requested` carries the file's whole path, and whether only what is shown is to be saved."""

    save_requested = Signal(object, bool)

    def __init__(self, theme: Theme, language: Language, offer: ExportOffer, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", 580, parent)
        self._language = language
        self._offer = offer
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Exportera"))
        self._build_content()
        self._build_target()
        self.body.addStretch(1)
        self._build_footer()
        self._on_target_edited()

    def _build_content(self) -> None:
        self._shown = QRadioButton(self.tr("Det som visas"))
        self._shown.setObjectName("exportShownRows")
        self._all = QRadioButton(self.tr("Allt som hämtats"))
        self._all.setObjectName("exportAllRows")
        (self._shown if self._offer.prefers_shown else self._all).setChecked(True)
        shown_text = self.tr("{count} rader. Sökning, filter, kolumner, ordning.")
        all_text = self.tr("{count} rader, alla kolumner.")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._choice(self._all, all_text, self._offer.all_rows), 1)
        row.addLayout(self._choice(self._shown, shown_text, self._offer.shown_rows), 1)
        box = QVBoxLayout()
        box.setSpacing(6)
        box.addWidget(text_label(self.tr("Innehåll"), "strong"))
        box.addLayout(row)
        self.body.addLayout(box)

    def _choice(self, button: QRadioButton, text: str, count: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(button)
        words = text_label(text.format(count=format_count(count, self._language)), "caption", wraps=True)
        words.setContentsMargins(self.theme.metrics.px(26), 0, 0, 0)
        button.setAccessibleDescription(words.text())
        column.addWidget(words)
        column.addStretch(1)
        return column

    def _build_target(self) -> None:
        self._target = QLineEdit(self._offer.name)
        self._target.setObjectName("exportTarget")
        self._target.textChanged.connect(self._on_target_edited)
        self._target_field = Field(self.tr("Filnamn"), self._target)
        self.body.addWidget(self._target_field)
        self._folder = QLineEdit(str(self._offer.folder))
        self._folder.setObjectName("exportFolder")
        self._folder.textChanged.connect(self._on_target_edited)
        change = Button(self.theme, self.tr("Ändra…"), icon="folder", parent=self)
        change.setObjectName("exportChangeFolder")
        change.setAutoDefault(False)
        change.clicked.connect(self._on_change_folder)
        self.body.addWidget(Field(self.tr("Mapp"), self._folder, beside=(change,)))

    def _build_footer(self) -> None:
        state = QWidget()
        row = QHBoxLayout(state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        complete = self._offer.is_complete
        row.addWidget(IconMark(self.theme, "check-circle" if complete else "warning", "ok" if complete else "warn", 14))
        words = (
            self.tr("Rapporten är komplett") if complete else self.tr("Rapporten är inte komplett, det står i filen")
        )
        row.addWidget(text_label(words, "caption"))
        self._save = self.action(self.tr("Exportera"), "table")
        self._save.setObjectName("exportSaveButton")
        self._save.clicked.connect(self._on_save)
        self.add_buttons(self._save, self.tr("Avbryt"), helper=state)
        # What is offered is what most want: Enter saves it.
        self._save.setFocus()

    @property
    def target(self) -> Path:
        """The file to be written, its ending included; a whole path in the name field counts as such."""
        name = self._target.text().strip()
        if not name.lower().endswith(_SUFFIX):
            name += _SUFFIX
        return Path(self._folder.text().strip() or ".").expanduser() / Path(name).expanduser()

    def _on_change_folder(self) -> None:
        chosen = QFileDialog(self, self.tr("Välj mapp"), self._folder.text())
        chosen.setFileMode(QFileDialog.FileMode.Directory)
        chosen.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen.fileSelected.connect(lambda folder: self._folder.setText(str(Path(folder))))
        chosen.open()

    def _on_target_edited(self) -> None:
        self._target_field.set_help(
            self.tr("Filen finns redan och ersätts.") if self._target.text().strip() and self.target.is_file() else ""
        )

    def _on_save(self) -> None:
        if not self._target.text().strip():
            self._target_field.set_error(self.tr("Skriv ett filnamn."))
            return
        self.accept()
        self.save_requested.emit(self.target, self._shown.isChecked())
