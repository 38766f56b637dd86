"""Builds the overview's tiles and charts from statistics: their bars, texts and row filters. Counts nothing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.formatting import (
    display_text,
    format_count,
    format_day,
    format_leads,
    format_period,
    format_tips,
)
from vitec_desktop.report.labels import LABEL_TABLES, STATES, StateGroup, label_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.office_names import count_of_offices, with_others
from vitec_desktop.report.statistics import (
    MIN_BASE,
    AgeProfile,
    Change,
    Day,
    Dimension,
    GroupCounts,
    GroupRows,
    Missing,
    Month,
    OutcomeStep,
    RankedValue,
    StateCount,
    StatisticKey,
    TimeBucket,
    formatting,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.report.statistics.columns import STATE_COLUMNS
from vitec_desktop.report.statistics.timeline import MONTHS_SHOWN
from vitec_desktop.ui.charts.models import (
    AxisLabel,
    Bar,
    BarPart,
    ColumnChart,
    ColumnHeader,
    ColumnRow,
    EarlierValue,
    FunnelChart,
    FunnelStep,
    GroupCell,
    GroupChart,
    GroupRow,
    RankingChart,
    RankingRow,
    TimeChart,
    TimeRow,
)
from vitec_desktop.ui.overview.chart_texts import (
    group_chart_texts,
    partial_text,
    short_names,
    short_partial_text,
    time_chart_texts,
)
from vitec_desktop.ui.overview.overview_data import Definition, OverviewData
from vitec_desktop.ui.overview.statistics_job import RANKED_DIMENSIONS, StatisticsResult
from vitec_desktop.ui.overview.texts import OverviewCaptions, compared_days
from vitec_desktop.ui.overview.tile_builder import TileBuilder
from vitec_desktop.ui.widgets.long_text import shortened
from vitec_desktop.ui.widgets.marks import UnknownMark
from vitec_desktop.webservice.models import ListKind

translate = QCoreApplication.translate

_OUTCOME_KINDS = (ListKind.INCOMING, ListKind.TIPS)
_TIME_ROWS = ((ListKind.INCOMING, 1.8), (ListKind.TIPS, 1.0), (ListKind.OUTGOING, 1.0))
"""The lists of the chart over time, and their shares of its height."""

_MAX_RANKING_ROWS = 40
_MAX_NAME_LENGTH = 100  # characters


def build_overview(result: StatisticsResult, captions: OverviewCaptions, language: Language) -> OverviewData:
    """Return everything that the overview shows for `result`."""
    scope = result.statistics.scope
    builder = _ChartBuilder(result, language)
    senders, receivers = (builder.build_ranking(dimension) for dimension in RANKED_DIMENSIONS)
    return OverviewData(
        format_period(scope.first_day, scope.last_day, language, in_full=True),
        captions.caption,
        captions.filter_note,
        captions.notes,
        captions.sample,
        captions.chain,
        captions.print_caption,
        TileBuilder(result, language).build_tiles(),
        builder.build_time_chart(),
        builder.build_groups(),
        builder.build_states(),
        builder.build_funnel(ListKind.TIPS, StatisticKey.TIPS_FUNNEL),
        builder.build_funnel(ListKind.INCOMING, StatisticKey.LEADS_FUNNEL),
        builder.build_ages(is_filtered=bool(captions.filter_note)),
        senders,
        receivers,
        Definition(
            statistic_name(StatisticKey.HANDLING_TIME, language),
            statistic_definition(StatisticKey.HANDLING_TIME, language),
        ),
    )


class _ChartBuilder:
    def __init__(self, result: StatisticsResult, language: Language) -> None:
        self._result = result
        self._statistics = result.statistics
        self._before = result.before
        self._outlined = result.before if result.comparison and result.comparison.are_both_complete else None
        self._language = language

    @property
    def _earlier_period(self) -> str:
        """The days of the period that is compared with: "1–30 sep"; "" without a comparison."""
        return "" if self._before is None else compared_days(self._before.scope, self._statistics.scope, self._language)

    def _earlier_value(self, count: int | None) -> EarlierValue | None:
        if count is None:
            return None
        text = self._count(count)
        return EarlierValue(count, text, translate("Overview", "mot {count}").format(count=text))

    # Over time ------------------------------------------------------------------------------------------------

    def build_time_chart(self) -> TimeChart:
        """Return all lists over one axis of days, seven days at a time or months, each with a scale of its own."""
        timeline, language = self._statistics.timeline, self._language
        buckets = timeline.charted[-MONTHS_SHOWN:]
        title, hint = time_chart_texts(buckets[0], language)
        if len(buckets) < len(timeline.charted):
            latest = translate("Overview", "{title}, de {count} senaste")
            title = latest.format(title=title, count=len(buckets))
        return TimeChart(
            title,
            hint,
            tuple(self._time_row(kind, weight, buckets, hint) for kind, weight in _TIME_ROWS),
            tuple(self._axis_labels(buckets)),
            self._earlier_period if self._earlier_buckets else "",
        )

    @property
    def _earlier_buckets(self) -> Sequence[TimeBucket]:
        """The earlier period's bars, if each stands for the same weekday or part of a month as the bar beside it."""
        if self._outlined is None:
            return ()
        earlier, now = self._outlined.timeline.charted, self._statistics.timeline.charted
        if not earlier or type(earlier[0]) is not type(now[0]):
            return ()
        first, first_now = earlier[0].first_day, now[0].first_day
        if isinstance(now[0], Month):
            is_same = first.day == first_now.day
        else:
            is_same = not isinstance(now[0], Day) or first.weekday() == first_now.weekday()
        return earlier if is_same else ()

    def _time_row(self, kind: ListKind, weight: float, buckets: Sequence[TimeBucket], hint: str) -> TimeRow:
        name = self._list_name(kind)
        skipped = len(self._statistics.timeline.charted) - len(buckets)
        counts_before = [bucket.counts[kind] for bucket in self._earlier_buckets[skipped:]]
        bars = tuple(
            Bar(
                f"{name}, {self._bucket_name(bucket)}",
                bucket.counts[kind],
                self._count(bucket.counts[kind]),
                hint,
                row_filter=bucket.row_filter_for(kind),
                filter_name=self._bucket_name(bucket),
                is_partial=bucket.is_partial,
                earlier=self._earlier_value(count_before),
            )
            for bucket, count_before in zip_longest(buckets, counts_before[: len(buckets)])
        )
        return TimeRow(name, self._list_count(kind), bars, weight)

    def _bucket_name(self, bucket: TimeBucket) -> str:
        language = self._language
        if isinstance(bucket, Month):
            name = formatting.format_month(bucket, language)
        else:
            name = format_period(bucket.first_day, bucket.last_day, language)
        return formatting.format_current_bucket(name, language, self._statistics.as_of) if bucket.is_current else name

    def _axis_labels(self, buckets: Sequence[TimeBucket]) -> Iterator[AxisLabel]:
        """Yield the labels: months and years where they change, and below a bar of fewer days how many it has."""
        for number, bucket in enumerate(buckets):
            text, second_line = self._axis_texts(bucket, is_end=number in (0, len(buckets) - 1))
            if bucket.is_current:
                as_of = self._statistics.as_of
                until = translate("Overview", "t.o.m. {day}").format(day=as_of.day) if as_of else ""
                yield AxisLabel(text, until or translate("Overview", "pågår"), is_strong=True)
            elif bucket.is_partial:
                yield AxisLabel(text, partial_text(bucket), short_line=short_partial_text(bucket))
            else:
                yield AxisLabel(text, second_line)

    def _axis_texts(self, bucket: TimeBucket, *, is_end: bool) -> tuple[str, str]:
        language, first, last = self._language, bucket.first_day, bucket.last_day
        if isinstance(bucket, Month):
            year = str(bucket.year) if is_end and bucket is not self._statistics.timeline.charted[-1] else ""
            return formatting.format_month(bucket, language, with_year=False), year or (
                str(bucket.year) if bucket.month == 1 else ""
            )
        if isinstance(bucket, Day):
            return formatting.format_weekday_of(first, language), format_day(first, language, with_year=False)
        if is_end or first.month != last.month or first.day <= bucket.days:
            return format_period(first, last, language, with_year=False), ""
        return f"{first.day}–{last.day}" if first != last else str(first.day), ""

    # Offices or receivers -------------------------------------------------------------------------------------

    def build_groups(self) -> GroupChart:
        """Return the offices side by side, or the receivers of the one office."""
        groups = self._result.groups
        title, hint, first_header = group_chart_texts(are_offices=groups.are_offices)
        note = translate("Overview", "mot {period}").format(period=self._earlier_period) if self._before else ""
        names = short_names(
            [str(figures.names[0]) for figures in groups.figures if len(figures.names) == 1 and figures.names[0]]
            if groups.are_offices
            else []
        )
        rows = tuple(
            self._group_row(self._group_name(figures, names), figures, rows, hint)
            for figures, rows in zip(groups.figures, groups.rows, strict=True)
        )
        count = groups.count
        offices, receivers = (
            translate("Overview", "%n kontor", "", count),
            translate("Overview", "%n mottagare", "", count),
        )
        all_text = offices if groups.are_offices else receivers
        if groups.fetched_count < count:
            all_text = count_of_offices(groups.fetched_count, count, self._language)
        all_text = with_others(all_text, groups.other_count, self._language)
        sum_row = self._group_row(all_text, groups.total, groups.total_rows, hint, is_sum=True)
        return GroupChart(
            title,
            hint,
            note,
            (
                first_header,
                translate("Overview", "Leads"),
                translate("Overview", "Tips, mottagna"),
                translate("Overview", "skickade"),
                translate("Overview", "Obehandlade"),
                statistic_name(StatisticKey.WON, self._language),
            ),
            rows,
            sum_row if len(rows) > 1 else None,
            translate("Overview", "Inget att räkna."),
        )

    def _group_name(self, figures: GroupCounts, names: Mapping[str, str]) -> str:
        if len(figures.names) > 1:
            return translate("Overview", "{count} andra").format(count=self._count(len(figures.names)))
        name = figures.names[0]
        if name is None:
            is_office = self._result.groups.are_offices
            return translate("Overview", "Utan kontor") if is_office else translate("Overview", "Utan mottagare")
        return shortened(names.get(str(name), str(name)), _MAX_NAME_LENGTH)

    def _group_row(
        self, label: str, figures: GroupCounts, rows: GroupRows, hint: str, *, is_sum: bool = False
    ) -> GroupRow:
        language = self._language
        won_name = statistic_name(StatisticKey.WON, language)
        won = figures.is_known(sum(figures.won.values()))
        won_parts = " + ".join(self._count(figures.won[kind]) for kind in _OUTCOME_KINDS)
        warnings = {
            Missing.ALL_DAYS: translate("Overview", "saknas"),
            Missing.SOME_DAYS: translate("Overview", "dagar saknas"),
        }
        age = ""
        if rows.oldest is not None and not is_sum:
            age = translate("Overview", "äldsta {days} d").format(days=self._count(rows.oldest))

        def bar(name: str, count: int, row_filter: RowFilter | None, before: int | None = None) -> Bar:
            title = f"{label}, {name}"
            text = self._count(count) if figures.is_known(count) else formatting.NO_VALUE
            earlier = self._earlier_value(before)
            return Bar(title, count, text, hint, row_filter=row_filter, filter_name=title, earlier=earlier)

        def counted(name: str, count: int, row_filter: RowFilter | None, before: int | None) -> GroupCell:
            change = "" if before is None else self._change_text(Change(count, before))
            if before is None and self._before is not None and figures.is_known(count):
                change = formatting.NO_VALUE
            return GroupCell(bar(name, count, row_filter, before), change)

        def bar_of_won() -> Bar:
            """Return the bar of leads and tips together: a click offers one or the other, as no table has both."""
            kinds = [kind for kind in _OUTCOME_KINDS if figures.won[kind]]
            whole = bar(won_name, sum(figures.won.values()), rows.won[kinds[0]] if len(kinds) == 1 else None)
            if len(kinds) < 2:
                return whole
            parts = []
            for kind, format_part in ((ListKind.INCOMING, format_leads), (ListKind.TIPS, format_tips)):
                text, row_filter = format_part(figures.won[kind], language), rows.won[kind]
                if row_filter is not None:
                    parts.append(BarPart(text, f"{label}, {text} {won_name}", row_filter))
            return replace(whole, parts=tuple(parts))

        leads, tips = rows.received[ListKind.INCOMING], rows.received[ListKind.TIPS]
        return GroupRow(
            label,
            (
                counted(translate("Overview", "leads"), figures.leads, leads, figures.leads_before),
                counted(translate("Overview", "tips, mottagna"), figures.tips, tips, figures.tips_before),
                GroupCell(bar(translate("Overview", "tips, skickade"), figures.sent, rows.sent)),
                GroupCell(bar(translate("Overview", "obehandlade"), figures.unhandled, rows.unhandled), note=age),
                GroupCell(bar_of_won(), note="" if is_sum or not won else won_parts),
            ),
            warnings.get(figures.missing, ""),
        )

    def _change_text(self, change: Change) -> str:
        return formatting.format_signed(change.difference, self._language) if change.difference else "±0"

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
            (
                ColumnHeader(translate("Overview", "Leads"), self._list_count(ListKind.INCOMING)),
                ColumnHeader(self._list_name(ListKind.TIPS), self._list_count(ListKind.TIPS)),
            ),
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

    def build_ages(self, *, is_filtered: bool) -> ColumnChart:
        """Return how long unhandled leads and tips have waited; `is_filtered` if not all rows count."""
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
            self._age_footer(unhandled.total) or self._none_unhandled_text(is_filtered=is_filtered),
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

    def _none_unhandled_text(self, *, is_filtered: bool) -> str:
        if is_filtered:
            return translate("Overview", "Inga obehandlade i det som visas.")
        if not self._result.is_complete:
            return translate("ListPage", "Inga obehandlade i det som hämtades.")
        if self._statistics.as_of is not None:
            return translate("ListPage", "Allt var omhändertaget när rapporten hämtades.")
        return translate("ListPage", "Allt är omhändertaget.")

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
        before = None
        if self._outlined is not None:
            # A name can be spelled in another way there.
            counts = self._outlined.tips.rankings[dimension].counts
            before = sum(counts.get(spelling, 0) for spelling in value.spellings)
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
            earlier=self._earlier_value(before),
        )
        return RankingRow(name, bar, won, share)

    # Texts ----------------------------------------------------------------------------------------------------

    def _count(self, count: int) -> str:
        return format_count(count, self._language)

    def _list_count(self, kind: ListKind) -> str:
        return self._count(self._statistics.lists[kind].count)

    def _list_name(self, kind: ListKind) -> str:
        return self._language.text("Lists", LIST_NAMES[kind])
