"""The sheet Mötesblad, for the meeting: on its first page the figures, on at most two more what nobody has handled.

All of it stands in the columns of the unhandled rows, whose widths are points of an A4 page in landscape: nothing is
made smaller in print. Right of what is printed, hidden, stand the points of the charts and the names to choose from.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from vitec_desktop.export.changes_content import ChangesContent
from vitec_desktop.export.export_spec import SAMPLE_DATA
from vitec_desktop.export.office_names import marked_office, short_names
from vitec_desktop.export.sheet_layout import (
    FIRST_FREE_ROW,
    NO_TIPS,
    AbsenceTexts,
    Grid,
    SheetHeading,
    share_cell_value,
)
from vitec_desktop.export.unhandled_list import HIDDEN_COLUMNS, NAMES_COLUMN, WIDTHS, MeetingColumn, UnhandledList
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, horizontal_bars, strip_of_bars
from vitec_desktop.export.xlsx.row_writer import TextRun
from vitec_desktop.export.xlsx.styles import TEXT, TEXT2
from vitec_desktop.export.xlsx.text_fit import cut_text, fit_line, text_width
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import CellValue, FormattedNumber, XlsxWorksheet, cell_address, column_width
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Value
from vitec_desktop.report.error_messages import fetched_customers, join_texts
from vitec_desktop.report.formatting import (
    NO_BREAK_SPACE,
    format_count,
    format_days,
    format_leads_and_tips,
    format_period,
    group_digits,
)
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.office_names import count_of_offices, with_others
from vitec_desktop.report.periods import previous_period
from vitec_desktop.report.report import Report, swedish_day
from vitec_desktop.report.statistics import (
    Change,
    Dimension,
    EarlierPeriods,
    Share,
    StatisticKey,
    Statistics,
    formatting,
    known_change,
    office_numbers,
    statistic_name,
)
from vitec_desktop.report.statistics.columns import OUTCOME_KINDS
from vitec_desktop.report.statistics.meeting import (
    GroupCounts,
    PeriodCounts,
    Tables,
    TimePoint,
    earlier_counts,
    is_one_office,
    period_counts,
    receiver_counts,
    shorten,
    sum_of,
    time_points,
    top_senders,
)
from vitec_desktop.report.statistics.timeline import is_by_week_in_workbook
from vitec_desktop.webservice.models import ListKind

PAGE_HEIGHT = 521.0
"""Points of the first page's rows; a page has 526."""

# Row heights of the first page in points.
_TITLE, _FACTS, _NOTICE_LINE, _BAND, _GAP = 26.0, 18.0, 13.0, 21.0, 6.0
_SECTION, _HEAD, _FIGURE, _NOTE, _ROW = 19.0, 17.0, 22.5, 14.0, 17.0
_MIN_UPPER_CHART, _MIN_LOWER_CHART = 38.0, 54.0
_CHART_NAME, _CHART_BASE = 13.0, 12.0
_NAMES_OF_BARS = 25.0
"""Two lines of 9 points below the lower chart."""

_BODY_SIZE, _NAME_SIZE, _NOTE_SIZE, _SECTION_SIZE = 10.0, 10.5, 9.0, 12.0
_NAME_SIZES = _NAME_SIZE, 10.0, 9.5
"""Of the names of the figures: the largest with which each has its base beside it."""

_MAX_OFFICES, _MAX_RECEIVERS, _MIN_GROUPS = 5, 6, 4
_MAX_SENDERS = 5
_BAR_WIDTH = 70.0
_CHART_INDENT = 45.0
"""Points of the second column that the names of the charts need too."""

_ROOM_BESIDE_DAYS = 3.0
"""Points between the names of two bars."""

_MAX_LARGE_FIGURE = 9_999
_ROOM_BESIDE_TEXT = 5.0

_LABELS, _LEADS_POINTS, _TIPS_POINTS = (NAMES_COLUMN + offset for offset in (1, 2, 3))

_CONFIDENTIAL = QT_TRANSLATE_NOOP("Export", "Innehåller personuppgifter, lämna inte sidan framme.")
_NEW_LEADS = QT_TRANSLATE_NOOP("Export", "%n nya leads")
_NEW_TIPS = QT_TRANSLATE_NOOP("Export", "%n nya tips")
_HANDLED = QT_TRANSLATE_NOOP("Export", "%n tagna om hand")
_KNOWN_THEN = QT_TRANSLATE_NOOP("Export", "{count} av de %n obehandlade fanns redan då.")
_IN_SHORT = QT_TRANSLATE_NOOP("Export", "I korthet")
_COMPARED = QT_TRANSLATE_NOOP("Export", "mot {before} och {last_year}")
_COMPARED_WITH_ONE = QT_TRANSLATE_NOOP("Export", "mot {before}")
_NOW = QT_TRANSLATE_NOOP("Export", "Nu")
_BEFORE = QT_TRANSLATE_NOOP("Export", "Före")
_LAST_YEAR = QT_TRANSLATE_NOOP("Export", "I fjol")
_CHANGE_OR_BASE = QT_TRANSLATE_NOOP("Export", "ändring, bas")
_CHANGE = QT_TRANSLATE_NOOP("Export", "ändring")
_STILL_UNHANDLED = QT_TRANSLATE_NOOP("Export", "kvar nu")
_UNHANDLED = QT_TRANSLATE_NOOP("Export", "Obehandlade")
_OLDER_SHARES = QT_TRANSLATE_NOOP(
    "Export",
    "Äldre andelar har haft längre tid att växa. "
    "Kvar nu: så många av den periodens leads och tips är obehandlade i dag.",
)
_SENDERS = QT_TRANSLATE_NOOP("Export", "Flest skickade tips")
_SENDER = QT_TRANSLATE_NOOP("Export", "Avsändare")
_TIPS = QT_TRANSLATE_NOOP("Export", "Tips")
_OTHERS = QT_TRANSLATE_NOOP("Export", "%n andra")
_OTHERS_AND_WITHOUT_SENDER = QT_TRANSLATE_NOOP("Export", "%n andra och utan avsändare")
_WITHOUT_SENDER = QT_TRANSLATE_NOOP("Export", "utan avsändare")
_LAST_WEEKS = QT_TRANSLATE_NOOP("Export", "Senaste {count} veckorna")
_LAST_WEEK = QT_TRANSLATE_NOOP("Export", "Senaste veckan")
_LAST_MONTHS = QT_TRANSLATE_NOOP("Export", "Senaste {count} månaderna")
_DARK_WEEKS = QT_TRANSLATE_NOOP("Export", "mörka: veckor med dagar i {period}")
_DARK_MONTHS = QT_TRANSLATE_NOOP("Export", "mörka: månader med dagar i {period}")
_HATCHED_WEEK = QT_TRANSLATE_NOOP("Export", "streckad: del av vecka, {days}")
_HATCHED_MONTH = QT_TRANSLATE_NOOP("Export", "streckad: del av månad, {days}")
_IN_MONTH = QT_TRANSLATE_NOOP("Export", "{count} i {month}")
_IN_PERIOD = QT_TRANSLATE_NOOP("Export", "{count} i perioden")
_OFFICES_TITLE = QT_TRANSLATE_NOOP("Export", "Kontoren sida vid sida")
_RECEIVERS_TITLE = QT_TRANSLATE_NOOP("Export", "Mottagarna")
_CHANGE_FROM = QT_TRANSLATE_NOOP("Export", "ändring mot {period}")
_OFFICE = QT_TRANSLATE_NOOP("Columns", "Kontor")
_RECEIVER = QT_TRANSLATE_NOOP("Export", "Mottagare")
_OFFICE_SUM = QT_TRANSLATE_NOOP("Export", "{count} kontor")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_WITHOUT_OFFICE = QT_TRANSLATE_NOOP("Export", "utan kontor")
_WITHOUT_RECEIVER = QT_TRANSLATE_NOOP("Export", "utan mottagare")
_PART_COMPARED = QT_TRANSLATE_NOOP("Export", "Allt kan inte jämföras.")
_NO_ROWS = AbsenceTexts(
    QT_TRANSLATE_NOOP("Export", "Inga leads eller tips i perioden."),
    QT_TRANSLATE_NOOP("Export", "Inga leads eller tips i det som hämtades."),
    QT_TRANSLATE_NOOP("Export", "Inga leads eller tips bland raderna i filen."),
)
_LEADS = QT_TRANSLATE_NOOP("Export", "Leads")
_TIPS_RECEIVED = QT_TRANSLATE_NOOP("Export", "Tips, mottagna")
_TIPS_SENT = QT_TRANSLATE_NOOP("Export", "Tips, skickade")
_WON_BOTH = QT_TRANSLATE_NOOP("Export", "{won}, leads + tips")

_DAY = timedelta(days=1)
_SEPARATOR = "  ·  "
_KINDS = (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)
COUNT_CELLS = {
    kind: cell_address(MeetingColumn.CREATED, FIRST_FREE_ROW + 2 + number) for number, kind in enumerate(_KINDS)
}
"""The cell with the number of rows of each list."""

_COUNT_KEYS = {
    ListKind.INCOMING: StatisticKey.INCOMING,
    ListKind.TIPS: StatisticKey.TIPS,
    ListKind.OUTGOING: StatisticKey.OUTGOING,
}
_WON_KEYS = {ListKind.TIPS: StatisticKey.TIPS_WON, ListKind.INCOMING: StatisticKey.LEADS_WON}
_LAST_COLUMN = MeetingColumn.DUE
_CHART_ROWS = 4

# Columns of the offices: the number or change in each.
_OFFICE_HEADS = (
    (MeetingColumn.CONTACT, _LEADS),
    (MeetingColumn.SENDER, _CHANGE),
    (MeetingColumn.RECEIVER, _TIPS_RECEIVED),
    (MeetingColumn.OFFICE, _CHANGE),
    (MeetingColumn.STATE, _TIPS_SENT),
    (MeetingColumn.RESPONSIBLE, _UNHANDLED),
)


class MeetingContent(Struct, frozen=True):
    """What the sheet shows.

    Attributes:
        report: what was fetched.
        tables: the rows that count.
        statistics: their statistics.
        chain: the chain's name.
        earlier: the periods before; None if they are not known.
        actions: the title of the sheet with the unhandled rows by receiver; "" without one.
        lists: the titles of the sheets of lists with unhandled rows.
        is_anonymised: whether contacts are left out.
        offices: the figures of each office.
        changes: what has changed since an earlier fetch; None if that is not known.
        is_everything: whether all rows that were fetched count.
        is_sample: whether they are of the sample service.
    """

    report: Report
    tables: Tables
    statistics: Statistics
    chain: str
    earlier: EarlierPeriods | None
    actions: str
    lists: Sequence[str]
    is_anonymised: bool
    offices: Sequence[GroupCounts]
    changes: ChangesContent | None = None
    is_everything: bool = True
    is_sample: bool = False


def write_meeting(book: XlsxWorkbook, name: str, content: MeetingContent, heading: SheetHeading) -> Iterator[None]:
    """Write the sheet; yield after each unhandled row."""
    sheet = book.add_sheet(name, [*map(column_width, WIDTHS), *[10.0] * len(HIDDEN_COLUMNS)])
    sheet.hide_gridlines()
    sheet.hide_columns(HIDDEN_COLUMNS[0], HIDDEN_COLUMNS[-1])
    scope, language = content.report.scope, book.language
    period = format_period(scope.first_day, scope.last_day, language, in_full=True)
    confidential = "" if content.is_anonymised else f" {language.text('Export', _CONFIDENTIAL)}"
    sheet.set_footer(f"{content.chain}, {period}.{confidential}")
    grid = Grid()
    _FirstPage(book, sheet, grid, content, heading).write(name, period)
    unhandled = UnhandledList(
        book,
        sheet,
        content.statistics.unhandled,
        short_names(content.report, content.chain),
        _receiver_names(content.statistics, book),
        heading,
    )
    facts = _SEPARATOR.join((content.chain, period, _office_count(content.report, language)))
    yield from unhandled.write(grid, facts, content.actions, content.lists, has_messages=not content.is_anonymised)
    sheet.close()


class _FirstPage:
    """Fills the rows of the first page; `write` may be called once."""

    def __init__(
        self,
        book: XlsxWorkbook,
        sheet: XlsxWorksheet,
        grid: Grid,
        content: MeetingContent,
        heading: SheetHeading,
    ) -> None:
        self._book = book
        self._sheet = sheet
        self._grid = grid
        self._content = content
        self._heading = heading
        self._language = book.language
        self._scope = content.report.scope
        self._earlier = content.earlier or EarlierPeriods()
        self._short_names = short_names(content.report, content.chain)

    def write(self, name: str, period: str) -> None:
        """Write the whole page: what it is, the figures, the senders, the weeks or months, the offices."""
        has_band = self._write_heading(name, period)
        row = self._write_numbers(FIRST_FREE_ROW)
        if has_band:
            self._grid.set_row_height(FIRST_FREE_ROW, _SECTION + _GAP)
        self._grid.set_row_height(row, _GAP)
        first_row = row + 1
        row = self._write_groups(first_row + 2 + 2 * _CHART_ROWS, first_row)
        self._sheet.add_page_break(row)

    def _text(self, source: str, **values: str) -> str:
        return self._language.text("Export", source).format(**values)

    def _count(self, number: int) -> str:
        return format_count(number, self._language)

    def _counted(self, source: str, count: int) -> str:
        """Return a text in its form for `count`, which it names."""
        return group_digits(self._language.text("Export", source, count), count, self._language)

    # Heading ----------------------------------------------------------------------------------------------------------

    def _write_heading(self, name: str, period: str) -> bool:
        """Write what the report covers and what is missing from it; return whether there is a band with changes."""
        grid, book = self._grid, self._book
        chain = book.single_line_text(self._content.chain)
        sample = f"{self._text(SAMPLE_DATA)}{_SEPARATOR}" if self._content.is_sample else ""
        runs = TextRun(sample, 11, TEXT, is_bold=True), TextRun(name, 11, TEXT2)
        grid.write_cell(1, _LAST_COLUMN, "meeting name", runs if sample else name)
        room = sum(WIDTHS) - text_width(sample + name, 11, is_bold=True) - 2 * _ROOM_BESIDE_TEXT
        grid.write_cell(1, 1, "meeting title", fit_line(chain, room, 20, is_bold=True))
        grid.set_row_height(1, _TITLE)
        offices = self._offices(period)
        facts = "".join(
            f"{_SEPARATOR}{fact}" for fact in (offices, *self._heading.common_facts) if fact != self._content.chain
        )
        runs = TextRun(period, 12, TEXT, is_bold=True), TextRun(book.cell_text(facts), _BODY_SIZE, TEXT2)
        grid.write_cell(2, 1, "quiet line", runs)
        grid.set_row_height(2, _FACTS)
        if self._heading.notice:
            grid.write_cell(3, 1, "notice", book.single_line_text(self._heading.notice), len(WIDTHS))
            grid.set_row_height(3, self._notice_height)
        else:
            grid.set_row_height(3, 1)
        band = self._band()
        if band:
            grid.write_cell(4, 1, "meeting band", band, len(WIDTHS))
        grid.set_row_height(4, _BAND if band else _GAP - 1)
        return bool(band)

    def _band(self) -> tuple[TextRun, ...]:
        """Return what has changed since an earlier fetch; nothing if that is not known."""
        content = self._content.changes
        changes = content.changes if content else None
        if content is None or changes is None or changes.is_nothing_compared:
            return ()
        counts, kinds = changes.counts, (ListKind.INCOMING, ListKind.TIPS)
        handled, won, sold = (sum(one[kind] for kind in kinds) for one in (counts.handled, counts.won, counts.sold))
        parts = (
            self._counted(_NEW_LEADS, counts.new[ListKind.INCOMING]),
            self._counted(_NEW_TIPS, counts.new[ListKind.TIPS]),
            self._counted(_HANDLED, handled),
            f"{self._count(won)} {statistic_name(StatisticKey.WON, self._language)}",
            f"{self._count(sold)} {statistic_name(StatisticKey.SOLD, self._language)}",
        )
        numbers = f"{', '.join(parts)}."
        unhandled = self._content.statistics.unhandled.total.count
        old = unhandled - sum(counts.new_unhandled[kind] for kind in kinds)
        if unhandled and not changes.not_compared and self._content.is_everything:
            numbers += " " + self._counted(_KNOWN_THEN, unhandled).format(count=self._count(old))
        if not changes.is_everything_compared:
            numbers += f" {self._text(_PART_COMPARED)}"
        since = TextRun(f" {content.since_text(self._language)}:  ", _BODY_SIZE, TEXT, is_bold=True)
        return since, TextRun(numbers, _BODY_SIZE, TEXT)

    @property
    def _notice_height(self) -> float:
        lines = int(text_width(self._heading.notice, _BODY_SIZE, is_bold=True) * 1.05 / sum(WIDTHS)) + 1
        return _NOTICE_LINE * lines + 8

    def _offices(self, period: str) -> str:
        """Return "2 av 3 kontor: Solna, Vasastan", without the names if they do not fit on the line."""
        report = self._content.report
        fetched = fetched_customers(report.scope, report.failed_parts)
        count = _office_count(report, self._language)
        if len(report.scope.customers) == 1 and fetched:
            return fetched[0].label
        names = ", ".join(self._short_names.get(customer.name, customer.label) for customer in fetched)
        named = f"{count}: {names}" if names else count
        others = _SEPARATOR.join(self._heading.common_facts)
        width = text_width(period, 12, is_bold=True) + text_width(named + others + 2 * _SEPARATOR, _BODY_SIZE)
        return named if width < sum(WIDTHS) - _ROOM_BESIDE_TEXT else count

    def _write_section(self, row: int, column: int, title: str, key: str = "") -> None:
        parts = (
            TextRun(title, _SECTION_SIZE, TEXT, is_bold=True),
            TextRun(f"   {key}" if key else "", _NOTE_SIZE, TEXT2),
        )
        self._grid.write_cell(row, column, "section", parts if key else title)
        self._grid.set_row_height(row, _SECTION)

    # The six figures --------------------------------------------------------------------------------------------------

    def _write_numbers(self, row: int) -> int:
        """Write the figures beside those of earlier periods, and the senders beside them; return the next row."""
        content, grid = self._content, self._grid
        now = period_counts(self._scope, content.tables)
        before, last_year = earlier_counts(self._earlier.before), earlier_counts(self._earlier.last_year)
        if before and last_year and _days_of(before) == _days_of(last_year):
            last_year = None  # twelve months: the period before is that of last year
        self._write_figure_heads(row, before, last_year)
        first = row + 2
        self._write_names(first, list(self._names(now)))
        for number, kind in enumerate(_KINDS):
            self._write_earlier_counts(first + number, kind, now, before, last_year)
        line = first + len(_KINDS)
        self._write_earlier_unhandled(line, before, last_year)
        for kind in _WON_KEYS:
            line += 1
            self._write_earlier_shares(line, kind, before, last_year)
        for number in range(first, line + 1):
            grid.style_cells(number, MeetingColumn.AGE, MeetingColumn.OFFICE, "text")
            grid.set_row_height(number, _FIGURE)
        self._write_senders(row)
        if before or last_year:
            grid.write_cell(line + 1, 1, "tile line", self._text(_OLDER_SHARES))
        grid.set_row_height(line + 1, _NOTE)
        return line + 2

    def _write_figure_heads(self, row: int, before: PeriodCounts | None, last_year: PeriodCounts | None) -> None:
        grid, scope = self._grid, self._scope
        before_days = _days_of(before) or _earlier_days(previous_period, scope.first_day, scope.last_day)
        shown_days = (scope.first_day, scope.last_day)
        texts = [format_period(*days, self._language, with_year=False) for days in (shown_days, before_days) if days]
        has_year = len(set(texts)) < len(texts)  # a year and the one before
        heads: dict[int, str] = {
            MeetingColumn.CREATED: self._period_head(*shown_days, MeetingColumn.CREATED, _NOW, has_year=has_year),
            MeetingColumn.SENDER: self._text(_CHANGE_OR_BASE),
        }
        named: list[str] = []
        heads[MeetingColumn.CONTACT] = self._text(_BEFORE)
        if before_days:
            heads[MeetingColumn.CONTACT] = self._period_head(
                *before_days, MeetingColumn.CONTACT, _BEFORE, has_year=has_year
            )
            named.append(format_period(*before_days, self._language))
        if last_year:
            days = last_year.scope.first_day, last_year.scope.last_day
            heads[MeetingColumn.RECEIVER] = self._year_head(*days)
            heads[MeetingColumn.OFFICE] = self._text(_CHANGE_OR_BASE)
            named.append(format_period(*days, self._language))
        key = ""
        if {self._text(_BEFORE), self._text(_LAST_YEAR)} & set(heads.values()):
            sources = _COMPARED if len(named) > 1 else _COMPARED_WITH_ONE
            key = self._text(sources, **dict(zip(("before", "last_year"), named, strict=False))) if named else ""
        self._write_section(row, 1, self._text(_IN_SHORT), key)
        for column, text in heads.items():
            grid.write_cell(row + 1, column, "head right", text)
        grid.style_cells(row + 1, MeetingColumn.AGE, MeetingColumn.OFFICE, "head")
        grid.set_row_height(row + 1, _HEAD)

    def _period_head(self, first: date, last: date, column: int, otherwise: str, *, has_year: bool) -> str:
        """Return a period's days if they fit above its numbers."""
        text = format_period(first, last, self._language, with_year=has_year)
        room = WIDTHS[column - 1] + (WIDTHS[0] if column == MeetingColumn.CREATED else 0)
        return text if _fits_head(text, room) else self._text(otherwise)

    def _year_head(self, first: date, last: date) -> str:
        month = formatting.format_month_of(first, self._language)
        text = format_period(first, last, self._language)
        if format_days(first, last, self._language) != text and (first.year, first.month) == (last.year, last.month):
            text = month
        return text if _fits_head(text, WIDTHS[MeetingColumn.RECEIVER - 1]) else self._text(_LAST_YEAR)

    def _names(self, now: PeriodCounts) -> Iterator[tuple[int | Share, str, tuple[str, ...]]]:
        """Yield each figure of the period, its name, and its base: as it is to be, and shorter."""
        for kind in _KINDS:
            yield now.counts[kind], statistic_name(_COUNT_KEYS[kind], self._language), ("",)
        waiting = format_leads_and_tips(now.unhandled[ListKind.INCOMING], now.unhandled[ListKind.TIPS], self._language)
        parts = " + ".join(self._count(now.unhandled[kind]) for kind in OUTCOME_KINDS)
        yield now.unhandled_count, self._text(_UNHANDLED), (waiting, parts)
        for kind, key in _WON_KEYS.items():
            share = now.won[kind]
            short = f"{self._count(share.count)}/{self._count(share.base)}"
            bases = formatting.format_count_of_base(share, self._language), short
            yield share, statistic_name(key, self._language), bases

    def _write_names(self, row: int, names: Sequence[tuple[int | Share, str, tuple[str, ...]]]) -> None:
        """Write the figures, their names in one size, and beside each the first of its bases that fits."""

        def fits(name: str, base: str, size: float) -> bool:
            width = text_width(f"{name} ", size) + text_width(base, _NOTE_SIZE)
            return width <= WIDTHS[MeetingColumn.HEADING - 1] - _ROOM_BESIDE_TEXT

        sizes = (size for size in _NAME_SIZES if all(fits(name, bases[0], size) for _, name, bases in names))
        size = next(sizes, _NAME_SIZES[0])
        for number, (figure, name, bases) in enumerate(names, row):
            if isinstance(figure, Share):
                self._grid.write_cell(number, MeetingColumn.CREATED, "meeting figure share", share_cell_value(figure))
            else:
                style = "meeting long figure" if figure > _MAX_LARGE_FIGURE else "meeting figure"
                self._grid.write_cell(number, MeetingColumn.CREATED, style, figure)
            base = next((text for text in bases if fits(name, text, size)), "")
            runs = TextRun(f"{name} " if base else name, size, TEXT), TextRun(base, _NOTE_SIZE, TEXT2)
            self._grid.write_cell(number, MeetingColumn.HEADING, "meeting figure name", runs)

    def _write_earlier_counts(
        self,
        row: int,
        kind: ListKind,
        now: PeriodCounts,
        before: PeriodCounts | None,
        last_year: PeriodCounts | None,
    ) -> None:
        for column, figures in ((MeetingColumn.CONTACT, before), (MeetingColumn.RECEIVER, last_year)):
            if figures is not None:
                self._grid.write_cell(row, column, "number", figures.counts[kind])
                is_complete = not self._content.report.failed_parts
                change = known_change(now.counts[kind], figures.counts[kind], is_complete=is_complete)
                self._write_change(row, column + 1, change, "meeting change", "meeting small change")
            elif column == MeetingColumn.CONTACT:
                self._grid.write_cell(row, column, "meeting quiet right", formatting.NO_VALUE)

    def _write_earlier_unhandled(self, row: int, before: PeriodCounts | None, last_year: PeriodCounts | None) -> None:
        for column, figures in ((MeetingColumn.CONTACT, before), (MeetingColumn.RECEIVER, last_year)):
            if figures is not None:
                self._grid.write_cell(row, column, "number", figures.unhandled_count)
                self._grid.write_cell(row, column + 1, "meeting base", self._text(_STILL_UNHANDLED))
            elif column == MeetingColumn.CONTACT:
                self._grid.write_cell(row, column, "meeting quiet right", formatting.NO_VALUE)

    def _write_earlier_shares(
        self, row: int, kind: ListKind, before: PeriodCounts | None, last_year: PeriodCounts | None
    ) -> None:
        for column, figures in ((MeetingColumn.CONTACT, before), (MeetingColumn.RECEIVER, last_year)):
            if figures is not None:
                share = figures.won[kind]
                self._grid.write_cell(row, column, "share", share_cell_value(share))
                base = formatting.format_count_of_base(share, self._language)
                self._grid.write_cell(row, column + 1, "meeting base", base)
            elif column == MeetingColumn.CONTACT:
                self._grid.write_cell(row, column, "meeting quiet right", formatting.NO_VALUE)

    def _write_change(self, row: int, column: int, change: Change | None, style: str, small_style: str) -> None:
        """Write a change: smaller, and then without per cent, if the column is too narrow for it."""
        if change is None:
            self._grid.write_cell(row, column, style, formatting.NO_VALUE)
            return
        text = formatting.format_short_difference(change, self._language)
        room = WIDTHS[column - 1] - _ROOM_BESIDE_TEXT
        if text_width(text, _BODY_SIZE) > room:
            style = small_style
            if text_width(text, _NOTE_SIZE) > room:
                text = formatting.format_signed(change.difference, self._language)
        self._grid.write_cell(row, column, style, text)

    # Senders ----------------------------------------------------------------------------------------------------------

    def _write_senders(self, row: int) -> None:
        """Write who sent most tips, in the rows of the figures."""
        grid = self._grid
        senders = top_senders(self._content.statistics, self._content.tables, _MAX_SENDERS)
        grid.write_cell(row, MeetingColumn.STATE, "section", self._text(_SENDERS))
        if not senders.first and not senders.others.base:
            grid.write_cell(row + 1, MeetingColumn.STATE, "quiet line", self._heading.absence_text(NO_TIPS))
            return
        grid.write_cell(row + 1, MeetingColumn.STATE, "head", self._text(_SENDER))
        grid.write_cell(row + 1, MeetingColumn.NEXT_STEP, "head right", self._text(_TIPS))
        grid.write_cell(row + 1, MeetingColumn.DUE, "head right", statistic_name(StatisticKey.WON, self._language))
        grid.style_cells(row + 1, MeetingColumn.STATE, MeetingColumn.DUE, "head")
        labels: list[str] = []
        for line, sender in enumerate(senders.first, row + 2):
            name = self._sender_name(sender.name, sender.company)
            labels.append("".join(run.text for run in name))
            grid.write_cell(line, MeetingColumn.STATE, "text", name)
            grid.write_cell(line, MeetingColumn.NEXT_STEP, "number strong", sender.count)
            share = formatting.format_count_of_base(sender.tips, self._language)
            grid.write_cell(line, MeetingColumn.DUE, "meeting change", share)
            grid.style_cells(line, MeetingColumn.STATE, MeetingColumn.DUE, "text")
        if senders.first:
            first, last = row + 2, row + 1 + len(senders.first)
            data = ChartData(
                self._sheet.title,
                first,
                MeetingColumn.STATE,
                MeetingColumn.NEXT_STEP,
                labels,
                [sender.count for sender in senders.first],
                (row + 1, MeetingColumn.NEXT_STEP),
                self._text(_SENDERS),
            )
            box = ChartBox(first, last, MeetingColumn.NEXT_STEP, MeetingColumn.NEXT_STEP, last_width=_BAR_WIDTH)
            self._sheet.add_chart(horizontal_bars(data, box))
        if senders.others.base:
            line = row + 2 + len(senders.first)
            sources = _OTHERS_AND_WITHOUT_SENDER if senders.has_nameless else _OTHERS
            others = self._counted(sources, senders.other_count)
            if not senders.other_count:
                others = self._text(_WITHOUT_SENDER)
            grid.write_cell(line, MeetingColumn.STATE, "text quiet", others)
            grid.write_cell(line, MeetingColumn.NEXT_STEP, "meeting quiet number", senders.others.base)
            share = formatting.format_count_of_base(senders.others, self._language)
            grid.write_cell(line, MeetingColumn.DUE, "meeting quiet right", share)
            grid.style_cells(line, MeetingColumn.STATE, MeetingColumn.DUE, "text quiet")

    def _sender_name(self, name: Value, company: Value) -> tuple[TextRun, ...]:
        """Return a sender's name, and the office beside it as far as there is room."""
        room = WIDTHS[MeetingColumn.STATE - 1] + WIDTHS[MeetingColumn.RESPONSIBLE - 1]
        who = cut_text(self._name(name), room, _NAME_SIZE, 1)
        office = self._name(self._short_names.get(str(company), company)) if company else ""
        left = room - text_width(who, _NAME_SIZE) - 3 * _ROOM_BESIDE_TEXT
        if office and text_width(office, _NOTE_SIZE) > left:
            office = ""
        return TextRun(who, _NAME_SIZE, TEXT), TextRun(f"  {office}" if office else "", _NOTE_SIZE, TEXT2)

    def _name(self, name: Value) -> str:
        return self._book.single_line_text(str(name)) if name is not None else ""

    # Weeks or months --------------------------------------------------------------------------------------------------

    def _write_charts(self, row: int, upper: float, lower: float) -> None:
        """Write the names of both charts beside them, and their points where they are hidden."""
        content = self._content
        points = time_points(self._scope, content.tables, swedish_day(content.report.fetched_at), content.earlier)
        self._write_section(row, 1, self._charts_title(len(points)), self._charts_key(points))
        labels = _labels(points, by_week=is_by_week_in_workbook(self._scope), language=self._language)
        self._write_points(row, points, labels)
        pale = [index for index, point in enumerate(points) if not point.is_in_period]
        hatched = [index for index, point in enumerate(points) if point.is_partial]
        charts = (
            (row + 1, upper, ListKind.INCOMING, _LEADS_POINTS, StatisticKey.INCOMING),
            (row + 1 + _CHART_ROWS, lower, ListKind.TIPS, _TIPS_POINTS, StatisticKey.TIPS),
        )
        for top, height, kind, column, key in charts:
            room = height - _NAMES_OF_BARS if kind is ListKind.TIPS else height
            name = statistic_name(key, self._language)
            self._write_chart_name(top, height, room, name, len(content.tables.get(kind, ())))
            data = ChartData(
                self._sheet.title,
                row + 1,
                _LABELS,
                column,
                labels,
                [point.counts[kind] if point.counts else None for point in points],
                (row, column),
                f"{name}, {self._charts_title(len(points))}",
            )
            box = ChartBox(top, top + _CHART_ROWS - 1, MeetingColumn.CREATED, _LAST_COLUMN, _CHART_INDENT)
            self._sheet.add_chart(strip_of_bars(data, box, pale, hatched, (height, room)))

    def _write_chart_name(self, top: int, height: float, room: float, name: str, count: int) -> None:
        grid = self._grid
        above = max((room - _CHART_NAME - _CHART_BASE) / 2, 1)
        heights = (above, _CHART_NAME, _CHART_BASE, max(height - above - _CHART_NAME - _CHART_BASE, 1))
        for number, points in enumerate(heights):
            grid.set_row_height(top + number, points)
        grid.write_cell(top + 1, 1, "meeting chart name", name)
        scope = self._scope
        days = format_days(scope.first_day, scope.last_day, self._language, with_year=False)
        is_month = days != format_period(scope.first_day, scope.last_day, self._language, with_year=False)
        is_month = is_month and (scope.first_day.year, scope.first_day.month) == (
            scope.last_day.year,
            scope.last_day.month,
        )
        base = self._text(_IN_MONTH if is_month else _IN_PERIOD, count=self._count(count), month=days)
        grid.write_cell(top + 2, 1, "meeting chart base", base)

    def _write_points(self, row: int, points: Sequence[TimePoint], labels: Sequence[str]) -> None:
        grid = self._grid
        for column, key in ((_LEADS_POINTS, StatisticKey.INCOMING), (_TIPS_POINTS, StatisticKey.TIPS)):
            grid.write_cell(row, column, "tile line", statistic_name(key, self._language))
        for number, (point, label) in enumerate(zip(points, labels, strict=True), row + 1):
            grid.write_cell(number, _LABELS, "tile line", label)
            for column, kind in ((_LEADS_POINTS, ListKind.INCOMING), (_TIPS_POINTS, ListKind.TIPS)):
                grid.write_cell(number, column, "tile line", point.counts[kind] if point.counts else None)

    def _charts_title(self, count: int) -> str:
        if not is_by_week_in_workbook(self._scope):
            return self._text(_LAST_MONTHS, count=str(count))
        return self._text(_LAST_WEEKS, count=str(count)) if count > 1 else self._text(_LAST_WEEK)

    def _charts_key(self, points: Sequence[TimePoint]) -> str:
        by_week = is_by_week_in_workbook(self._scope)
        parts = []
        if not all(point.is_in_period for point in points):
            days = format_period(self._scope.first_day, self._scope.last_day, self._language, with_year=False)
            parts.append(self._text(_DARK_WEEKS if by_week else _DARK_MONTHS, period=days))
        partial = dict.fromkeys(
            formatting.format_days_of(point.known_days, point.days, self._language)
            for point in points
            if point.is_partial
        )
        if partial:
            days = join_texts(list(partial), self._language)
            parts.append(self._text(_HATCHED_WEEK if by_week else _HATCHED_MONTH, days=days))
        return _SEPARATOR.join(parts)

    # Offices or receivers ---------------------------------------------------------------------------------------------

    def _write_groups(self, row: int, charts_row: int) -> int:
        """Write the offices, or the receivers of one office, and give the charts above what is left of the page.

        Return the last row.
        """
        content = self._content
        is_one = is_one_office(content.statistics)
        if is_one:
            groups: Sequence[GroupCounts] = receiver_counts(content.statistics, content.tables, self._earlier.before)
        else:
            groups = content.offices
        room = PAGE_HEIGHT - self._grid.total_height(1, charts_row - 1) - 2 * _SECTION - _GAP - _HEAD
        least = _MIN_UPPER_CHART + _MIN_LOWER_CHART
        fitting = max(int((room - least) / _ROW) - 1, _MIN_GROUPS)
        shown = shorten(groups, min(_MAX_RECEIVERS if is_one else _MAX_OFFICES, fitting))
        has_sum = len(groups) > 1
        height = max(room - _ROW * (max(len(shown), 1) + has_sum), least)
        upper = _MIN_UPPER_CHART + (height - least) / 2
        self._write_charts(charts_row, upper, height - upper)
        self._grid.set_row_height(row - 1, _GAP)
        self._write_group_heads(row, is_one=is_one)
        row += 1
        for group in shown:
            row += 1
            self._write_group(row, group, self._group_name(group, is_one=is_one))
        if not shown:
            row += 1
            self._grid.write_cell(row, 1, "quiet line", self._heading.absence_text(_NO_ROWS))
            self._grid.set_row_height(row, _ROW)
        if has_sum:
            row += 1
            self._write_group(row, sum_of(groups), self._text(_SUM) if is_one else self._sum_name(groups), is_sum=True)
        return row

    def _sum_name(self, groups: Sequence[GroupCounts]) -> str:
        """Return "3 kontor", or "2 av 3 kontor" if one of them is missing, with the number of other ones."""
        numbers = office_numbers(groups, self._scope)
        offices = self._text(_OFFICE_SUM, count=self._count(numbers.asked))
        if numbers.fetched < numbers.asked:
            offices = count_of_offices(numbers.fetched, numbers.asked, self._language)
        return with_others(offices, numbers.others, self._language)

    def _write_group_heads(self, row: int, *, is_one: bool) -> None:
        grid, scope = self._grid, self._scope
        key = ""
        if self._earlier.before is not None:
            days = self._earlier.before.scope.first_day, self._earlier.before.scope.last_day
            has_year = days[0].year != scope.first_day.year
            period = format_period(*days, self._language, with_year=has_year)
            key = self._text(_CHANGE_FROM, period=period)
        self._write_section(row, 1, self._text(_RECEIVERS_TITLE if is_one else _OFFICES_TITLE), key)
        grid.write_cell(
            row + 1, 1, "head", self._text(_RECEIVER) if is_one else self._language.text("Columns", _OFFICE)
        )
        for column, source in _OFFICE_HEADS:
            grid.write_cell(row + 1, column, "head right", self._text(source))
        won = statistic_name(StatisticKey.WON, self._language)
        both = self._text(_WON_BOTH, won=won)
        fits = _fits_head(both, WIDTHS[MeetingColumn.NEXT_STEP - 1])
        grid.write_cell(row + 1, MeetingColumn.NEXT_STEP, "head right", both if fits else won)
        grid.write_cell(row + 1, MeetingColumn.DUE, "head right", statistic_name(StatisticKey.SOLD, self._language))
        grid.style_cells(row + 1, 1, _LAST_COLUMN, "head")
        grid.set_row_height(row + 1, _HEAD)

    def _group_name(self, group: GroupCounts, *, is_one: bool) -> CellValue:
        if len(group.names) > 1:
            return self._counted(_OTHERS, len(group.names))
        [name] = group.names
        if name is None:
            return self._text(_WITHOUT_RECEIVER if is_one else _WITHOUT_OFFICE)
        room = sum(WIDTHS[: MeetingColumn.HEADING])
        return marked_office(self._name(name), group.missing, room, _BODY_SIZE, self._language)

    def _write_group(self, row: int, group: GroupCounts, name: CellValue, *, is_sum: bool = False) -> None:
        """Write the figures of a group; what is missing of an office is "–" instead of zero."""
        grid = self._grid

        def shown(count: int, value: CellValue = None) -> CellValue:
            return formatting.NO_VALUE if not group.is_known(count) else count if value is None else value

        text, number = ("sum", "sum number") if is_sum else ("text", "number")
        change = "meeting sum change" if is_sum else "meeting quiet right"
        grid.write_cell(row, 1, text, name)
        grid.write_cell(row, MeetingColumn.CONTACT, number, shown(group.leads))
        self._write_change(row, MeetingColumn.SENDER, group.leads_change, change, change)
        grid.write_cell(row, MeetingColumn.RECEIVER, number, shown(group.tips))
        self._write_change(row, MeetingColumn.OFFICE, group.tips_change, change, change)
        grid.write_cell(row, MeetingColumn.STATE, number, shown(group.sent))
        grid.write_cell(row, MeetingColumn.RESPONSIBLE, number, shown(group.unhandled))
        leads, tips = group.won[ListKind.INCOMING], group.won[ListKind.TIPS]
        won = FormattedNumber(leads + tips, f'"{self._count(leads)} + {self._count(tips)}  =  "#,##0')
        grid.write_cell(row, MeetingColumn.NEXT_STEP, number, shown(leads + tips, won))
        grid.write_cell(row, MeetingColumn.DUE, number, shown(group.sold))
        grid.style_cells(row, 1, _LAST_COLUMN, text)
        grid.set_row_height(row, _ROW)


def _days_of(figures: PeriodCounts | None) -> tuple[date, date] | None:
    return (figures.scope.first_day, figures.scope.last_day) if figures else None


def _earlier_days(
    period_of: Callable[[date, date], tuple[date, date]], first: date, last: date
) -> tuple[date, date] | None:
    """Return the days of an earlier period; None if there are none before year 1."""
    try:
        return period_of(first, last)
    except ValueError:
        return None


def _fits_head(text: str, width: float) -> bool:
    return text_width(text, _NOTE_SIZE, is_bold=True) <= width - _ROOM_BESIDE_TEXT


def _office_count(report: Report, language: Language) -> str:
    """Return "2 av 3 kontor"."""
    count = len(fetched_customers(report.scope, report.failed_parts))
    return count_of_offices(count, len(report.scope.customers), language)


def _receiver_names(statistics: Statistics, book: XlsxWorkbook) -> list[str]:
    """Return the names of all receivers of leads and tips, in Swedish order."""
    names = {
        book.single_line_text(str(entry.value))
        for ranking in (statistics.lists[kind].rankings[Dimension.RECEIVER] for kind in OUTCOME_KINDS)
        for entry in ranking.ranked_values
    }
    return sorted(filter(None, names), key=lambda name: (SWEDISH.key(name), name))


def _labels(points: Sequence[TimePoint], *, by_week: bool, language: Language) -> list[str]:
    """Return the names of bars: a week and below it its days; a month, and below the first and January their year."""
    labels = []
    room = (sum(WIDTHS[1:]) - _CHART_INDENT) / max(len(points), 1) - _ROOM_BESIDE_DAYS
    for number, point in enumerate(points):
        if by_week:
            last = point.last_day
            if point.is_partial and number == len(points) - 1:
                last = min(last, point.first_day + (point.known_days - 1) * _DAY)
            days = format_period(point.first_day, last, language, with_year=False)
            days = days.replace(" – ", "–")
            if text_width(days, _NOTE_SIZE) > room:  # programs break it at the dash
                days = "–".join(f"{day.day}/{day.month}" for day in (point.first_day, last))
            days = days.replace(" ", NO_BREAK_SPACE)
            labels.append(f"{formatting.format_week_of(point.first_day, language)}\n{days}")
        else:
            month = formatting.format_month_of(point.first_day, language, with_year=False)
            has_year = number == 0 or point.first_day.month == 1
            labels.append(f"{month}\n{point.first_day.year}" if has_year else month)
    return labels
