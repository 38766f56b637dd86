"""Figures as charts: which bars, in which words, with which rows behind them. Nothing is counted here."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import display_text, format_count, format_period
from vitec_desktop.report.labels import STATES, TABLES, StateGroup, label_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import (
    LEAST_BASE,
    AgeProfile,
    Comparison,
    Dimension,
    Entry,
    FigureKey,
    Figures,
    OutcomeStep,
    StateCount,
    figure_definition,
    figure_name,
)
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.report.statistics.columns import STATE_COLUMNS
from vitec_desktop.ui.charts.models import (
    Bar,
    ColumnChart,
    ColumnHead,
    ColumnRow,
    FunnelChart,
    FunnelStep,
    TopChart,
    TopRow,
)
from vitec_desktop.ui.overview.overview_data import Overview
from vitec_desktop.ui.overview.report_info import Compared
from vitec_desktop.ui.overview.tiles import TileMaker
from vitec_desktop.ui.overview.time_chart_builder import time_chart
from vitec_desktop.ui.widgets.marks import Unknown
from vitec_desktop.webservice.models import ListKind

_OUTCOME_KINDS = (ListKind.INCOMING, ListKind.TIPS)
TOP_DIMENSIONS = (Dimension.SENDER, Dimension.RECEIVER)
_LONGEST_TOP = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of the rows shown and, where another period is known, both beside each other."""

    figures: Figures
    comparison: Comparison | None = None
    compared: Compared = Compared.NOTHING


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What stands around the figures: see `Overview`."""

    caption: str
    filter_note: str
    notes: tuple[str, ...]


def declare(counted: Counted, surrounding: Surrounding, language: Language) -> Overview:
    """The overview of some figures."""
    figures = counted.figures
    scope = figures.scope
    maker = _ChartMaker(figures, language)
    return Overview(
        format_period(scope.first_day, scope.last_day, language, in_full=True),
        surrounding.caption,
        surrounding.filter_note,
        surrounding.notes,
        TileMaker(figures, counted.comparison, counted.compared, language).tiles(),
        time_chart(figures, language),
        maker.states(),
        maker.funnel(ListKind.TIPS, FigureKey.TIPS_FUNNEL),
        maker.funnel(ListKind.INCOMING, FigureKey.LEADS_FUNNEL),
        maker.ages(),
        *(maker.top(dimension) for dimension in TOP_DIMENSIONS),
    )


class _ChartMaker:
    def __init__(self, figures: Figures, language: Language) -> None:
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
            figure_name(FigureKey.STATES, self._language),
            figure_definition(FigureKey.STATES, self._language),
            tuple(ColumnHead(self._list_name(kind), self._list_count(kind)) for kind in _OUTCOME_KINDS),
            tuple(
                tuple(self._state_row(code, by_code) for code in codes)
                for codes in (*groups, *((last,) if last else ()))
            ),
            has_heads_beside_title=True,
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
                state.wish if state else None,
            )
            for kind, state in zip(by_code, found, strict=True)
        )
        return ColumnRow(label, bars, group or (Unknown.STATE if code else None))

    def _state_label(self, code: str | None) -> str:
        if code is None:
            return QCoreApplication.translate("Overview", "Utan status")
        return display_text(STATE_COLUMNS[ListKind.TIPS], code, self._language)

    def _state_hint(self, code: str | None) -> str:
        table = TABLES[STATE_COLUMNS[ListKind.TIPS].kind]
        meaning = self._language.text(table.context, label_hint(table, code)) if code in table.labels and code else ""
        return f"{meaning} {figure_definition(FigureKey.STATES, self._language)}".strip()

    def ages(self) -> ColumnChart:
        unhandled, language = self._figures.unhandled, self._language
        heads = (
            ColumnHead(QCoreApplication.translate("Overview", "Leads"), self._count(unhandled.leads.count)),
            ColumnHead(self._list_name(ListKind.TIPS), self._count(unhandled.tips.count)),
        )
        profiles = (unhandled.leads, unhandled.tips)
        rows = tuple(
            self._age_row(number, words.age_bucket_text(bucket, language), profiles)
            for number, bucket in enumerate(unhandled.everything.buckets)
        )
        return ColumnChart(
            figure_name(FigureKey.UNHANDLED_AGES, language),
            figure_definition(FigureKey.UNHANDLED_AGES, language),
            heads,
            (rows,),
            self._age_foot(unhandled.everything),
        )

    def _age_row(self, number: int, label: str, profiles: tuple[AgeProfile, ...]) -> ColumnRow:
        hint = figure_definition(FigureKey.UNHANDLED_AGES, self._language)
        bars = []
        for kind, profile in zip(_OUTCOME_KINDS, profiles, strict=True):
            bucket = profile.buckets[number]
            name = f"{label}, {self._list_name(kind)}"
            bars.append(Bar(name, bucket.count, self._count(bucket.count), hint, "unhandled", bucket.wish))
        return ColumnRow(label, tuple(bars))

    def _age_foot(self, everything: AgeProfile) -> str:
        if not everything.count:
            return QCoreApplication.translate("ListPage", "Allt är omhändertaget.")
        language = self._language
        parts = []
        if everything.median is not None:
            median = QCoreApplication.translate("Overview", "Median {age}")
            parts.append(median.format(age=words.days_text(everything.median, language)))
            oldest = QCoreApplication.translate("Overview", "äldsta {age}")
            parts.append(oldest.format(age=words.days_text(everything.oldest, language)))
        if everything.undated:
            undated = QCoreApplication.translate("Overview", "{count} utan datum")
            parts.append(undated.format(count=self._count(everything.undated)))
        return " · ".join(parts)

    # What became of them --------------------------------------------------------------------------------------

    def funnel(self, kind: ListKind, key: FigureKey) -> FunnelChart:
        figures, language = self._figures.lists[kind], self._language
        outcome = figures.outcome
        assert outcome is not None
        name = self._list_name(kind) if kind is ListKind.TIPS else QCoreApplication.translate("Overview", "Leads")
        count_key = FigureKey.TIPS if kind is ListKind.TIPS else FigureKey.INCOMING
        everything = Bar(
            self._list_name(kind),
            figures.count,
            self._count(figures.count),
            figure_definition(count_key, language),
            wish=figures.wish,
        )
        too_few = QCoreApplication.translate("Overview", "För få rader för en andel.")
        aside = too_few if figures.count < LEAST_BASE else ""
        steps = (outcome.linked, outcome.won, outcome.sold)
        left = outcome.no_assignment
        foot = Bar(
            figure_name(left.key, language),
            left.count,
            words.share_in_full_text(left.of_all, language),
            figure_definition(left.key, language),
            wish=left.wish,
        )
        return FunnelChart(
            figure_name(key, language),
            f"{figure_definition(key, language)}\n{figure_definition(FigureKey.SHARE, language)}",
            (FunnelStep(name, everything, aside), *(self._funnel_step(step) for step in steps)),
            foot,
        )

    def _funnel_step(self, step: OutcomeStep) -> FunnelStep:
        language = self._language
        name = figure_name(step.key, language)
        aside = words.share_of_all_text(step.of_all, language)
        if step.of_linked:
            aside += f" · {words.share_of_linked_text(step.of_linked, language)}"
        hint = figure_definition(step.key, language)
        return FunnelStep(name, Bar(name, step.count, self._count(step.count), hint, wish=step.wish), aside)

    # By whom --------------------------------------------------------------------------------------------------

    def top(self, dimension: Dimension) -> TopChart:
        ranking, language = self._figures.tips.rankings[dimension], self._language
        hint = figure_definition(FigureKey(dimension.value), language)
        return TopChart(
            QCoreApplication.translate("Overview", "Flest tips"),
            hint,
            (
                QCoreApplication.translate("Overview", "Namn"),
                QCoreApplication.translate("Overview", "Antal"),
                figure_name(FigureKey.WON, language),
            ),
            tuple(self._top_row(entry, hint) for entry in ranking.top(_LONGEST_TOP)),
            QCoreApplication.translate("Overview", "Inga tips att räkna."),
            figure_name(FigureKey(dimension.value), language),
        )

    def _top_row(self, entry: Entry, hint: str) -> TopRow:
        language = self._language
        name = display_text(entry.column, entry.value, language)
        won, share = self._count(entry.won or 0), words.share_text(entry.won_share, language)
        heard = f"{figure_name(FigureKey.WON, language)}: {won}, {share}"
        bar = Bar(name, entry.count, self._count(entry.count), f"{heard}\n{hint}", wish=entry.wish)
        return TopRow(name, bar, won, share)

    # Words ----------------------------------------------------------------------------------------------------

    def _count(self, count: int) -> str:
        return format_count(count, self._language)

    def _list_count(self, kind: ListKind) -> str:
        return self._count(self._figures.lists[kind].count)

    def _list_name(self, kind: ListKind) -> str:
        return self._language.text("Lists", LIST_NAMES[kind])
