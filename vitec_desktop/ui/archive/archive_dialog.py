"""The dialog *Sparade rapporter*: whether reports are saved, for how long, and those that are."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.report_files import ArchiveListing
from vitec_desktop.archive.retention import MAX_BYTES
from vitec_desktop.archive.store import ArchiveStatus
from vitec_desktop.report.language import Language
from vitec_desktop.ui.archive import texts
from vitec_desktop.ui.archive.saved_report_list import SavedReportList
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.combo_box import make_combo_box, select_value
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.labels import SeparatorLine, make_label
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice, NoticeLevel
from vitec_desktop.ui.widgets.switch_button import SwitchButton

_LOW = 800
"""Logical pixels of a screen, or of the window, in which everything is nearer to each other."""

_MONTHS = (1, 2, 3, 6, 9, 12, 13, 18, 24)


class ArchiveContent(Struct, frozen=True):
    """What the dialog shows.

    Attributes:
        exports: ids of the reports of the user's own exports.
        scheduled: ids of those of scheduled exports.
        closed: why the reports cannot be listed; None if they can.
        are_times_by_person: the time to handling is told of each person too.
    """

    status: ArchiveStatus
    listing: ArchiveListing
    exports: frozenset[str] = frozenset()
    scheduled: frozenset[str] = frozenset()
    closed: ArchiveClosed | None = None
    are_times_by_person: bool = False


class _ClickableLabel(QLabel):
    """The label of a switch: a click on it toggles the switch."""

    def __init__(self, text: str, switch: SwitchButton, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._switch = switch
        self.setProperty("textRole", "strong")
        self.setTextFormat(Qt.TextFormat.PlainText)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()) and self._switch.isEnabled():
            self._switch.click()


class ArchiveDialog(ScrollingDialog):
    """Shows the saved reports; its signals are the user's requests. It stays open while they are carried out."""

    enabled_changed = Signal(bool)
    months_changed = Signal(int)
    times_by_person_changed = Signal(bool)
    open_requested = Signal(str)  # the report's id
    delete_requested = Signal(str)
    clear_requested = Signal()
    forget_requested = Signal()
    open_again_requested = Signal()  # a locked, copied or lost archive
    folder_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        language: Language,
        folder: Path,
        parent: QWidget | None = None,
        *,
        is_sample_next: bool = False,
        is_window_busy: bool = False,
    ) -> None:
        """`is_sample_next`: the next fetch brings sample data, which are never saved. See `set_window_busy`."""
        super().__init__(theme, 624, parent)
        self._language = language
        self._is_sample_next = is_sample_next
        self._content: ArchiveContent | None = None
        self._is_busy = True
        self._is_window_busy = is_window_busy
        self.setObjectName("archiveDialog")
        self.setWindowTitle(self.tr("Sparade rapporter"))
        height = self.screen().availableGeometry().height()
        self._is_low = min(height, parent.window().height() if parent else height) < theme.metrics.px(_LOW)
        if self._is_low:
            self.body.setSpacing(Spacing.SMALL)
            self.body.setContentsMargins(Spacing.DIALOG, Spacing.CARD, Spacing.DIALOG, Spacing.MARGIN)
        self._notice = InlineNotice(theme)
        self._notice.setObjectName("archiveNotice")
        self._open_again = self._create_button("", "archiveOpenAgain", self.open_again_requested.emit)
        self._notice.content.addWidget(self._open_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._notice)
        self._build_switch()
        self._add_line()
        self._build_months()
        self._add_line()
        self._build_times()
        self._add_line()
        self._build_list()
        self._add_line()
        self._build_folder(folder)
        self.body.addStretch(1)
        self._build_footer()
        self._update_enabled()

    # What is shown ----------------------------------------------------------------------------------------------

    def show_content(self, content: ArchiveContent) -> None:
        """Show what is saved now."""
        is_first, self._content = self._content is None, content
        status, listing = content.status, content.listing
        self._switch.setChecked(status.is_on)
        self._show_months(status.months)
        self._times.setChecked(content.are_times_by_person)
        never = self.tr("Exempeldata sparas aldrig.") if self._is_sample_next else ""
        self._switch_hint.setText(" ".join(filter(None, (self._switch_text(status), never))))
        self._switch.setAccessibleDescription(self._switch_hint.text())
        self._months_hint.setText(
            self.tr("Bestäms av IT.") if status.are_months_forced else self.tr("Äldre tas bort efter nästa hämtning.")
        )
        self._count.setText(str(len(listing.reports)) if listing.reports else "")
        self._list.show_reports(listing.reports)
        for widget in (self._list, self._about):
            widget.setVisible(bool(listing.reports))
        self._empty.setVisible(not listing.reports and content.closed is None)
        self._empty.setText(
            self.tr("Inga sparade rapporter än. Nästa hämtning sparas.")
            if status.is_on and not self._is_sample_next
            else self.tr("Inga sparade rapporter.")
        )
        size = texts.archive_size_text(len(listing.reports), listing.size, MAX_BYTES, self._language)
        self._size.setText("" if content.closed else size)  # how many there are is not known while they are closed
        self._size_icon.setVisible(content.closed is None)
        self._show_state(content)
        self._show_about_report()
        self.set_busy(False)
        self.resize_to_content()
        if is_first:
            self._switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notice(self, notice: Notice) -> None:
        """Show how something ended, above all."""
        self._open_again.hide()
        self._notice.show_notice(notice)
        self.resize_to_content()
        self.scroll_to(self._notice)

    def set_busy(self, is_busy: bool) -> None:
        """Disable what changes something while that is being done."""
        self._is_busy = is_busy
        self._update_enabled()

    def set_window_busy(self, is_window_busy: bool) -> None:
        """Set whether a report is fetched or exported: meanwhile none can be opened, and the dialog says why."""
        self._is_window_busy = is_window_busy
        self._show_about_report()

    def _show_state(self, content: ArchiveContent) -> None:
        """Say why reports cannot be opened or saved, or which files are not listed."""
        closed, status = content.closed, content.status
        if status.state is ArchiveState.NO_KEYRING and closed is None:
            closed = ArchiveClosed(ArchiveState.NO_KEYRING)
        notice: Notice | None = None
        if closed is not None:
            level = NoticeLevel.INFO if closed.state is ArchiveState.LOCKED else NoticeLevel.WARN
            notice = problem_notice(level, texts.closed_text(closed))
            self._open_again.set_text(texts.closed_action_text(closed))
        elif text := texts.unlisted_files_text(content.listing, self._language):
            notice = Notice(NoticeLevel.WARN, self.tr("Alla sparade rapporter går inte att öppna."), text)
        if notice is None:
            self._notice.clear()
        else:
            self._notice.show_notice(notice)
        self._open_again.setVisible(closed is not None and closed.state is not ArchiveState.NO_KEYRING)

    def _show_about_report(self) -> None:
        """Say of the chosen report what it is for."""
        content, chosen = self._content, self._list.report_id
        text = busy_text = ""
        if content is not None and chosen:
            if self._is_window_busy:
                text = busy_text = self.tr("Kan öppnas när hämtningen eller exporten är klar.")
            elif chosen in content.listing.refused:
                text = self.tr("Stängd tills Vitec godtar inloggningen igen.")
            elif chosen in content.exports:
                text = self.tr("Underlag till senaste exporten, tas inte bort av sig själv.")
            elif chosen in content.scheduled:
                text = self.tr("Underlag till en schemalagd export, tas inte bort av sig själv.")
        self._about.setText(text)
        self._about_icon.setVisible(bool(text))
        self._open.set_hint(busy_text)
        self._update_enabled()

    def _switch_text(self, status: ArchiveStatus) -> str:
        if status.is_forced:
            return self.tr("Bestäms av IT.")
        if not status.is_on and self._content is not None and self._content.listing.reports:
            return self.tr("Det som redan sparats ligger kvar.")
        return texts.key_place_text()

    def _show_months(self, months: int) -> None:
        self._months.blockSignals(True)
        self._months.clear()
        for number in sorted({*_MONTHS, months}):
            self._months.addItem(self.tr("%n månader", "", number), number)
        select_value(self._months, months)
        self._months.blockSignals(False)

    def _update_enabled(self) -> None:
        content, is_free = self._content, not self._is_busy
        status = content.status if content else None
        has_keyring = status is not None and status.state is not ArchiveState.NO_KEYRING
        can_switch = is_free and status is not None and not status.is_forced and has_keyring
        self.set_button_enabled(self._switch, can_switch)
        self.set_button_enabled(self._times, is_free and status is not None)
        self.set_button_enabled(self._months, is_free and status is not None and not status.are_months_forced)
        chosen = self._list.report_id
        has_reports = content is not None and bool(content.listing.reports)
        is_closed = content is None or content.closed is not None
        is_refused = content is not None and chosen in content.listing.refused
        can_open = bool(chosen) and not is_refused and not self._is_window_busy
        self.set_button_enabled(self._open, is_free and can_open)
        self.set_button_enabled(self._delete, is_free and bool(chosen))
        self.set_button_enabled(self._forget, is_free and has_reports and not is_closed)
        has_files = has_reports or is_closed or bool(content and content.listing.size)
        self.set_button_enabled(self._clear, is_free and has_files)
        self.set_button_enabled(self._open_again, is_free)

    # Parts ------------------------------------------------------------------------------------------------------

    def _build_switch(self) -> None:
        name = self.tr("Spara hämtade rapporter")
        self._switch = SwitchButton(self.theme, name)
        self._switch.setObjectName("archiveEnabled")
        self._switch.clicked.connect(self._on_switched)
        self._switch_hint = make_label("", "caption", wraps=True)
        self._add_setting(_ClickableLabel(name, self._switch), self._switch_hint, self._switch)

    def _build_months(self) -> None:
        self._months = make_combo_box("archiveMonths")
        self._months.setAccessibleName(self.tr("Behåll i"))
        self._months.setMinimumWidth(self.theme.metrics.px(150))
        self._months.currentIndexChanged.connect(
            lambda _: self.months_changed.emit(self._months.currentData()) if self._months.currentData() else None
        )
        self._months_hint = make_label("", "caption", wraps=True)
        self._add_setting(make_label(self.tr("Behåll i"), "strong"), self._months_hint, self._months)

    def _build_times(self) -> None:
        name = self.tr("Visa tiden per person")
        self._times = SwitchButton(self.theme, name)
        self._times.setObjectName("archiveTimesByPerson")
        self._times.clicked.connect(self._on_times_switched)
        hint = self.tr(
            "Tiden till hantering, i exporten. Det är uppföljning av enskilda: berätta för personalen innan du slår på"
            " det, och fråga dig om kontorsnivån räcker."
        )
        self._times.setAccessibleDescription(hint)
        label = make_label(hint, "caption", wraps=True)
        self._add_setting(_ClickableLabel(name, self._times), label, self._times)

    def _build_list(self) -> None:
        # With a parent: Tab comes to it first.
        self._list = SavedReportList(self.theme, self._language, self, is_low=self._is_low)
        self._list.itemSelectionChanged.connect(self._show_about_report)
        self._list.itemDoubleClicked.connect(lambda _: self._on_open())
        self._list.report_activated.connect(self._on_open)
        self._list.delete_pressed.connect(self._on_delete)
        self._count = make_label("", "quiet")
        heading = QHBoxLayout()
        heading.setSpacing(Spacing.SMALL)
        heading.addWidget(make_label(self.tr("Sparade rapporter"), "strong"))
        heading.addWidget(self._count)
        heading.addStretch(1)
        self._empty = make_label("", "quiet", wraps=True)
        self._about_icon = IconLabel(self.theme, "table", "text2", 14, self)
        self._about = make_label("", "caption", wraps=True)
        about = QHBoxLayout()
        about.setSpacing(Spacing.SMALL)
        about.addWidget(self._about_icon)
        about.addWidget(self._about, 1)
        self._delete = self._create_button(self.tr("Ta bort"), "archiveDelete", self._on_delete, icon="trash")
        self._forget = self._create_button(
            self.tr("Glöm en person…"), "archiveForget", self.forget_requested.emit, ButtonKind.QUIET, "person-x"
        )
        self._clear = self._create_button(
            self.tr("Töm arkivet…"), "archiveClear", self.clear_requested.emit, ButtonKind.QUIET
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(Spacing.SMALL)
        buttons.addWidget(self._delete)
        buttons.addStretch(1)
        buttons.addWidget(self._forget)
        buttons.addWidget(self._clear)
        box = QVBoxLayout()
        box.setSpacing(Spacing.SMALL)
        box.addLayout(heading)
        box.addWidget(self._list)
        box.addWidget(self._empty)
        box.addLayout(about)
        box.addLayout(buttons)
        self.body.addLayout(box)

    def _build_folder(self, folder: Path) -> None:
        line = LineEdit(str(folder), self)
        line.setReadOnly(True)
        line.setObjectName("archiveFolder")
        line.setAccessibleName(self.tr("Plats på disken"))
        line.setCursorPosition(0)
        show = self._create_button(self.tr("Visa i mapp"), "archiveShowFolder", self.folder_requested.emit)
        row = QHBoxLayout()
        row.setSpacing(Spacing.SMALL)
        row.addWidget(line, 1)
        row.addWidget(show)
        box = QVBoxLayout()
        box.setSpacing(Spacing.HAIR)
        box.addWidget(make_label(self.tr("Plats på disken"), "strong"))
        box.addLayout(row)
        self.body.addLayout(box)

    def _build_footer(self) -> None:
        helper = QWidget()
        row = QHBoxLayout(helper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Spacing.SMALL)
        self._size_icon = IconLabel(self.theme, "archive", "text2", 16, helper)
        self._size = make_label("", "caption")
        row.addWidget(self._size_icon)
        row.addWidget(self._size)
        self._open = self.make_action_button(self.tr("Öppna rapporten"))
        self._open.setObjectName("archiveOpen")
        self._open.clicked.connect(self._on_open)
        self.add_buttons(self._open, self.tr("Stäng"), helper=helper)

    def _add_setting(self, label: QLabel, hint: QLabel, widget: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(Spacing.HAIR)
        column.addWidget(label)
        column.addWidget(hint)
        row = QHBoxLayout()
        row.setSpacing(Spacing.MARGIN)
        row.addLayout(column, 1)
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def _add_line(self) -> None:
        self.body.addWidget(SeparatorLine(self.theme))

    def _create_button(
        self,
        text: str,
        name: str,
        on_clicked: Callable[[], object],
        kind: ButtonKind = ButtonKind.FRAMED,
        icon: str = "",
    ) -> Button:
        button = Button(self.theme, text, kind, icon, self)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: on_clicked())
        return button

    # Requests ---------------------------------------------------------------------------------------------------

    def _on_switched(self) -> None:
        is_on = self._switch.isChecked()
        if self._content is not None:
            self._switch.setChecked(self._content.status.is_on)  # until it is done
        self.enabled_changed.emit(is_on)

    def _on_times_switched(self) -> None:
        is_on = self._times.isChecked()
        if self._content is not None:
            self._times.setChecked(self._content.are_times_by_person)  # until it is done
        self.times_by_person_changed.emit(is_on)

    def _on_open(self) -> None:
        if self._open.isEnabled():
            self.open_requested.emit(self._list.report_id)

    def _on_delete(self) -> None:
        if self._delete.isEnabled():
            self.delete_requested.emit(self._list.report_id)
