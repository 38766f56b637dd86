"""Tick boxes for the sheets of a workbook, or for the lists of CSV files."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.export.about import ABOUT_SHEET_NAME
from vitec_desktop.export.changes_sheet import CHANGES_SHEET_NAME
from vitec_desktop.export.export_spec import (
    LIST_SHEETS,
    NOT_ANONYMOUS_SHEETS,
    STATISTICS_SHEET_NAMES,
    SheetKey,
    sheet_title,
)
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.tables import TABLE_NAMES, JoinedTable
from vitec_desktop.ui.theme.metrics import CHECK_BOX_MARGIN
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import AlignedLink
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.webservice.models import ListKind

_MAX_NAMES = 3
_STATISTICS_COLUMN, _LISTS_COLUMN = 0, 1


class SheetPicker(QWidget):
    """A tick box for each sheet: statistics at the left, lists with their row counts at the right.

    Sheets that are written whatever is ticked are listed too. Without statistics sheets the lists are at the left.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, language: Language, excluded_sheets: frozenset[SheetKey], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._has_statistics, self._is_anonymised, self._has_changes = True, False, False
        self._boxes: dict[SheetKey, QCheckBox] = {}
        self._always_boxes: list[QCheckBox] = []
        self._counts = {kind: make_label("", "caption") for kind in LIST_SHEETS}
        for key in SheetKey:
            box = QCheckBox(sheet_title(key, language))
            box.setObjectName(f"exportSheet_{key.value}")
            box.setChecked(key not in excluded_sheets)
            box.toggled.connect(self._on_toggled)
            policy = box.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # the layout stays when the format changes
            box.setSizePolicy(policy)
            self._boxes[key] = box
        self._all = AlignedLink(theme, "", self)
        self._all.setObjectName("exportAllSheets")
        self._all.clicked.connect(self._on_all_clicked)
        self._title = make_label(self.tr("Blad"), "strong")
        self._build_layout()
        self.set_unhandled_written(False)
        self.set_changes_written(False)

    @property
    def selected_sheets(self) -> frozenset[SheetKey]:
        """The ticked sheets; statistics sheets only if they are available."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked() and box.isEnabled())

    @property
    def excluded_sheets(self) -> frozenset[SheetKey]:
        """The sheets without a tick, available or not."""
        return frozenset(key for key, box in self._boxes.items() if not box.isChecked())

    @property
    def summary(self) -> str:
        """How many sheets are written, and the first three: "alla 10: Mötesblad, Handlingslista, Topplista …"."""
        if not self.selected_sheets:
            return self.tr("inga")
        available = [box for box in self._boxes.values() if box.isEnabled()]
        available += filter(QCheckBox.isChecked, self._always_boxes)
        names = [box.text() for box in available if box.isChecked()]
        more = " …" if len(names) > _MAX_NAMES else ""
        is_all = len(names) == len(available)
        text = self.tr("alla {count}: {names}") if is_all else self.tr("{count} av {total}: {names}")
        shown = ", ".join(names[:_MAX_NAMES]) + more
        return text.format(count=len(names), total=len(available), names=shown)

    def set_statistics_available(self, is_available: bool) -> None:
        """Show or hide the statistics sheets, which CSV does not have."""
        self._title.setText(self.tr("Blad") if is_available else self.tr("Listor"))
        self._has_statistics = is_available
        for key in STATISTICS_SHEET_NAMES:
            self._boxes[key].setVisible(is_available)
        self._enable_statistics()
        self.set_changes_written(self._has_changes)

    def set_anonymised(self, is_anonymised: bool) -> None:
        """Disable the sheets that an anonymised file has not; their ticks stay."""
        self._is_anonymised = is_anonymised
        note = self.tr("Är inte med i en anonymiserad fil.") if is_anonymised else ""
        for key in NOT_ANONYMOUS_SHEETS:
            self._boxes[key].setToolTip(note)
            self._boxes[key].setAccessibleDescription(note)
        self._enable_statistics()
        self._on_toggled()

    def _enable_statistics(self) -> None:
        for key in STATISTICS_SHEET_NAMES:
            is_left_out = self._is_anonymised and key in NOT_ANONYMOUS_SHEETS
            self._boxes[key].setEnabled(self._has_statistics and not is_left_out)

    def set_row_counts(self, counts: Mapping[ListKind, int]) -> None:
        """Show how many rows each list will have."""
        for kind, label in self._counts.items():
            count = counts.get(kind, 0)
            label.setText(self.tr("%n rader", "", count).replace(str(count), format_count(count, self._language)))
            self._boxes[LIST_SHEETS[kind]].setAccessibleDescription(label.text())

    def set_changes_written(self, are_written: bool) -> None:
        """Say whether the workbook has a sheet of changes, which CSV has not."""
        self._has_changes = are_written
        self._set_always_written(self._changes_box, are_written and self._has_statistics)

    def set_unhandled_written(self, are_written: bool) -> None:
        """Say whether the file has the table of unhandled rows."""
        self._set_always_written(self._unhandled_box, are_written)

    def _set_always_written(self, box: QCheckBox, is_written: bool) -> None:
        row = box.parentWidget()
        assert row is not None
        box.setChecked(is_written)
        row.setVisible(is_written)
        self._place_boxes()
        self._on_toggled()

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(CHECK_BOX_MARGIN, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._all)
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for column in (_STATISTICS_COLUMN, _LISTS_COLUMN):
            grid.setColumnStretch(column, 1)
        self._list_rows = [_make_row(self._boxes[key], self._counts[kind]) for kind, key in LIST_SHEETS.items()]
        for name in (
            self._language.text("Lists", TABLE_NAMES[JoinedTable.UNHANDLED]),
            self._language.text("Export", CHANGES_SHEET_NAME),
            self._language.text("Export", ABOUT_SHEET_NAME),
        ):
            self._list_rows.append(self._make_always_row(name))
        self._unhandled_box, self._changes_box, _ = self._always_boxes
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(2)
        column_box.addLayout(head)
        column_box.addLayout(grid)

    def _place_boxes(self) -> None:
        """Put each kind into a column, the lists into the first where there are no statistics; no row is left empty."""
        lists_column = _LISTS_COLUMN if self._has_statistics else _STATISTICS_COLUMN
        statistics_boxes = [self._boxes[key] for key in STATISTICS_SHEET_NAMES]
        for widget in (*statistics_boxes, *self._list_rows):
            self._grid.removeWidget(widget)
        for row, box in enumerate(statistics_boxes):
            self._grid.addWidget(box, row, _LISTS_COLUMN - lists_column, Qt.AlignmentFlag.AlignLeft)
        for row, widget in enumerate(sorted(self._list_rows, key=QWidget.isHidden)):
            self._grid.addWidget(widget, row, lists_column)

    def _make_always_row(self, name: str) -> QWidget:
        box = QCheckBox(name)
        box.setChecked(True)
        box.setEnabled(False)
        note = make_label(self.tr("följer alltid med"), "caption")
        box.setAccessibleDescription(note.text())
        self._always_boxes.append(box)
        return _make_row(box, note)

    def _on_toggled(self) -> None:
        self._show_all_text()
        self.changed.emit()

    def _show_all_text(self) -> None:
        self._all.set_text(self.tr("Avmarkera alla") if self.selected_sheets else self.tr("Markera alla"))

    def _on_all_clicked(self) -> None:
        is_ticked = not self.selected_sheets
        for box in self._boxes.values():
            if box.isEnabled():
                box.setChecked(is_ticked)


def _make_row(box: QWidget, label: QWidget) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(box)
    row.addWidget(label)
    row.addStretch(1)
    return widget
