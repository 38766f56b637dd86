"""Figures as charts: which bars, in which words, with which rows behind them. Nothing is counted here."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import display_text, format_count, format_period
from vitec_desktop.report.labels import LABEL_TABLES, STATES, StateGroup, label_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import (
    MIN_BASE,
    AgeProfile,
    Comparison,
    Dimension,
    OutcomeStep,
    RankedValue,
    StateCount,
    StatisticKey,
    Statistics,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.report.statistics.columns import STATE_COLUMNS
from vitec_desktop.ui.charts.models import (
    Bar,
    ColumnChart,
    ColumnHeader,
    ColumnRow,
    FunnelChart,
    FunnelStep,
    RankingChart,
    RankingRow,
)
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod
from vitec_desktop.ui.overview.overview_data import OverviewData
from vitec_desktop.ui.overview.tile_builder import TileBuilder
from vitec_desktop.ui.overview.time_chart_builder import build_time_chart
from vitec_desktop.ui.widgets.marks import UnknownMark
from vitec_desktop.webservice.models import ListKind

_OUTCOME_KINDS = (ListKind.INCOMING, ListKind.TIPS)
RANKED_DIMENSIONS = (Dimension.SENDER, Dimension.RECEIVER)
_MAX_RANKING_ROWS = 40


@dataclass(frozen=True, slots=True)
class StatisticsResult:
    """The figures of the rows shown and, where another period is known, both beside each other."""

    statistics: Statistics
    comparison: Comparison | None = None
    period: ComparisonPeriod = ComparisonPeriod.NONE


@dataclass(frozen=True, slots=True)
class OverviewCaptions:
    """What stands around the figures: see `OverviewData`."""

    caption: str
    filter_note: str
    notes: tuple[str, ...]


def build_overview(counted: StatisticsResult, surrounding: OverviewCaptions, language: Language) -> OverviewData:
    """The overview of some figures."""
    figures = counted.statistics
    scope = figures.scope
    maker = _ChartBuilder(figures, language)
    return OverviewData(
        format_period(scope.first_day, scope.last_day, language, in_full=True),
        surrounding.caption,
        surrounding.filter_note,
        surrounding.notes,
        TileBuilder(figures, counted.comparison, counted.period, language).build_tiles(),
        build_time_chart(figures, language),
        maker.states(),
        maker.funnel(ListKind.TIPS, StatisticKey.TIPS_FUNNEL),
        maker.funnel(ListKind.INCOMING, StatisticKey.LEADS_FUNNEL),
        maker.ages(),
        *(maker.top(dimension) for dimension in RANKED_DIMENSIONS),
    )


class _ChartBuilder:
    def __init__(self, figures: Statistics, language: Language) -> None:
        self._figures = figures
        self._language = language

    # States and ages ------------------------------------------------------------------------------------------

    def states(self) -> ColumnChart:
        by_code = {kind: {state.code: state for state in self._figures.lists[kind].states} for kind in _OUTCOME_KINDS}
        known = [state.code for state in STATES]
        unknown = dict.fromkeys(code for states in by_code.values() for code in states if code and code not in known)
        groups = [tuple(state.code for state in STATES if state.group is group) for group in StateGroup]
        missing = [None] if any(None in states for states in by_code.values()) else []
        last: tuple[str | None, ...] = (*unknown, *missing)
        return ColumnChart(
            statistic_name(StatisticKey.STATES, self._language),
            statistic_definition(StatisticKey.STATES, self._language),
            tuple(ColumnHeader(self._list_name(kind), self._list_count(kind)) for kind in _OUTCOME_KINDS),
            tuple(
                tuple(self._state_row(code, by_code) for code in codes)
                for codes in (*groups, *((last,) if last else ()))
            ),
            has_headers_beside_title=True,
        )

    def _state_row(self, code: str | None, by_code: dict[ListKind, dict[str | None, StateCount]]) -> ColumnRow:
        label = self._state_label(code)
        found = [states.get(code) for states in by_code.values()]
        group = next((state.group for state in found if state), None)
        bars = tuple(
            Bar(
                f"{label}, {self._list_name(kind)}",
                state.count if state else 0,
                self._count(state.count if state else 0),
                self._state_hint(code),
                group.value if group else "text2",
                state.row_filter if state else None,
            )
            for kind, state in zip(by_code, found, strict=True)
        )
        return ColumnRow(label, bars, group or (UnknownMark.STATE if code else None))

    def _state_label(self, code: str | None) -> str:
        if code is None:
            return QCoreApplication.translate("OverviewData", "Utan status")
        return display_text(STATE_COLUMNS[ListKind.TIPS], code, self._language)

    def _state_hint(self, code: str | None) -> str:
        table = LABEL_TABLES[STATE_COLUMNS[ListKind.TIPS].kind]
        meaning = self._language.text(table.context, label_hint(table, code)) if code in table.labels and code else ""
        return f"{meaning} {statistic_definition(StatisticKey.STATES, self._language)}".strip()

    def ages(self) -> ColumnChart:
        unhandled, language = self._figures.unhandled, self._language
        heads = (
            ColumnHeader(QCoreApplication.translate("OverviewData", "Leads"), self._count(unhandled.leads.count)),
            ColumnHeader(self._list_name(ListKind.TIPS), self._count(unhandled.tips.count)),
        )
        profiles = (unhandled.leads, unhandled.tips)
        rows = tuple(
            self._age_row(number, words.format_age_bucket(bucket, language), profiles)
            for number, bucket in enumerate(unhandled.total.buckets)
        )
        return ColumnChart(
            statistic_name(StatisticKey.UNHANDLED_AGES, language),
            statistic_definition(StatisticKey.UNHANDLED_AGES, language),
            heads,
            (rows,),
            self._age_foot(unhandled.total),
        )

    def _age_row(self, number: int, label: str, profiles: tuple[AgeProfile, ...]) -> ColumnRow:
        hint = statistic_definition(StatisticKey.UNHANDLED_AGES, self._language)
        bars = []
        for kind, profile in zip(_OUTCOME_KINDS, profiles, strict=True):
            bucket = profile.buckets[number]
            name = f"{label}, {self._list_name(kind)}"
            bars.append(Bar(name, bucket.count, self._count(bucket.count), hint, "unhandled", bucket.row_filter))
        return ColumnRow(label, tuple(bars))

    def _age_foot(self, everything: AgeProfile) -> str:
        if not everything.count:
            return QCoreApplication.translate("ListPage", "Allt är omhändertaget.")
        language = self._language
        parts = []
        if everything.median is not None:
            median = QCoreApplication.translate("OverviewData", "Median {age}")
            parts.append(median.format(age=words.format_age(everything.median, language)))
            oldest = QCoreApplication.translate("OverviewData", "äldsta {age}")
            parts.append(oldest.format(age=words.format_age(everything.oldest, language)))
        if everything.undated:
            undated = QCoreApplication.translate("OverviewData", "{count} utan datum")
            parts.append(undated.format(count=self._count(everything.undated)))
        return " · ".join(parts)

    # What became of them --------------------------------------------------------------------------------------

    def funnel(self, kind: ListKind, key: StatisticKey) -> FunnelChart:
        figures, language = self._figures.lists[kind], self._language
        outcome = figures.outcome
        assert outcome is not None
        name = self._list_name(kind) if kind is ListKind.TIPS else QCoreApplication.translate("OverviewData", "Leads")
        count_key = StatisticKey.TIPS if kind is ListKind.TIPS else StatisticKey.INCOMING
        everything = Bar(
            self._list_name(kind),
            figures.count,
            self._count(figures.count),
            statistic_definition(count_key, language),
            row_filter=figures.row_filter,
        )
        too_few = QCoreApplication.translate("OverviewData", "För få rader för en andel.")
        aside = too_few if figures.count < MIN_BASE else ""
        steps = (outcome.linked, outcome.won, outcome.sold)
        left = outcome.no_assignment
        foot = Bar(
            statistic_name(left.key, language),
            left.count,
            words.format_share_with_counts(left.of_all, language),
            statistic_definition(left.key, language),
            row_filter=left.row_filter,
        )
        return FunnelChart(
            statistic_name(key, language),
            f"{statistic_definition(key, language)}\n{statistic_definition(StatisticKey.SHARE, language)}",
            (FunnelStep(name, everything, aside), *(self._funnel_step(step) for step in steps)),
            foot,
        )

    def _funnel_step(self, step: OutcomeStep) -> FunnelStep:
        language = self._language
        name = statistic_name(step.key, language)
        aside = words.format_share_of_all(step.of_all, language)
        if step.of_linked:
            aside += f" · {words.format_share_of_linked(step.of_linked, language)}"
        hint = statistic_definition(step.key, language)
        return FunnelStep(name, Bar(name, step.count, self._count(step.count), hint, row_filter=step.row_filter), aside)

    # By whom --------------------------------------------------------------------------------------------------

    def top(self, dimension: Dimension) -> RankingChart:
        ranking, language = self._figures.tips.rankings[dimension], self._language
        hint = statistic_definition(StatisticKey(dimension.value), language)
        return RankingChart(
            QCoreApplication.translate("OverviewData", "Flest tips"),
            hint,
            (
                QCoreApplication.translate("OverviewData", "Namn"),
                QCoreApplication.translate("OverviewData", "Antal"),
                statistic_name(StatisticKey.WON, language),
            ),
            tuple(self._top_row(entry, hint) for entry in ranking.top(_MAX_RANKING_ROWS)),
            QCoreApplication.translate("OverviewData", "Inga tips att räkna."),
            statistic_name(StatisticKey(dimension.value), language),
        )

    def _top_row(self, entry: RankedValue, hint: str) -> RankingRow:
        language = self._language
        name = display_text(entry.column, entry.value, language)
        won, share = self._count(entry.won or 0), words.format_share(entry.won_share, language)
        heard = f"{statistic_name(StatisticKey.WON, language)}: {won}, {share}"
        bar = Bar(name, entry.count, self._count(entry.count), f"{heard}\n{hint}", row_filter=entry.row_filter)
        return RankingRow(name, bar, won, share)

    # Words ----------------------------------------------------------------------------------------------------

    def _count(self, count: int) -> str:
        return format_count(count, self._language)

    def _list_count(self, kind: ListKind) -> str:
        return self._count(self._figures.lists[kind].count)

    def _list_name(self, kind: ListKind) -> str:
        return self._language.text("Lists", LIST_NAMES[kind])
