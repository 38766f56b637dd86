"""Builds the overview's tiles and charts from statistics: their bars, texts and row filters. Counts nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import display_text, format_count, format_day, format_period
from vitec_desktop.report.labels import LABEL_TABLES, STATES, StateGroup, label_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import (
    MIN_BASE,
    AgeProfile,
    Dimension,
    Month,
    OutcomeStep,
    RankedValue,
    StateCount,
    StatisticKey,
    Statistics,
    Week,
    formatting,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.report.statistics.columns import STATE_COLUMNS
from vitec_desktop.ui.charts.models import (
    AxisLabel,
    Bar,
    ColumnChart,
    ColumnHeader,
    ColumnRow,
    FunnelChart,
    FunnelStep,
    RankingChart,
    RankingRow,
    TimeChart,
    TimeRow,
)
from vitec_desktop.ui.overview.overview_data import OverviewData
from vitec_desktop.ui.overview.statistics_job import RANKED_DIMENSIONS, StatisticsResult
from vitec_desktop.ui.overview.texts import OverviewCaptions
from vitec_desktop.ui.overview.tile_builder import TileBuilder
from vitec_desktop.ui.widgets.long_text import shortened
from vitec_desktop.ui.widgets.marks import UnknownMark
from vitec_desktop.webservice.models import ListKind

translate = QCoreApplication.translate

_OUTCOME_KINDS = (ListKind.INCOMING, ListKind.TIPS)
_TIME_ROWS = ((ListKind.INCOMING, 2.2), (ListKind.TIPS, 1.0), (ListKind.OUTGOING, 1.0))
"""The lists of the chart over time, and their shares of its height."""

_MIN_MONTHS = 4
"""Shorter periods are shown by week: two or three bars are not enough for a chart."""

_MAX_RANKING_ROWS = 40
_MAX_NAME_LENGTH = 100  # characters


def build_overview(result: StatisticsResult, captions: OverviewCaptions, language: Language) -> OverviewData:
    """Return everything that the overview shows for `result`."""
    statistics, scope = result.statistics, result.statistics.scope
    builder = _ChartBuilder(statistics, language)
    return OverviewData(
        format_period(scope.first_day, scope.last_day, language, in_full=True),
        captions.caption,
        captions.filter_note,
        captions.notes,
        captions.chain,
        captions.print_caption,
        TileBuilder(statistics, result.comparison, result.period, language).build_tiles(),
        builder.build_time_chart(),
        builder.build_states(),
        builder.build_funnel(ListKind.TIPS, StatisticKey.TIPS_FUNNEL),
        builder.build_funnel(ListKind.INCOMING, StatisticKey.LEADS_FUNNEL),
        builder.build_ages(),
        *(builder.build_ranking(dimension) for dimension in RANKED_DIMENSIONS),
    )


class _ChartBuilder:
    def __init__(self, statistics: Statistics, language: Language) -> None:
        self._statistics = statistics
        self._language = language

    # Over time ------------------------------------------------------------------------------------------------

    def build_time_chart(self) -> TimeChart:
        """Return all lists over one axis of months or weeks, each with a scale of its own."""
        timeline, language = self._statistics.timeline, self._language
        is_by_month = len(timeline.all_months) >= _MIN_MONTHS
        buckets: Sequence[Month | Week] = timeline.months if is_by_month else timeline.weeks
        key = StatisticKey.MONTHS if is_by_month else StatisticKey.WEEKS
        hint = statistic_definition(key, language)
        title = statistic_name(key, language)
        if is_by_month and len(buckets) < len(timeline.all_months):
            latest = translate("Overview", "{title}, de {count} senaste")
            title = latest.format(title=title, count=len(buckets))
        return TimeChart(
            title,
            hint,
            tuple(self._time_row(kind, weight, buckets, hint) for kind, weight in _TIME_ROWS),
            tuple(self._axis_label(bucket, is_first=bucket is buckets[0]) for bucket in buckets),
        )

    def _time_row(self, kind: ListKind, weight: float, buckets: Sequence[Month | Week], hint: str) -> TimeRow:
        name = self._list_name(kind)
        total = translate("Overview", "{count} totalt")
        bars = tuple(
            Bar(
                f"{name}, {self._bucket_name(bucket)}",
                bucket.counts[kind],
                self._count(bucket.counts[kind]),
                hint,
                row_filter=bucket.row_filter_for(kind),
                filter_name=self._bucket_name(bucket),
                is_ongoing=bucket.is_current,
            )
            for bucket in buckets
        )
        return TimeRow(name, total.format(count=self._list_count(kind)), bars, weight)

    def _bucket_name(self, bucket: Month | Week) -> str:
        language = self._language
        if isinstance(bucket, Month):
            name = formatting.format_month(bucket, language)
        else:
            days = format_period(bucket.first_day, bucket.last_day, language)
            name = f"{formatting.format_week(bucket, language)}, {days}"
        return formatting.format_current_bucket(name, language, self._statistics.as_of) if bucket.is_current else name

    def _axis_label(self, bucket: Month | Week, *, is_first: bool) -> AxisLabel:
        language = self._language
        if isinstance(bucket, Month):
            text = formatting.format_month(bucket, language, with_year=False)
            second_line = str(bucket.year) if is_first or bucket.month == 1 else ""
        else:
            text = formatting.format_week(bucket, language)
            second_line = format_day(bucket.first_day, language, with_year=False)
        if bucket.is_current:
            as_of = self._statistics.as_of
            until = translate("Overview", "t.o.m. {day}").format(day=as_of.day) if as_of else ""
            return AxisLabel(text, until or translate("Overview", "pågår"), is_strong=True)
        return AxisLabel(text, second_line)

    # States and ages ------------------------------------------------------------------------------------------

    def build_states(self) -> ColumnChart:
        """Return the rows of each state: known states by group, then unknown ones, then rows without a state."""
        lists = self._statistics.lists
        by_code = {kind: {state.code: state for state in lists[kind].states} for kind in _OUTCOME_KINDS}
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
        states = [by_code[kind].get(code) for kind in by_code]
        group = next((state.group for state in states if state), None)
        bars = tuple(
            Bar(
                f"{label}, {self._list_name(kind)}",
                state.count if state else 0,
                self._count(state.count if state else 0),
                self._state_hint(code),
                group.value if group else "text2",
                state.row_filter if state else None,
                filter_name=label,
            )
            for kind, state in zip(by_code, states, strict=True)
        )
        return ColumnRow(label, bars, group or (UnknownMark.STATE if code else None))

    def _state_label(self, code: str | None) -> str:
        if code is None:
            return translate("Overview", "Utan status")
        return shortened(display_text(STATE_COLUMNS[ListKind.TIPS], code, self._language), _MAX_NAME_LENGTH)

    def _state_hint(self, code: str | None) -> str:
        table = LABEL_TABLES[STATE_COLUMNS[ListKind.TIPS].kind]
        meaning = self._language.text(table.context, label_hint(table, code)) if code in table.labels and code else ""
        return f"{meaning} {statistic_definition(StatisticKey.STATES, self._language)}".strip()

    def build_ages(self) -> ColumnChart:
        """Return how long unhandled leads and tips have waited."""
        unhandled, language = self._statistics.unhandled, self._language
        headers = (
            ColumnHeader(translate("Overview", "Leads"), self._count(unhandled.leads.count)),
            ColumnHeader(self._list_name(ListKind.TIPS), self._count(unhandled.tips.count)),
        )
        profiles = (unhandled.leads, unhandled.tips)
        rows = tuple(
            self._age_row(number, formatting.format_age_bucket(bucket, language), profiles)
            for number, bucket in enumerate(unhandled.total.buckets)
        )
        as_of = self._statistics.as_of
        day = f" {format_day(as_of, language, with_year=False)}" if as_of else ""
        return ColumnChart(
            statistic_name(StatisticKey.UNHANDLED_AGES, language) + day,
            statistic_definition(StatisticKey.UNHANDLED_AGES, language),
            headers,
            (rows,),
            self._age_footer(unhandled.total),
        )

    def _age_row(self, number: int, label: str, profiles: tuple[AgeProfile, ...]) -> ColumnRow:
        hint = statistic_definition(StatisticKey.UNHANDLED_AGES, self._language)
        bars = []
        for kind, profile in zip(_OUTCOME_KINDS, profiles, strict=True):
            bucket = profile.buckets[number]
            name = f"{label}, {self._list_name(kind)}"
            filter_name = translate("Overview", "Obehandlade, {age}").format(age=label)
            count = self._count(bucket.count)
            row_filter = bucket.row_filter
            bars.append(Bar(name, bucket.count, count, hint, "unhandled", row_filter, filter_name=filter_name))
        return ColumnRow(label, tuple(bars))

    def _age_footer(self, total: AgeProfile) -> str:
        if not total.count:
            return translate("ListPage", "Allt är omhändertaget.")
        language = self._language
        parts = []
        if total.median is not None:
            median = translate("Overview", "Median {age}")
            parts.append(median.format(age=formatting.format_age(total.median, language)))
            oldest = translate("Overview", "äldsta {age}")
            parts.append(oldest.format(age=formatting.format_age(total.oldest, language)))
        if total.undated:
            undated = translate("Overview", "{count} utan datum")
            parts.append(undated.format(count=self._count(total.undated)))
        return " · ".join(parts)

    # Outcomes -------------------------------------------------------------------------------------------------

    def build_funnel(self, kind: ListKind, key: StatisticKey) -> FunnelChart:
        """Return the steps from all rows of a list to those sold; the footer counts those without an assignment."""
        statistics, language = self._statistics.lists[kind], self._language
        outcome = statistics.outcome
        assert outcome is not None
        label = self._list_name(kind) if kind is ListKind.TIPS else translate("Overview", "Leads")
        count_key = StatisticKey.TIPS if kind is ListKind.TIPS else StatisticKey.INCOMING
        all_rows = Bar(
            self._list_name(kind),
            statistics.count,
            self._count(statistics.count),
            statistic_definition(count_key, language),
            row_filter=statistics.row_filter,
        )
        too_few = translate("Overview", "För få rader för en andel.")
        share_text = too_few if statistics.count < MIN_BASE else ""
        steps = (outcome.linked, outcome.won, outcome.sold)
        no_assignment = outcome.no_assignment
        footer = Bar(
            statistic_name(no_assignment.key, language),
            no_assignment.count,
            formatting.format_share_with_counts(no_assignment.of_all, language),
            statistic_definition(no_assignment.key, language),
            row_filter=no_assignment.row_filter,
        )
        return FunnelChart(
            statistic_name(key, language),
            f"{statistic_definition(key, language)}\n{statistic_definition(StatisticKey.SHARE, language)}",
            (FunnelStep(label, all_rows, share_text), *(self._funnel_step(step) for step in steps)),
            footer,
        )

    def _funnel_step(self, step: OutcomeStep) -> FunnelStep:
        language = self._language
        name = statistic_name(step.key, language)
        share_text = formatting.format_share_of_all(step.of_all, language)
        if step.of_linked:
            share_text += f" · {formatting.format_share_of_linked(step.of_linked, language)}"
        hint = statistic_definition(step.key, language)
        bar = Bar(name, step.count, self._count(step.count), hint, row_filter=step.row_filter)
        return FunnelStep(name, bar, share_text)

    # Rankings -------------------------------------------------------------------------------------------------

    def build_ranking(self, dimension: Dimension) -> RankingChart:
        """Return the senders or receivers of most tips."""
        ranking, language = self._statistics.tips.rankings[dimension], self._language
        hint = statistic_definition(StatisticKey(dimension.value), language)
        return RankingChart(
            translate("Overview", "Flest tips"),
            hint,
            (
                translate("Overview", "Namn"),
                translate("Overview", "Antal"),
                statistic_name(StatisticKey.WON, language),
            ),
            tuple(self._ranking_row(value, hint, dimension) for value in ranking.top(_MAX_RANKING_ROWS)),
            translate("Overview", "Inga tips att räkna."),
            statistic_name(StatisticKey(dimension.value), language),
        )

    def _ranking_row(self, value: RankedValue, hint: str, dimension: Dimension) -> RankingRow:
        language = self._language
        name = shortened(display_text(value.column, value.value, language), _MAX_NAME_LENGTH)
        won, share = self._count(value.won or 0), formatting.format_share(value.won_share, language)
        spoken = f"{statistic_name(StatisticKey.WON, language)}: {won}, {share}"
        bar = Bar(
            name,
            value.count,
            self._count(value.count),
            f"{spoken}\n{hint}",
            row_filter=value.row_filter,
            filter_name=f"{statistic_name(StatisticKey(dimension.value), language)} {name}",
        )
        return RankingRow(name, bar, won, share)

    # Texts ----------------------------------------------------------------------------------------------------

    def _count(self, count: int) -> str:
        return format_count(count, self._language)

    def _list_count(self, kind: ListKind) -> str:
        return self._count(self._statistics.lists[kind].count)

    def _list_name(self, kind: ListKind) -> str:
        return self._language.text("Lists", LIST_NAMES[kind])
