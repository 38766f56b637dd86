"""The dialog before an export: what to save, in which format, under which name and where."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.export.error_texts import describe_file_name_error
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX, ZIP_SUFFIX, check_file_name
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.ui.common.path_check import TargetPath
from vitec_desktop.ui.export.export_options import ExportDialogData, ExportFormat, ExportOptions
from vitec_desktop.ui.export.sheet_picker import SheetPicker
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import LinkButton
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.form_field import FolderField, FormField
from vitec_desktop.ui.widgets.labels import SeparatorLine, make_label
from vitec_desktop.ui.widgets.segmented import SegmentedControl


class ExportDialog(ScrollingDialog):
    """Lets the user choose what to save and where.

    `save_requested` is emitted with the path of the file, or of the folder for several files. `path_check_requested` is
    emitted when the target changes; the owner answers with `show_target_exists`.
    """

    save_requested = Signal(Path, ExportOptions)
    path_check_requested = Signal(TargetPath)

    def __init__(self, theme: Theme, language: Language, data: ExportDialogData, parent: QWidget | None = None) -> None:
        super().__init__(theme, 580, parent)
        self._language = language
        self._data = data
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Exportera"))
        self._build_format()
        self._build_rows()
        self._build_sheets()
        self._build_target()
        self._build_footer()
        self._on_format_changed()
        self._on_rows_changed()

    @property
    def target(self) -> Path:
        """The path to write to, with suffix. An absolute path in the name field overrides the folder."""
        name = self._target.text().strip()
        suffix = self._suffix()
        if not name.lower().endswith(suffix):
            name += suffix
        return _expand_path(self._folder_field.folder or ".") / _expand_path(name)

    @property
    def options(self) -> ExportOptions:
        """The current choice."""
        return ExportOptions(
            ExportFormat(self._format.current),
            self._zipped.isChecked(),
            self._shown.isChecked(),
            self._anonymised.isChecked(),
            self._sheets.excluded_sheets,
            self._sheets.selected_sheets,
        )

    def suggest_folder(self, folder: Path) -> None:
        """Set the folder, unless the user has changed it."""
        if self._folder_field.folder == str(self._data.folder):
            self._folder_field.set_folder(str(folder))

    def show_target_exists(self, target: TargetPath, exists: bool) -> None:
        """Show that an existing file or folder will be replaced. Do nothing if the target has changed since."""
        if target != self._target_path:
            return
        text = self.tr("Filen finns redan och ersätts.")
        if target.is_folder:
            text = self.tr("Mappen finns redan; filer med samma namn ersätts.")
        self._target_field.set_help_text(text if exists else "")
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_target_edited()

    # Build --------------------------------------------------------------------------------------------------------

    def _build_format(self) -> None:
        options = self._data.options
        formats = ((ExportFormat.WORKBOOK, self.tr("Excel-arbetsbok")), (ExportFormat.CSV, self.tr("CSV-filer")))
        self._format = SegmentedControl(
            self.theme, [(key.value, text) for key, text in formats], name=self.tr("Format")
        )
        self._format.setObjectName("exportFormat")
        self._format.set_current(options.format.value)
        self._zipped = QCheckBox(self.tr("Samlade i en zip-fil"))
        self._zipped.setObjectName("exportZipped")
        self._zipped.setChecked(options.is_zipped)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._format)
        row.addWidget(self._zipped)
        row.addStretch(1)
        self.body.addLayout(_titled(self.tr("Format"), row))
        self._format_note = make_label("", "caption")
        self._prefer_workbook = LinkButton(self.theme, self.tr("Välj Excel"), self)
        self._prefer_workbook.setObjectName("exportPreferWorkbook")
        self._prefer_workbook.clicked.connect(lambda: self._format.segment(ExportFormat.WORKBOOK.value).click())
        policy = self._prefer_workbook.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._prefer_workbook.setSizePolicy(policy)
        note = QHBoxLayout()
        note.setSpacing(Spacing.SMALL)
        note.addWidget(self._format_note, 1)
        note.addWidget(self._prefer_workbook)
        self.body.addLayout(note)
        self._format.selected.connect(self._on_format_changed)
        self._zipped.toggled.connect(self._on_format_changed)

    def _build_rows(self) -> None:
        self._shown = QRadioButton(self.tr("Det som visas"))
        self._shown.setObjectName("exportShownRows")
        self._all = QRadioButton(self.tr("Allt som hämtats"))
        self._all.setObjectName("exportAllRows")
        (self._shown if self._data.options.is_shown else self._all).setChecked(True)
        shown_text = self.tr("{count} rader. Sökning, filter, kolumner, ordning.")
        all_text = self.tr("{count} rader, alla kolumner.")
        row = QHBoxLayout()
        row.setSpacing(16)
        choices = ((self._all, all_text, self._data.all_rows), (self._shown, shown_text, self._data.shown_rows))
        for button, text, counts in choices:
            count = format_count(sum(counts.values()), self._language)
            row.addLayout(self._with_explanation(button, text.format(count=count)), 1)
        self.body.addLayout(_titled(self.tr("Innehåll"), row))
        self._shown.toggled.connect(self._on_rows_changed)

    def _with_explanation(self, button: QRadioButton | QCheckBox, text: str) -> QVBoxLayout:
        """Return a column with the button and an explanation below it."""
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(button)
        label = make_label(text, "caption", wraps=True)
        label.setContentsMargins(self.theme.metrics.px(26), 0, 0, 0)
        button.setAccessibleDescription(text)
        column.addWidget(label)
        column.addStretch(1)
        return column

    def _build_sheets(self) -> None:
        self._sheets = SheetPicker(self.theme, self._language, self._data.options.excluded_sheets)
        self._sheets.changed.connect(self._on_sheets_changed)
        self._no_sheets = make_label("", "error")
        self._no_sheets.hide()
        column = QVBoxLayout()
        column.setSpacing(Spacing.HAIR)
        column.addWidget(self._sheets)
        column.addWidget(self._no_sheets)
        self.body.addLayout(column)
        self._anonymised = QCheckBox(self.tr("Anonymiserad"))
        self._anonymised.setObjectName("exportAnonymised")
        self._anonymised.setChecked(self._data.options.is_anonymised)
        self.body.addLayout(
            self._with_explanation(
                self._anonymised, self.tr("Utan kontakter och meddelanden, för en fil som skickas vidare.")
            )
        )
        self.body.addWidget(SeparatorLine(self.theme))

    def _build_target(self) -> None:
        self._target = QLineEdit(self._data.name + self._suffix())
        self._target.setObjectName("exportTarget")
        self._target.textChanged.connect(self._on_target_edited)
        self._target_field = FormField(self.tr("Filnamn"), self._target)
        self.body.addWidget(self._target_field)
        self._folder_field = FolderField(self.theme, self.tr("Mapp"), str(self._data.folder))
        self._folder_field.line.setObjectName("exportFolder")
        self._folder_field.line.textChanged.connect(self._on_target_edited)
        self._folder_field.button.setObjectName("exportChangeFolder")
        self.body.addWidget(self._folder_field)
        self.body.addStretch(1)

    def _build_footer(self) -> None:
        state = QWidget()
        row = QHBoxLayout(state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        is_complete = self._data.is_complete
        row.addWidget(
            IconLabel(self.theme, "check-circle" if is_complete else "warning", "ok" if is_complete else "warn", 14)
        )
        text = (
            self.tr("Rapporten är komplett") if is_complete else self.tr("Rapporten är inte komplett, det står i filen")
        )
        row.addWidget(make_label(text, "caption"))
        self._save = self.make_action_button(self.tr("Exportera"), "table")
        self._save.setObjectName("exportSaveButton")
        self._save.clicked.connect(self._on_save)
        self.add_buttons(self._save, self.tr("Avbryt"), helper=state)
        # Enter saves: most users keep the defaults.
        self._save.setFocus()

    # React to the user ----------------------------------------------------------------------------------------------

    def _suffix(self) -> str:
        if self._format.current == ExportFormat.WORKBOOK:
            return WORKBOOK_SUFFIX
        return ZIP_SUFFIX if self._zipped.isChecked() else ""

    def _on_format_changed(self) -> None:
        is_workbook = self._format.current == ExportFormat.WORKBOOK
        for widget in (self._zipped, self._prefer_workbook):
            widget.setVisible(not is_workbook)
        self._format_note.setText(
            self.tr("Med sammanställningar och diagram. Öppnas i Excel och LibreOffice.")
            if is_workbook
            else self.tr("Öppnas en CSV-fil med dubbelklick tappar den inledande nollor.")
        )
        self._sheets.set_statistics_available(is_workbook)
        self._no_sheets.hide()
        name = self._target.text()
        for suffix in (WORKBOOK_SUFFIX, ZIP_SUFFIX):
            if name.lower().endswith(suffix):
                name = name[: -len(suffix)]
        self._target.setText(name + self._suffix() if name.strip() else name)
        self._target_field.label.setText(self.tr("Filnamn") if self._suffix() else self.tr("Ny mapp för filerna"))
        self._on_target_edited()

    def _on_rows_changed(self) -> None:
        self._sheets.set_row_counts(self._data.shown_rows if self._shown.isChecked() else self._data.all_rows)

    def _on_sheets_changed(self) -> None:
        if self._sheets.selected_sheets:
            self._no_sheets.hide()
            self._fit()

    @property
    def _target_path(self) -> TargetPath:
        return TargetPath(self.target, is_folder=not self._suffix())

    def _on_target_edited(self) -> None:
        if not self._target.text().strip():
            self._target_field.set_help_text("")
        elif self.isVisible():
            self.path_check_requested.emit(self._target_path)
        self._fit()

    def _name_error(self) -> str:
        """Return what is wrong with the file name, or "". The name field may have an absolute path."""
        name = self._target.text().strip()
        path = _expand_path(name)
        if path.is_absolute():
            name = path.name
        if name.lower().endswith(self._suffix()):
            name = name[: len(name) - len(self._suffix())]
        invalid = check_file_name(name)
        return describe_file_name_error(invalid, self._language) if invalid else ""

    def _on_save(self) -> None:
        error = self._name_error()
        self._target_field.set_error(error)
        if error:
            self._target.setFocus()
            self._fit()
            self.scroll_to(self._target_field)
            return
        if not self._sheets.selected_sheets:
            is_workbook = self._format.current == ExportFormat.WORKBOOK
            self._no_sheets.setText(self.tr("Välj minst ett blad.") if is_workbook else self.tr("Välj minst en lista."))
            self._no_sheets.show()
            self._fit()
            return
        self.accept()
        self.save_requested.emit(self.target, self.options)

    def _fit(self) -> None:
        """Fit the dialog's height to its content."""
        if self.isVisible():
            self.resize_to_content()


def _titled(title: str, content: QHBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(make_label(title, "strong"))
    column.addLayout(content)
    return column


def _expand_path(text: str) -> Path:
    """Return the path with "~" expanded; "~name" of an unknown user is unchanged."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
