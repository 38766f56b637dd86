"""What happens with reports in the window: they are fetched, shown, kept when a new one fails, and told about."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.error_messages import Problem, details_text, summarise
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.connections.connection_store import OfficeChoice
from vitec_desktop.ui.fetch import texts as report_words
from vitec_desktop.ui.fetch.report_fetcher import Fetched, Fetching, FetchNews, Selection
from vitec_desktop.ui.parts.announcing import announce
from vitec_desktop.ui.widgets.notice import Level, Notice, NoticeAction
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.errors import Reach
from vitec_desktop.webservice.request import Scope
from vitec_desktop.webservice.result import Missing
from vitec_desktop.webservice.timestamps import swedish_today


class ReportDesk(QObject):
    """Holds the report that is shown, and knows whether it is the one that the pickers ask for."""

    details_requested = Signal(object, str)  # Problem, and its details to copy
    sign_in_change_requested = Signal(object)  # the Missing whose sign-in was refused
    fetch_failed = Signal(object)  # Exception: before anything could be asked for
    ready_changed = Signal()  # what can be done now

    def __init__(self, fetching: Fetching, language: Language, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._fetching = fetching
        self._language = language
        self._bar = window.command_bar
        self._progress = window.progress
        self._notices = window.notices
        self._tabs = window.tabs
        self._status = window.status
        self._current: Fetched | None = None
        self._asked: Selection | None = None
        self._missing: list[Missing] = []
        self._warning: Notice | None = None
        self._backwards: Notice | None = None  # what was said of a period that ends before it begins
        self._is_exporting = False
        self._connect()
        self._show_ready()

    @property
    def report(self) -> Report | None:
        """The report that is shown; None before the first one, and it stays while another one is being fetched."""
        return self._current.report if self._current else None

    @property
    def selection(self) -> Selection | None:
        """What the report that is shown was asked for; None before the first one."""
        return self._current.selection if self._current else None

    @property
    def fetched(self) -> Fetched | None:
        """The report that is shown, with what was asked for and answered."""
        return self._current

    @property
    def offices(self) -> tuple[OfficeChoice, ...] | None:
        """Whose report is shown or being fetched; None where there is none."""
        if self._asked:
            return self._asked.offices
        return self._current.selection.offices if self._current else None

    @property
    def is_ready(self) -> bool:
        """Neither a fetch nor an export runs."""
        return self._asked is None and not self._is_exporting

    @property
    def can_export(self) -> bool:
        return self.is_ready and self._current is not None

    def set_exporting(self, is_exporting: bool) -> None:
        self._is_exporting = is_exporting
        self._show_ready()

    def fetch(self) -> None:
        """Fetch what the pickers say."""
        selection = self._bar.selection
        if selection.is_backwards:
            why = self.tr("Första dagen ligger efter den sista.")
            self._show(Level.ERR, Problem(self.tr("Perioden är bakvänd."), why, self.tr("Ändra någon av dem.")))
            self._backwards = self._notices.notice
            return
        self._start(selection)

    def fetch_missing(self) -> None:
        """Fetch only what is missing from the report that is shown."""
        if self._current:
            self._start(self._current.selection, self._current)

    def take_over(self, fetched: Fetched) -> None:
        """Show what another window has fetched, and say of it what that one said."""
        self._on_fetched(fetched)

    def forget(self) -> None:
        """Show no report any more: the offices are others now."""
        self._fetching.drop()
        self._current = self._warning = None
        self._notices.clear()
        self._tabs.show_nothing_fetched()
        self._show_ready()

    # While a report is being fetched --------------------------------------------------------------------------

    def _connect(self) -> None:
        self._bar.fetch_requested.connect(self.fetch)
        self._bar.selection_changed.connect(self._on_selection_changed)
        self._tabs.fetch_requested.connect(self.fetch)
        self._tabs.counts_changed.connect(self._show_status)
        self._status.state_chosen.connect(self._notices.show_standing)
        self._progress.cancel_requested.connect(self._fetching.stop)
        self._fetching.started.connect(self._on_started)
        self._fetching.news_arrived.connect(self._on_news)
        self._fetching.finished.connect(self._on_finished)
        self._fetching.report_fetched.connect(self._on_fetched)
        self._fetching.stopped.connect(self._on_stopped)
        self._fetching.failed.connect(self._on_failed)

    def _start(self, selection: Selection, known: Fetched | None = None) -> None:
        if self._is_exporting:
            why = self.tr("Hämta igen när den är klar.")
            self._show(Level.INFO, Problem(self.tr("En fil sparas."), why, ""))
            return
        if self._asked:
            return
        self._asked = selection
        self._missing = []
        self._notices.clear()
        self._tabs.start_growing(_scope_of(selection), keeps_rows=known is not None)
        self._fetching.fetch(selection, known.answers if known else None)

    def _on_started(self) -> None:
        self._progress.start(self.tr("Ansluter…"))
        announce(self._progress, self.tr("Hämtar rapporten."))
        self._show_ready()

    def _on_news(self, news: FetchNews) -> None:
        lead, *details = report_words.progress_texts(
            news.done, news.total, news.upcoming, news.seconds_left, self._language
        )
        self._progress.set_progress(news.done, news.total, lead, *details)
        self._tabs.grow(news.rows)
        self._missing.extend(news.missing)
        if news.missing and news.done < news.total:
            self._show(Level.WARN, report_words.growing_problem(self._missing, news.total, self._language))

    def _on_finished(self) -> None:
        self._asked = None
        self._progress.stop()
        self._show_ready()

    def _on_selection_changed(self) -> None:
        """What was wrong with the period is no longer said once it is mended; another notice stays."""
        if self._backwards and not self._bar.selection.is_backwards:
            if self._notices.notice is self._backwards:
                self._notices.withdraw()
            self._backwards = None
        self._show_next_step()

    # What came of it ------------------------------------------------------------------------------------------

    def _on_fetched(self, fetched: Fetched) -> None:
        if fetched.is_empty_handed:
            self._on_empty_handed(fetched.report)
            return
        self._take(fetched)
        report = fetched.report
        if report.is_complete and report.damaged_rows:
            what = self.tr("%n rader innehöll något oläsligt.", "", report.damaged_rows)
            self._show(Level.INFO, Problem(what, self.tr("Det som gick att läsa av dem är med."), ""))
        elif report.is_complete:
            announce(self._tabs, self.tr("Rapporten är hämtad: %n rader.", "", report.row_count))

    def _on_empty_handed(self, report: Report) -> None:
        problem = summarise(report.missing, self._language, report.scope)
        if self._current:
            self._restore()
        else:
            self._tabs.show_failed(problem.why)
        self._notices.show_notice(self._missing_notice(Level.ERR, report, self.fetch))

    def _on_stopped(self, partial: Fetched | None) -> None:
        before = self._current
        if partial is None or partial.report.row_count == 0:
            self._restore()
            self._show(Level.INFO, Problem(self.tr("Hämtningen avbröts."), self._kept_words(), ""))
        elif before is None or _holds_all_of(partial, before):
            self._take(partial)
        else:
            self._restore()
            show = NoticeAction(self.tr("Visa det som hann hämtas"), lambda: self._take(partial))
            self._show(Level.INFO, Problem(self.tr("Hämtningen avbröts."), self._kept_words(), ""), (show,))

    def _on_failed(self, error: Exception) -> None:
        self._restore()
        self.fetch_failed.emit(error)

    def _take(self, fetched: Fetched) -> None:
        """Show a report from now on, and warn of what is missing from it for as long as it is shown."""
        report = fetched.report
        self._current = fetched
        self._warning = None if report.is_complete else self._missing_notice(Level.WARN, report, self.fetch_missing)
        self._tabs.show_report(report)
        self._show_ready()
        self._notices.clear()
        self._warn()

    def _restore(self) -> None:
        """Show again what was shown before the fetch that came to nothing."""
        if self._current:
            self._tabs.show_report(self._current.report)
        else:
            self._tabs.show_nothing_fetched()
        self._show_ready()
        self._warn()

    def _kept_words(self) -> str:
        if self._current is None:
            return self.tr("Inget hann hämtas.")
        time = f"{self._current.report.fetched_at:%H:%M}"
        return self.tr("Rapporten som hämtades {time} visas, oförändrad.").format(time=time)

    # Telling --------------------------------------------------------------------------------------------------

    def _warn(self) -> None:
        """Have the warning of an incomplete report there whenever nothing else is told."""
        if self._warning:
            self._notices.stand(self._warning)

    def _missing_notice(self, level: Level, report: Report, retry: Callable[[], None]) -> Notice:
        problem = summarise(report.missing, self._language, report.scope)
        details = details_text(report.missing, self._language)
        show_details = NoticeAction(self.tr("Visa detaljer"), lambda: self.details_requested.emit(problem, details))
        refused = next((one for one in report.missing if one.error.reach is Reach.LOGIN), None)
        if refused:
            first = NoticeAction(self.tr("Ändra anslutning"), lambda: self.sign_in_change_requested.emit(refused))
        else:
            first = NoticeAction(self.tr("Försök igen"), retry)
        return report_words.problem_notice(level, problem, (first, show_details))

    def _show(self, level: Level, problem: Problem, actions: tuple[NoticeAction, ...] = ()) -> None:
        self._notices.show_notice(report_words.problem_notice(level, problem, actions))

    def _show_ready(self) -> None:
        self._bar.set_busy(is_fetching=self._asked is not None, can_export=self.can_export)
        self._show_next_step()
        self._show_status()
        self.ready_changed.emit()

    def _show_next_step(self) -> None:
        self._bar.set_next_step(self._current is not None and self._bar.selection == self._current.selection)

    def _show_status(self) -> None:
        if self._asked:
            scope = _scope_of(self._asked)
            count = report_words.growing_text(self._tabs.total_count, self._language)
            self._status.set_facts((count, *report_words.scope_texts(scope, self._language)))
            self._status.set_state("warning", "warn", self.tr("Inte komplett än"))
            return
        report = self.report
        if report is None:
            self._status.set_facts(())
            self._status.set_state("", "", "")
            return
        rows = self._rows_text()
        fetched = report_words.fetched_text(report.fetched_at, swedish_today(), self._language)
        self._status.set_facts((rows, *report_words.scope_texts(report.scope, self._language), fetched))
        if report.is_complete:
            self._status.set_state("check-circle", "ok", self.tr("Komplett rapport"))
        else:
            self._status.set_state("warning", "warn", self.tr("Inte komplett"), self._more_about_missing())

    def _more_about_missing(self) -> str:
        if self._warning is None:
            return ""
        return "\n".join((self._warning.what, self._warning.why, self.tr("Klicka för att visa meddelandet.")))

    def _rows_text(self) -> str:
        """The rows of the list in sight, or of all lists beside the overview."""
        page = self._tabs.current_page
        if page is None:
            return report_words.all_rows_text(self._tabs.shown_count, self._tabs.total_count, self._language)
        return report_words.rows_text(page.kind, page.model.rowCount(), page.model.total, self._language)


def _scope_of(selection: Selection) -> Scope:
    customers = tuple(office.customer for office in selection.offices)
    return Scope(customers, selection.first_day, selection.last_day, selection.status)


def _holds_all_of(partial: Fetched, before: Fetched) -> bool:
    return partial.selection == before.selection and before.answers.keys() <= partial.answers.keys()
