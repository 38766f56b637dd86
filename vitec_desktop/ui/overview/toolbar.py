"""The line above the tiles, with the period, the filters and the actions; and the notice below it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.ui.common.shortcuts import COMPARE, COPY_ALL, PRINT
from vitec_desktop.ui.overview.texts import comparison_period_name
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, IconButton, LinkButton, PickerButton
from vitec_desktop.ui.widgets.labels import ElidedLabel, make_label
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice
from vitec_desktop.ui.widgets.progress_row import ProgressRow

_PROGRESS_WIDTH = 120


class OverviewToolbar(QWidget):
    """Shows the period, caption and filters of the overview; its signals are the user's requests."""

    comparison_requested = Signal(ComparisonPeriod)
    copy_requested = Signal()
    print_requested = Signal()
    pdf_requested = Signal()
    clear_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = make_label("", "section", parent=self)
        self.caption = ElidedLabel("", "quiet", parent=self)
        self.filter_note = ElidedLabel("", "body", parent=self)
        self.clear_button = LinkButton(theme, self.tr("Rensa filter"), self)
        self.progress = ProgressRow(theme, self)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.compare_button = PickerButton(theme, self.tr("Jämför med"), kind=ButtonKind.QUIET, parent=self)
        self.copy_button = Button(theme, "", ButtonKind.QUIET, "copy", parent=self)
        self.print_button = Button(theme, "", ButtonKind.QUIET, "printer", parent=self)
        self._is_compact = False
        self._button_texts = {self.copy_button: self.tr("Kopiera bild"), self.print_button: self.tr("Skriv ut…")}
        self.compare_button.set_hint(self.tr("Vilken period siffrorna jämförs med"), COMPARE.keys)
        self.copy_button.set_hint(self.tr("Kopiera översikten som bild"), COPY_ALL.keys)
        self.print_button.set_hint(self.tr("Skriv ut översikten, eller spara den som PDF"), PRINT.keys)
        self._fill_menus()
        self._lay_out()
        self._set_object_names()
        self.clear_button.clicked.connect(self.clear_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        self.set_compact(False)
        self.set_texts("", "", "")

    def set_texts(self, period: str, caption: str, filter_note: str) -> None:
        """Show these texts; the button that clears filters is visible with a filter note only."""
        self.period.setText(period)
        self.caption.set_text(caption)
        self.filter_note.set_text(filter_note)
        self.filter_note.setVisible(bool(filter_note))
        self.clear_button.setVisible(bool(filter_note))

    def set_comparison_period(self, period: ComparisonPeriod, days: str = "") -> None:
        """Show `period` as the one compared with; by its days if they are known."""
        self._comparison_period = period
        self.compare_button.set_value(days or comparison_period_name(period))
        for action, choice in zip(self.compare_button.menu().actions(), ComparisonPeriod, strict=True):
            action.setChecked(choice is period)
        self._show_compare_caption()

    def set_actions_enabled(self, is_enabled: bool) -> None:
        """Enable or disable comparing, copying and printing."""
        self.compare_button.setEnabled(is_enabled)
        self.copy_button.setEnabled(is_enabled)
        self.print_button.setEnabled(is_enabled)

    def set_compact(self, is_compact: bool) -> None:
        """Show icons without texts, for a narrow window."""
        self._is_compact = is_compact
        self.caption.setVisible(not is_compact)
        self._show_compare_caption()
        for button, text in self._button_texts.items():
            button.set_text("" if is_compact else text)
            button.setAccessibleName(text)

    def _show_compare_caption(self) -> None:
        """Hide the caption in a compact toolbar, except beside "Ingen", which means nothing alone."""
        self.compare_button.set_compact(self._is_compact and self._comparison_period is not ComparisonPeriod.NONE)

    def _fill_menus(self) -> None:
        choices = Menu(self)
        group = QActionGroup(choices)
        for period in ComparisonPeriod:
            action = choices.addAction(comparison_period_name(period))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, chosen=period: self.comparison_requested.emit(chosen))
        self.compare_button.set_menu(choices)
        outputs = Menu(self)
        outputs.addAction(self.tr("Skriv ut på A4…"), self.print_requested.emit)
        outputs.addAction(self.tr("Spara som PDF…"), self.pdf_requested.emit)
        self.print_button.setMenu(outputs)
        self.set_comparison_period(ComparisonPeriod.NONE)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Spacing.SMALL)
        row.addWidget(self.period)
        row.addWidget(self.caption)
        row.addWidget(self.filter_note)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        row.addWidget(self.progress, 3)
        for button in (self.compare_button, self.copy_button, self.print_button):
            row.addWidget(button)
        self._fit_progress()

    def _fit_progress(self) -> None:
        """Make the progress row small, and leave Esc to the window's own; `OverviewPage` handles it here."""
        self.progress.cancel_button.setShortcut(QKeySequence())
        self.progress.cancel_button.set_compact(True)
        self.progress.bar.setMaximumWidth(_PROGRESS_WIDTH)
        layout = self.progress.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)

    def _set_object_names(self) -> None:
        # The window's own progress row has these object names without the prefix.
        self.progress.bar.setObjectName("overviewCompareBar")
        self.progress.label.setObjectName("overviewCompareLabel")
        self.progress.cancel_button.setObjectName("overviewCompareCancel")
        self.period.setObjectName("overviewPeriod")
        self.filter_note.setObjectName("overviewFilterNote")
        self.clear_button.setObjectName("overviewClearFilters")
        self.compare_button.setObjectName("overviewCompare")
        self.copy_button.setObjectName("overviewCopyButton")
        self.print_button.setObjectName("overviewPrintButton")


class ComparisonNotice(QWidget):
    """Says why there is nothing to compare with, or only a part of it; hidden otherwise."""

    retry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = InlineNotice(theme, self)
        self.notice.label.setObjectName("overviewCompareNotice")
        self.retry_button = Button(theme, self.tr("Försök igen"), ButtonKind.FRAMED, parent=self)
        self.retry_button.setObjectName("overviewCompareRetry")
        self.close_button = IconButton(theme, "close", self.tr("Stäng meddelandet"), parent=self)
        self.retry_button.clicked.connect(self.retry_requested)
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Spacing.SMALL)
        row.addWidget(self.notice, 1)
        row.addWidget(self.retry_button)
        row.addWidget(self.close_button)
        self.clear()

    def show_notice(self, notice: Notice, *, can_retry: bool) -> None:
        self.notice.show_notice(notice)
        self.retry_button.setVisible(can_retry)
        self.show()

    def clear(self) -> None:
        self.notice.clear()
        self.hide()
