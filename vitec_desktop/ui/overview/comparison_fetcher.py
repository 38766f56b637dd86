"""Fetching another period's report to compare with: on demand, apart from the report that is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.report import Report
from vitec_desktop.ui.fetch.report_fetcher import Fetched, Fetching, FetchNews, Selection
from vitec_desktop.ui.overview.report_info import Compared


@dataclass(frozen=True, slots=True)
class Compares:
    """What is compared with, and the reports that are known for it."""

    wanted: Compared
    known: Mapping[Compared, Report]


class Comparing(QObject):
    """Keeps what it has fetched for as long as the shown report covers the same.

    `changed` when there is another report to compare with, or none any more. After `started` comes one of `changed`,
    `stopped` and `failed` (an exception; a report that came empty-handed goes out by `came_to_nothing`).
    """

    started = Signal()
    progressed = Signal(object)  # FetchNews
    changed = Signal()
    stopped = Signal()
    came_to_nothing = Signal(object)  # Report
    failed = Signal(object)  # Exception

    def __init__(self, fetching: Fetching, parent: QObject | None = None) -> None:
        """`fetching` is used by nobody else."""
        super().__init__(parent)
        self._fetching = fetching
        self._base: Selection | None = None
        self._wanted = Compared.NOTHING
        self._known: dict[Compared, Report] = {}
        self._is_awaiting = False
        fetching.started.connect(self.started)
        fetching.news_arrived.connect(self._on_news)
        fetching.report_fetched.connect(self._on_fetched)
        fetching.failed.connect(self._on_failed)

    @property
    def wanted(self) -> Compared:
        return self._wanted

    @property
    def is_running(self) -> bool:
        return self._is_awaiting

    @property
    def report(self) -> Report | None:
        """What is compared with, once it is there."""
        return self._known.get(self._wanted)

    def hand_over(self) -> Compares:
        """What another window's comparison goes on with."""
        return Compares(self._wanted, dict(self._known))

    def take_over(self, former: Compares) -> None:
        """Go on where another window's comparison of the same report stood."""
        self._known = dict(former.known)
        if former.wanted is not Compared.NOTHING:
            self.compare(former.wanted)

    def set_base(self, base: Selection | None) -> None:
        """Another report is shown: what is known of other periods holds only if it covers the same."""
        if base == self._base:
            return
        self.stop()
        self._base = base
        self._known.clear()
        if self._wanted is not Compared.NOTHING:
            self._wanted = Compared.NOTHING
            self.changed.emit()

    def compare(self, wanted: Compared) -> None:
        """Compare with this, fetched first where it is not known yet."""
        self.stop()
        self._wanted = wanted
        selection = self._selection()
        if wanted is Compared.NOTHING or wanted in self._known or selection is None:
            self.changed.emit()
            return
        self._is_awaiting = True
        self._fetching.fetch(selection)

    def stop(self) -> None:
        """Give up a running fetch: a part of a period is nothing to compare with."""
        if self._is_awaiting:
            self._is_awaiting = False
            self._wanted = Compared.NOTHING
            self._fetching.stop()
            self.stopped.emit()

    def _selection(self) -> Selection | None:
        """What to fetch; None where there is nothing, as before the calendar's beginning."""
        from vitec_desktop.report.statistics import period_before, same_period_last_year

        if self._base is None or self._wanted is Compared.NOTHING:
            return None
        earlier = period_before if self._wanted is Compared.PERIOD_BEFORE else same_period_last_year
        try:
            first_day, last_day = earlier(self._base.first_day, self._base.last_day)
        except ValueError:
            self._wanted = Compared.NOTHING
            return None
        return replace(self._base, first_day=first_day, last_day=last_day)

    def _on_news(self, news: FetchNews) -> None:
        if self._is_awaiting:
            self.progressed.emit(news)

    def _on_fetched(self, fetched: Fetched) -> None:
        self._is_awaiting = False
        if fetched.is_empty_handed:
            self._wanted = Compared.NOTHING
            self.came_to_nothing.emit(fetched.report)
            return
        self._known[self._wanted] = fetched.report
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        # What was stopped may still fail behind our back.
        if self._is_awaiting:
            self._is_awaiting = False
            self._wanted = Compared.NOTHING
            self.failed.emit(error)
