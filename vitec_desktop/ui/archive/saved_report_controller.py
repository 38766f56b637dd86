"""Shows the newest saved report at the start, and says that it is not up to date until another one is fetched."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent

from vitec_desktop.report.formatting import format_day
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore, SelectableOffice
from vitec_desktop.ui.fetch.command_bar import CommandBar
from vitec_desktop.ui.fetch.report_fetcher import FetchResult, ReportFetcher
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeBar, NoticeLevel
from vitec_desktop.webservice.timestamps import swedish_today

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vitec_desktop.archive.key import ArchiveClosed

translate = QCoreApplication.translate

_OLD_DAYS = 31
_NARROW_BELOW = 1280
_CLEAN_DELAY = 3_000
"""Milliseconds until old reports are deleted: reading them all would hold up the overview of the newest."""


class StartWork(Enum):
    """What is left of the work of a start: to load the newest report and then clean up, or only to clean up."""

    LOAD = auto()
    CLEAN = auto()
    NONE = auto()


class SavedReportBar(NoticeBar):
    """The lasting notice of a saved report; in a narrow window only its title is shown."""

    def __init__(self, theme: Theme, parent: "QWidget | None" = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("savedReportNotice")
        self._full_notice: Notice | None = None

    def show_lasting(self, notice: Notice, *, is_announced: bool = True) -> None:
        """Show `notice` until `clear`."""
        self._full_notice = notice
        self._fit(is_announced=is_announced)

    def clear(self) -> None:
        self._full_notice = None
        super().clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *, is_announced: bool = False) -> None:
        full = self._full_notice
        if full is None:
            return
        is_narrow = self.window().width() < _NARROW_BELOW
        text = "" if is_narrow else full.text
        if self.notice is None or self.notice.title != full.title or self.notice.text != text:
            fitting = Notice(full.level, full.title, text, full.actions, full.is_closable, full.icon)
            self.show_notice(fitting, is_announced=is_announced)


class SavedReportController(QObject):
    """Loads the newest saved report of the selected offices, and keeps the lasting notice of a saved one.

    `loaded` asks for a saved report to be shown; `set_shown` tells what is shown.
    """

    loaded = Signal(FetchResult)
    notice_requested = Signal(Notice)
    details_requested = Signal()  # of what is missing in the report
    erased = Signal(FetchResult)  # the file of the saved report that is shown
    error_occurred = Signal(Exception)

    def __init__(
        self,
        access: ArchiveAccess,
        connection_store: ConnectionStore,
        fetcher: ReportFetcher,
        command_bar: CommandBar,
        make_bar: Callable[[], SavedReportBar],
        runner: JobRunner,
        language: Language,
        parent: QObject,
    ) -> None:
        """`make_bar` makes the bar of the notice, below the window's other notices; called once, when it is needed."""
        super().__init__(parent)
        self._access = access
        self._connection_store = connection_store
        self._fetcher = fetcher
        self._command_bar = command_bar
        self._make_bar = make_bar
        self._bar: SavedReportBar | None = None
        self._runner = runner
        self._language = language
        self._shown: FetchResult | None = None
        self._is_loading = False
        self._has_to_clean = False
        fetcher.started.connect(self._clear_bar)

    def show_newest(self, newest: Job) -> None:
        """Show what `start_loading_newest` loads, unless there is none, or a report is there before it."""
        self._is_loading = True
        newest.deliver(self._on_loaded, self._on_failed)

    @property
    def unfinished_work(self) -> StartWork:
        """What the window that replaces this one has to do; a locked keyring is asked again."""
        if self._is_loading or (self._shown is None and self._is_bar_shown):
            return StartWork.LOAD
        return StartWork.CLEAN if self._has_to_clean else StartWork.NONE

    def resume(self, work: StartWork) -> None:
        """Do what the window before this one has not finished."""
        if work is StartWork.LOAD:
            self._load()
        elif work is StartWork.CLEAN:
            self._clean_later()

    def check_shown(self) -> None:
        """Look whether the file of the saved report that is shown was erased, or a person in it."""
        shown = self._shown
        if shown is None or not shown.report.is_saved:
            return
        offices = self._connection_store.logins_without_passwords()

        def work(context: JobContext) -> FetchResult | None:
            from vitec_desktop.ui.archive.archive_work import load_changed

            return load_changed(self._access.open(), shown, offices, context)

        def on_failed(error: Exception) -> None:
            from vitec_desktop.archive.report_files import ReportMissing

            # Any other file is still there, and told of by whoever opens it.
            if isinstance(error, ReportMissing) and self._shown is shown:
                self.erased.emit(shown)

        def on_loaded(result: FetchResult | None) -> None:
            if result is not None and self._shown is shown:
                self.loaded.emit(result)

        self._runner.start_job(work, on_loaded, on_failed)

    def set_shown(self, result: FetchResult | None) -> None:
        """Show or hide the notice for the report that is shown now."""
        if self._fetcher.is_running or (result is self._shown and (result is None or self._is_bar_shown)):
            return
        is_new = result is not self._shown
        self._shown = result
        report = result.report if result is not None else None
        if report is not None and report.is_saved:
            notice = _saved_notice(
                report, swedish_today(), self._language, self._command_bar.request_fetch, self.details_requested.emit
            )
            self._shown_bar.show_lasting(notice, is_announced=is_new)
        else:
            self._clear_bar()

    @property
    def _shown_bar(self) -> SavedReportBar:
        if self._bar is None:
            self._bar = self._make_bar()
        return self._bar

    @property
    def _is_bar_shown(self) -> bool:
        return self._bar is not None and self._bar.notice is not None

    def _clear_bar(self) -> None:
        if self._bar is not None:
            self._bar.clear()

    def _on_loaded(self, result: FetchResult | None) -> None:
        self._is_loading = False
        if result is not None and self._shown is None and not self._fetcher.is_running:
            self._clear_bar()
            self.loaded.emit(result)
        self._clean_later()

    def _on_failed(self, error: Exception) -> None:
        from vitec_desktop.archive.key import ArchiveClosed

        self._is_loading = False
        if isinstance(error, ArchiveClosed):
            self._show_closed(error)
        else:
            self.error_occurred.emit(error)
        self._clean_later()

    def _show_closed(self, closed: "ArchiveClosed") -> None:
        """Say why no report is there; the keyring is asked with a prompt only after a click."""
        from vitec_desktop.archive.key import ArchiveState
        from vitec_desktop.ui.archive.texts import closed_action_text, closed_text

        if closed.state is not ArchiveState.LOCKED:
            self.notice_requested.emit(problem_notice(NoticeLevel.WARN, closed_text(closed)))
        elif self._shown is None and not self._fetcher.is_running:
            unlock = NoticeAction(closed_action_text(closed), self._unlock, "lock", "unlockButton")
            self._shown_bar.show_notice(problem_notice(NoticeLevel.INFO, closed_text(closed), (unlock,)))

    def _unlock(self) -> None:
        self._clear_bar()
        if not self._connection_store.is_demo:
            self._load(may_prompt=True)

    def _load(self, *, may_prompt: bool = False) -> None:
        offices = self._command_bar.selection.offices
        self.show_newest(
            start_loading_newest(self._access, self._connection_store, offices, self._runner, may_prompt=may_prompt)
        )

    def _clean_later(self) -> None:
        self._has_to_clean = True
        QTimer.singleShot(_CLEAN_DELAY, self, self._clean)

    def _clean(self) -> None:
        """Delete what is too old, now that the report is on the screen."""

        def work(context: JobContext) -> None:
            if self._access.has_files:
                _clean(self._access, context)

        job = self._runner.create_job(work)
        job.finished.connect(self._on_cleaned)
        job.start()

    def _on_cleaned(self) -> None:
        self._has_to_clean = False


def start_loading_newest(
    access: ArchiveAccess,
    connection_store: ConnectionStore,
    selected: Sequence[SelectableOffice],
    runner: JobRunner,
    *,
    may_prompt: bool = False,
) -> Job:
    """Load the newest saved report of these offices as a FetchResult; None if there is none."""
    offices = connection_store.logins_without_passwords()
    logins = {office: offices[office] for office in selected if office in offices}

    def work(context: JobContext) -> FetchResult | None:
        if not logins or not access.has_files:
            return None
        from vitec_desktop.ui.archive.archive_work import load_newest

        return load_newest(access.open(), logins, offices, context, may_prompt=may_prompt)

    job = runner.create_job(work, keeps_result=True)
    job.start()
    return job


def _clean(access: ArchiveAccess, context: JobContext) -> None:
    from vitec_desktop.ui.archive.archive_work import clean

    clean(access.open(), context)


def _saved_notice(
    report: Report,
    today: date,
    language: Language,
    fetch: Callable[[], object],
    show_details: Callable[[], object],
) -> Notice:
    """Return the notice of a saved report; incomplete, it says what is missing."""
    title = translate("SavedReport", "Sparad rapport, hämtad {moment}, inte uppdaterad.")
    days = (today - report.fetched_at.date()).days
    if days > 1:
        text = translate("SavedReport", "Det som hänt de senaste {days} dagarna syns när du hämtar.").format(days=days)
    else:
        text = translate("SavedReport", "Det som hänt sedan dess syns när du hämtar.")
    actions = [NoticeAction(translate("SavedReport", "Hämta nu"), fetch, "download", "fetchNowButton")]
    if not report.is_complete:
        text = f"{describe_incomplete(report, language).what} {text}"
        actions.append(NoticeAction(translate("SavedReport", "Visa detaljer"), show_details))
    level = NoticeLevel.WARN if days > _OLD_DAYS else NoticeLevel.INFO
    moment = moment_text(report.fetched_at, today, language)
    return Notice(level, title.format(moment=moment), text, tuple(actions), is_closable=False, icon="archive")


def moment_text(moment: datetime, today: date, language: Language) -> str:
    """Return such as "24 nov 14:05", with the year where that is not this one."""
    day = format_day(moment.date(), language, with_year=moment.year != today.year)
    return f"{day} {moment:%H:%M}"
