"""Builds the overview's tiles from statistics."""

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import format_count, format_leads_and_tips
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.report.statistics import (
    Dimension,
    Outcome,
    StatisticKey,
    formatting,
    is_by_week,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.ui.overview.chart_texts import short_period
from vitec_desktop.ui.overview.overview_data import Tile
from vitec_desktop.ui.overview.statistics_job import StatisticsResult
from vitec_desktop.ui.table.saved_views import UNHANDLED_NAME
from vitec_desktop.webservice.models import ListKind

translate = QCoreApplication.translate

_COUNTS = (
    ("tileIncoming", ListKind.INCOMING, StatisticKey.INCOMING),
    ("tileTips", ListKind.TIPS, StatisticKey.TIPS),
    ("tileOutgoing", ListKind.OUTGOING, StatisticKey.OUTGOING),
)
_SHARES = (
    ("tileTipsIntag", ListKind.TIPS, StatisticKey.TIPS_WON),
    ("tileLeadsIntag", ListKind.INCOMING, StatisticKey.LEADS_WON),
)
_PERIOD_KEYS = {
    ComparisonPeriod.PREVIOUS_PERIOD: StatisticKey.PERIOD_BEFORE,
    ComparisonPeriod.LAST_YEAR: StatisticKey.LAST_YEAR,
}


class TileBuilder:
    """Builds the six tiles; with a comparison they show the change since its period."""

    def __init__(self, result: StatisticsResult, language: Language) -> None:
        self._statistics = result.statistics
        self._comparison = result.comparison
        self._period = result.period
        self._is_complete = result.is_complete
        self._language = language

    def build_tiles(self) -> tuple[Tile, ...]:
        counts = (self._count_tile(name, kind, key) for name, kind, key in _COUNTS)
        shares = (self._share_tile(name, kind, key) for name, kind, key in _SHARES)
        return (*counts, self._unhandled_tile(), *shares)

    def _count_tile(self, name: str, kind: ListKind, key: StatisticKey) -> Tile:
        statistics, language = self._statistics.lists[kind], self._language
        if self._comparison:
            change, before = self._comparison.count_change(kind), self._comparison.count_before(kind)
            text = formatting.NO_VALUE if change is None else formatting.format_difference(change, language)
            optional_text = "" if before is None else formatting.format_before(before, language)
        else:
            text, optional_text = self._text_without_comparison(kind), ""
        if not statistics.count and not self._is_complete:
            text = translate("Overview", "i det som hämtades")
        value = format_count(statistics.count, language)
        return Tile(
            name, statistic_name(key, language), value, text, optional_text, self._hint(key), statistics.row_filter
        )

    def _text_without_comparison(self, kind: ListKind) -> str:
        statistics = self._statistics.lists[kind]
        if statistics.outcome:
            count = format_count(statistics.outcome.linked.count, self._language)
            return translate("Overview", "{count} med bostad kopplad").format(count=count)
        receivers = len(statistics.rankings[Dimension.RECEIVER].ranked_values)
        return translate("Overview", "till %n mottagare", "", receivers) if receivers else ""

    def _unhandled_tile(self) -> Tile:
        unhandled, language = self._statistics.unhandled, self._language
        text = format_leads_and_tips(unhandled.leads.count, unhandled.tips.count, language)
        part = translate("Overview", "av periodens")
        if not self._is_complete:
            part = translate("Overview", "i det som hämtades")
            if not unhandled.total.count:  # no room may hide it
                text, part = part, ""
        name, as_of = language.text("SavedViews", UNHANDLED_NAME), self._statistics.as_of
        return Tile(
            "tileUnhandled",
            formatting.format_unhandled_name(as_of, language) if as_of else name,
            format_count(unhandled.total.count, language),
            text,
            part,
            statistic_definition(StatisticKey.UNHANDLED, language),
            unhandled.total.row_filter,
            StateGroup.UNHANDLED,
            # Of a saved report the name needs the room, and what is older would be as of now.
            link="" if as_of else translate("Overview", "Sök äldre"),
        )

    def _share_tile(self, name: str, kind: ListKind, key: StatisticKey) -> Tile:
        outcome, language = self._statistics.lists[kind].outcome, self._language
        assert isinstance(outcome, Outcome)
        share = outcome.won.of_all
        compared = self._comparison.find(kind, StatisticKey.WON) if self._comparison else None
        is_known = self._comparison is not None and self._comparison.is_complete_before
        before = compared.share_before if compared and is_known else None
        return Tile(
            name,
            statistic_name(key, language),
            formatting.format_share(share, language),
            formatting.format_count_of_base(share, language),
            self._before_text(formatting.format_share(before, language)) if before else "",
            f"{self._hint(key)}\n{statistic_definition(StatisticKey.SHARE, language)}",
            outcome.won.row_filter,
        )

    def _before_text(self, share: str) -> str:
        """Return a share of the other period with its name: "sep 24 %", "okt 2025 24 %", "12–18 okt 24 %"."""
        assert self._comparison
        scope, before = self._comparison.scope, self._comparison.scope_before
        if not is_by_week(scope):  # too long for a tile
            is_last_year = self._period is ComparisonPeriod.LAST_YEAR
            source = translate("Overview", "i fjol {share}") if is_last_year else translate("Overview", "förra {share}")
            return source.format(share=share)
        return f"{short_period(before, scope, self._language)} {share}"

    def _hint(self, key: StatisticKey) -> str:
        """Return how the statistic is counted and, if it is compared, what with and how."""
        hint = statistic_definition(key, self._language)
        if not self._comparison:
            return hint
        how = statistic_definition(StatisticKey.COMPARISON, self._language)
        if not self._comparison.are_both_complete:
            how = translate("Overview", "Antal jämförs inte medan dagar saknas i någon av perioderna.")
        period = statistic_definition(_PERIOD_KEYS[self._period], self._language)
        name = statistic_name(_PERIOD_KEYS[self._period], self._language)
        return f"{hint}\n\n{name}: {period}\n{how}"
