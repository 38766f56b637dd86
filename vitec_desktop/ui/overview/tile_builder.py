"""The key figures as tiles."""

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.statistics import (
    Comparison,
    Dimension,
    Outcome,
    StatisticKey,
    Statistics,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod
from vitec_desktop.ui.overview.overview_data import Tile
from vitec_desktop.webservice.models import ListKind

_COUNTS = (
    ("tileIncoming", ListKind.INCOMING, StatisticKey.INCOMING),
    ("tileTips", ListKind.TIPS, StatisticKey.TIPS),
    ("tileOutgoing", ListKind.OUTGOING, StatisticKey.OUTGOING),
)
_SHARES = (
    ("tileTipsIntag", ListKind.TIPS, StatisticKey.TIPS_WON),
    ("tileLeadsIntag", ListKind.INCOMING, StatisticKey.LEADS_WON),
)
_COMPARED_KEYS = {
    ComparisonPeriod.PREVIOUS_PERIOD: StatisticKey.PERIOD_BEFORE,
    ComparisonPeriod.LAST_YEAR: StatisticKey.LAST_YEAR,
}


class TileBuilder:
    """Makes the six tiles of some figures, with their change where another period is known."""

    def __init__(
        self, figures: Statistics, comparison: Comparison | None, compared: ComparisonPeriod, language: Language
    ) -> None:
        self._figures = figures
        self._comparison = comparison
        self._compared = compared
        self._language = language

    def build_tiles(self) -> tuple[Tile, ...]:
        counts = (self._count_tile(name, kind, key) for name, kind, key in _COUNTS)
        shares = (self._share_tile(name, kind, key) for name, kind, key in _SHARES)
        return (*counts, self._unhandled_tile(), *shares)

    def _count_tile(self, name: str, kind: ListKind, key: StatisticKey) -> Tile:
        figures, language = self._figures.lists[kind], self._language
        if self._comparison:
            change = self._comparison.count_change(kind)
            lead, rest = words.format_difference(change, language), words.format_before(change, language)
        else:
            lead, rest = self._base(kind), ""
        figure = format_count(figures.count, language)
        return Tile(name, statistic_name(key, language), figure, lead, rest, self._hint(key), figures.row_filter)

    def _base(self, kind: ListKind) -> str:
        """What stands where nothing is compared."""
        figures = self._figures.lists[kind]
        if figures.outcome:
            count = format_count(figures.outcome.linked.count, self._language)
            return QCoreApplication.translate("Overview", "{count} med bostad kopplad").format(count=count)
        receivers = len(figures.rankings[Dimension.RECEIVER].ranked_values)
        return QCoreApplication.translate("Overview", "till %n mottagare", "", receivers) if receivers else ""

    def _unhandled_tile(self) -> Tile:
        unhandled, language = self._figures.unhandled, self._language
        lead = QCoreApplication.translate("Overview", "{leads} leads, {tips} tips").format(
            leads=format_count(unhandled.leads.count, language), tips=format_count(unhandled.tips.count, language)
        )
        rest = ""
        if unhandled.total.oldest is not None:
            age = words.format_age(unhandled.total.oldest, language)
            rest = QCoreApplication.translate("Overview", "äldsta {age}").format(age=age)
        return Tile(
            "tileUnhandled",
            statistic_name(StatisticKey.UNHANDLED, language),
            format_count(unhandled.total.count, language),
            lead,
            rest,
            statistic_definition(StatisticKey.UNHANDLED, language),
            self._unhandled_wish(),
            StateGroup.UNHANDLED,
        )

    def _unhandled_wish(self) -> RowFilter | None:
        """One click can show one list only: the one where more waits."""
        leads, tips = self._figures.unhandled.leads, self._figures.unhandled.tips
        return tips.row_filter if tips.count > leads.count else leads.row_filter

    def _share_tile(self, name: str, kind: ListKind, key: StatisticKey) -> Tile:
        outcome, language = self._figures.lists[kind].outcome, self._language
        assert isinstance(outcome, Outcome)
        share = outcome.won.of_all
        compared = self._comparison.find(kind, StatisticKey.WON) if self._comparison else None
        before = compared.share_before if compared else None
        return Tile(
            name,
            statistic_name(key, language),
            words.format_share(share, language),
            words.format_count_of_base(share, language),
            self._before_text(words.format_share(before, language)) if before else "",
            f"{self._hint(key)}\n{statistic_definition(StatisticKey.SHARE, language)}",
            outcome.won.row_filter,
        )

    def _before_text(self, share: str) -> str:
        if self._compared is ComparisonPeriod.LAST_YEAR:
            return QCoreApplication.translate("Overview", "i fjol {share}").format(share=share)
        return QCoreApplication.translate("Overview", "förra {share}").format(share=share)

    def _hint(self, key: StatisticKey) -> str:
        """How the figure is counted and, where it is compared, how that is."""
        hint = statistic_definition(key, self._language)
        if not self._comparison:
            return hint
        how = statistic_definition(StatisticKey.COMPARISON, self._language)
        what = statistic_definition(_COMPARED_KEYS[self._compared], self._language)
        name = statistic_name(_COMPARED_KEYS[self._compared], self._language)
        return f"{hint}\n\n{name}: {what}\n{how}"
