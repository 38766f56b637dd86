"""The dialog before an export: under which name and where, what to save, and in which format."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.export.error_texts import describe_file_name_error
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX, ZIP_SUFFIX, check_file_name
from vitec_desktop.report.formatting import group_digits
from vitec_desktop.report.language import Language
from vitec_desktop.ui.export.existing_target_box import ExistingTargetBox
from vitec_desktop.ui.export.export_options import ExportDialogData, ExportFormat, ExportOptions
from vitec_desktop.ui.export.sheet_picker import SheetPicker
from vitec_desktop.ui.export.target_check import Target, TargetState
from vitec_desktop.ui.theme.metrics import CHECK_BOX_MARGIN, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import AlignedLink, DisclosureButton
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.form_field import FolderField, FormField, make_box_row
from vitec_desktop.ui.widgets.labels import SeparatorLine, make_label
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.radio_button import RadioButton
from vitec_desktop.ui.widgets.segmented import SegmentedControl


class ExportDialog(ScrollingDialog):
    """Lets the user choose what to save and where.

    `save_requested` is emitted with the path of the file, or of the folder for several files. `target_check_requested`
    is emitted when the target changes; the owner answers with `show_target_state`. If the target exists and both are to
    be kept, the name field shows the free name, though not while the user is typing in it.
    """

    save_requested = Signal(Path, ExportOptions)
    target_check_requested = Signal(Target)

    def __init__(self, theme: Theme, language: Language, data: ExportDialogData, parent: QWidget | None = None) -> None:
        super().__init__(theme, 600, parent)
        self._language = language
        self._data = data
        self._entered_name = ""  # differs from the field's text while that is the free name
        self._is_entered = True  # whether a new text of the name field is the user's
        self._proposed_name = ""
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Exportera"))
        self._build_target()
        self.body.addWidget(SeparatorLine(self.theme))
        self._build_format()
        self._build_rows()
        self._build_sheets()
        self.body.addStretch(1)
        self._build_footer()
        self._propose_name()
        self._on_format_changed()
        self._on_rows_changed()
        self._target.setFocus()
        self._select_stem()

    @property
    def target(self) -> Path:
        """The path to write to, with suffix. An absolute path in the name field overrides the folder."""
        return self._path_of(self._target.text())

    @property
    def options(self) -> ExportOptions:
        """The current choice."""
        existing = self._existing_box.existing
        return ExportOptions(
            ExportFormat(self._format.current),
            self._zipped.isChecked(),
            self._shown.isChecked(),
            self._anonymised.isChecked(),
            self._existing_box.is_replacing and existing is not None and existing.target.path == self.target,
            self._sheets.excluded_sheets,
            self._sheets.selected_sheets,
        )

    def set_changes_written(self, are_written: bool) -> None:
        """Say whether a workbook gets a sheet of what has changed since an earlier fetch."""
        self._sheets.set_changes_written(are_written)

    def suggest_folder(self, folder: Path) -> None:
        """Set the folder, unless the user has changed it."""
        if self._folder_field.folder == str(self._data.folder):
            self._folder_field.set_folder(str(folder))

    def show_target_state(self, state: TargetState) -> None:
        """Show that the target exists, or that it does not. Do nothing if the target has changed since."""
        if state.target != self._entered_target:
            return
        self._existing_box.set_existing(state if state.exists else None)
        self._show_free_name()
        self._close_gap()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check_target()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._close_gap()

    # Build --------------------------------------------------------------------------------------------------------

    def _build_target(self) -> None:
        self._target = LineEdit()
        self._target.setObjectName("exportTarget")
        self._target.textChanged.connect(self._on_name_changed)
        self._target.editingFinished.connect(self._show_free_name)
        self._target_field = FormField(self.tr("Filnamn"), self._target)
        self.body.addWidget(self._target_field)
        self._folder_field = FolderField(self.theme, self.tr("Mapp"), str(self._data.folder))
        self._folder_field.line.setObjectName("exportFolder")
        self._folder_field.line.textChanged.connect(self._check_target)
        self._folder_field.button.setObjectName("exportChangeFolder")
        self.body.addWidget(self._folder_field)
        self._existing_box = ExistingTargetBox(self.theme, self._language)
        self._existing_box.choice_changed.connect(self._show_free_name)
        self.body.addWidget(self._existing_box)

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
        column = _titled(self.tr("Format"), row)
        self._format_note = make_label("", "caption")
        self._prefer_workbook = AlignedLink(self.theme, self.tr("Välj Excel"))
        self._prefer_workbook.setObjectName("exportPreferWorkbook")
        self._prefer_workbook.clicked.connect(lambda: self._format.segment(ExportFormat.WORKBOOK.value).click())
        policy = self._prefer_workbook.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._prefer_workbook.setSizePolicy(policy)
        note = QHBoxLayout()
        note.setSpacing(Spacing.SMALL)
        note.addWidget(self._format_note, 1)
        note.addWidget(self._prefer_workbook)
        column.addLayout(note)
        self.body.addLayout(column)
        self._format.selected.connect(self._on_format_changed)
        self._zipped.toggled.connect(self._on_format_changed)

    def _build_rows(self) -> None:
        self._shown = RadioButton(self.tr("Det som visas"))
        self._shown.setObjectName("exportShownRows")
        self._all = RadioButton(self.tr("Allt som hämtats"))
        self._all.setObjectName("exportAllRows")
        self._all.setChecked(True)
        every, shown = sum(self._data.all_rows.values()), sum(self._data.shown_rows.values())
        all_text = group_digits(self.tr("%n rader, alla kolumner.", "", every), every, self._language)
        shown_text = group_digits(self.tr("%n rader, som i tabellerna.", "", shown), shown, self._language)
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        for button, text in ((self._all, all_text), (self._shown, shown_text)):
            group.addButton(button)
            row.addLayout(self._with_explanation(button, text), 1)
        self.body.addLayout(_titled(self.tr("Innehåll"), row))
        self._shown.toggled.connect(self._on_rows_changed)
        self._anonymised = QCheckBox(self.tr("Anonymiserad"))
        self._anonymised.setObjectName("exportAnonymised")
        explanation = self.tr(
            "Utan kontakter, meddelanden och id, för en fil som skickas vidare. Medarbetarnas namn är kvar."
            " Det föreslagna namnet får ordet ”anonymiserad”."
        )
        self.body.addLayout(self._with_explanation(self._anonymised, explanation))
        self._anonymised.toggled.connect(self._propose_name)

    def _with_explanation(self, button: RadioButton | QCheckBox, text: str) -> QVBoxLayout:
        """Return a column with the button and an explanation below it."""
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(make_box_row(button))
        label = make_label(text, "caption", wraps=True)
        label.setContentsMargins(self.theme.metrics.px(26), 0, 0, 0)
        button.setAccessibleDescription(text)
        column.addWidget(label)
        column.addStretch(1)
        return column

    def _build_sheets(self) -> None:
        self._disclosure = DisclosureButton(self.theme, self.tr("Välj blad"))
        self._disclosure.setObjectName("exportChooseSheets")
        self._sheets = SheetPicker(self.theme, self._language, self._data.options.excluded_sheets)
        self._sheets.changed.connect(self._on_sheets_changed)
        self._anonymised.toggled.connect(self._sheets.set_anonymised)
        self._sheets.hide()
        self._no_sheets = make_label("", "error")
        self._no_sheets.hide()
        self._no_sheets.setContentsMargins(CHECK_BOX_MARGIN, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(Spacing.HAIR)
        column.addWidget(self._disclosure, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._sheets)
        column.addWidget(self._no_sheets)
        self.body.addLayout(make_box_row(column))
        self._disclosure.toggled.connect(self._on_disclosure_toggled)

    def _build_footer(self) -> None:
        state = QWidget()
        row = QHBoxLayout(state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        is_complete = self._data.is_complete
        row.addWidget(
            IconLabel(self.theme, "check-circle" if is_complete else "warning", "ok" if is_complete else "warn", 14)
        )
        text = self.tr("Rapporten är komplett") if is_complete else self.tr("Inte komplett, filen säger vad som saknas")
        row.addWidget(make_label(text, "caption"))
        self._save = self.make_action_button(self.tr("Exportera"), "table")
        self._save.setObjectName("exportSaveButton")
        self._save.clicked.connect(self._on_save)
        self.add_buttons(self._save, self.tr("Avbryt"), helper=state)

    # Name -------------------------------------------------------------------------------------------------------------

    @property
    def _entered_target(self) -> Target:
        """What the user, or the proposal, names; not the free name instead of it."""
        return Target(self._path_of(self._entered_name), is_folder=not self._suffix())

    def _path_of(self, name: str) -> Path:
        name, suffix = name.strip(), self._suffix()
        if not name.lower().endswith(suffix):
            name += suffix
        return _expand_path(self._folder_field.folder or ".") / _expand_path(name)

    def _suffix(self) -> str:
        if self._format.current == ExportFormat.WORKBOOK:
            return WORKBOOK_SUFFIX
        return ZIP_SUFFIX if self._zipped.isChecked() else ""

    def _propose_name(self) -> None:
        """Name the file after its content, unless the user has given it another name."""
        if _without_suffix(self._entered_name) != self._proposed_name:
            return
        parts = [self._data.name]
        if self._shown.isChecked():
            parts.append(self.tr("det som visas"))
        if self._anonymised.isChecked():
            parts.append(self.tr("anonymiserad"))
        self._proposed_name = ", ".join(parts)
        self._set_name(self._proposed_name + self._suffix())

    def _set_name(self, name: str) -> None:
        self._entered_name = name
        self._show_name(name)
        self._check_target()

    def _show_name(self, name: str) -> None:
        """Change the field's text, but not the entered name."""
        if name == self._target.text():
            return
        has_selection = self._target.hasSelectedText()
        self._is_entered = False
        self._target.setText(name)
        self._is_entered = True
        if has_selection:
            self._select_stem()

    def _select_stem(self) -> None:
        self._target.setSelection(0, len(_without_suffix(self._target.text())))

    def _show_free_name(self) -> None:
        """Show the free name if the entered one exists and both are to be kept, else the entered one."""
        existing = self._existing_box.existing
        is_typing = self._target.hasFocus() and self._target.isModified()
        if is_typing and self.sender() is not self._target:
            return
        name = self._entered_name
        if existing and existing.target == self._entered_target and not self._existing_box.is_replacing:
            is_absolute = _expand_path(name).is_absolute()
            name = str(existing.free_path) if is_absolute else existing.free_path.name
        self._show_name(name)

    def _check_target(self) -> None:
        if not self._entered_name.strip():
            self._existing_box.set_existing(None)
            self._close_gap()
        elif self.isVisible():
            self.target_check_requested.emit(self._entered_target)

    # React to the user ------------------------------------------------------------------------------------------------

    def _on_name_changed(self, text: str) -> None:
        if self._is_entered:
            self._entered_name = text
            self._check_target()

    def _on_format_changed(self) -> None:
        is_workbook = self._format.current == ExportFormat.WORKBOOK
        for widget in (self._zipped, self._prefer_workbook):
            widget.setVisible(not is_workbook)
        self._format_note.setText(
            self.tr("Med sammanställningar och diagram. Öppnas i Excel och LibreOffice.")
            if is_workbook
            else self.tr("Om en CSV-fil öppnas med dubbelklick försvinner inledande nollor.")
        )
        self._disclosure.set_title(self.tr("Välj blad") if is_workbook else self.tr("Välj listor"))
        self._sheets.set_statistics_available(is_workbook)
        self._no_sheets.hide()
        name = _without_suffix(self._entered_name)
        self._set_name(name + self._suffix() if name.strip() else name)
        self._target_field.label.setText(self.tr("Filnamn") if self._suffix() else self.tr("Ny mapp för filerna"))
        self._fit()

    def _on_rows_changed(self) -> None:
        self._sheets.set_row_counts(self._data.shown_rows if self._shown.isChecked() else self._data.all_rows)
        self._sheets.set_unhandled_written(self._data.has_shown_unhandled and self._shown.isChecked())
        self._propose_name()

    def _on_sheets_changed(self) -> None:
        self._disclosure.set_summary(self._sheets.summary)
        if self._sheets.selected_sheets:
            self._no_sheets.hide()
            self._fit()

    def _on_disclosure_toggled(self, is_open: bool) -> None:
        self._sheets.setVisible(is_open)
        self._fit()
        if is_open:
            self.scroll_to(self._sheets)

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
            self._disclosure.setChecked(True)
            self._fit()
            self.scroll_to(self._no_sheets)
            return
        self.accept()
        self.save_requested.emit(self.target, self.options)

    def _close_gap(self) -> None:
        """Fit the height, and give back the room of a question that is gone unless the pointer is below it."""
        self._existing_box.give_back_room()
        self._fit()

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


def _without_suffix(name: str) -> str:
    """Return a file name without the suffix of a workbook or zip."""
    for suffix in (WORKBOOK_SUFFIX, ZIP_SUFFIX):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def _expand_path(text: str) -> Path:
    """Return the path with "~" expanded; "~name" of an unknown user is unchanged."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
