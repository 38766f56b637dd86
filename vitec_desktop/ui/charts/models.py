"""What a chart shows, as plain records with finished texts and, for each bar, the rows behind it."""

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.widgets.marks import Mark


class EarlierValue(Struct, frozen=True):
    """The value of the period that is compared with, drawn as an outline; `note` is read aloud: "mot 51"."""

    value: int
    text: str
    note: str


class BarPart(Struct, frozen=True):
    """The rows of one list behind a bar that counts several: "11 leads", what they are, and their filter."""

    text: str
    filter_name: str
    row_filter: RowFilter


class Bar(Struct, frozen=True):
    """One value.

    Attributes:
        name: what is counted, read aloud before the text.
        text: the value as it is written beside or above the bar.
        hint: how the value is counted.
        role: the colour's role: "bar" or a group of states.
        row_filter: the rows behind the bar, shown on a click; None if no table can show them.
        is_partial: whether the bar's period is cut or not over; it is drawn as outline and hatching then.
        earlier: the value of the period that is compared with; None without a comparison.
        filter_name: what the rows behind it are, for the list that shows them; "" for the name.
        parts: the rows behind the bar, by list, where no table can show them together; a click offers them.
    """

    name: str
    value: int
    text: str
    hint: str = ""
    role: str = "bar"
    row_filter: RowFilter | None = None
    is_partial: bool = False
    filter_name: str = ""
    earlier: EarlierValue | None = None
    parts: tuple[BarPart, ...] = ()

    @property
    def is_clickable(self) -> bool:
        """Whether a click shows rows."""
        return (self.row_filter is not None or bool(self.parts)) and self.value > 0

    @property
    def accessible_text(self) -> str:
        note = f", {self.earlier.note}" if self.earlier else ""
        return f"{self.name}: {self.text}{note}"


class AxisLabel(Struct, frozen=True):
    """A label under an axis, of one or two lines; `short_line` stands in where the second does not fit."""

    text: str
    second_line: str = ""
    is_strong: bool = False
    short_line: str = ""


class TimeRow(Struct, frozen=True):
    """A small chart over the common axis; `weight` is its share of the height."""

    name: str
    total: str
    bars: tuple[Bar, ...]
    weight: float = 1.0


class TimeChart(Struct, frozen=True):
    """Small charts above each other, each with a scale of its own, over one axis of days or months.

    `earlier_period` names the period whose values the outlines are; "" without a comparison.
    """

    title: str
    hint: str
    rows: tuple[TimeRow, ...]
    axis: tuple[AxisLabel, ...]
    earlier_period: str = ""

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(bar for row in self.rows for bar in row.bars)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(f"{row.name}: {row.total}" for row in self.rows)


class ColumnHeader(Struct, frozen=True):
    name: str
    count: str


class ColumnRow(Struct, frozen=True):
    """A bar in each column."""

    label: str
    bars: tuple[Bar, ...]
    mark: Mark | None = None


class ColumnChart(Struct, frozen=True):
    """Rows of bars in columns, each column scaled to its largest value; groups of rows are separated.

    `has_headers_beside_title` moves the column headers to the title's line, for charts of many rows.
    """

    title: str
    hint: str
    headers: tuple[ColumnHeader, ...]
    groups: tuple[tuple[ColumnRow, ...], ...]
    footer: str = ""
    has_headers_beside_title: bool = False

    @property
    def rows(self) -> tuple[ColumnRow, ...]:
        return tuple(row for group in self.groups for row in group)

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(bar for row in self.rows for bar in row.bars)

    @property
    def notes(self) -> tuple[str, ...]:
        return (*(f"{head.name}: {head.count}" for head in self.headers), *filter(None, (self.footer,)))


class FunnelStep(Struct, frozen=True):
    """A step's bar, scaled to the first step's; `share_text` is its share of the steps before."""

    label: str
    bar: Bar
    share_text: str = ""


class FunnelChart(Struct, frozen=True):
    """Steps, each with part of the rows of the step before; `footer` counts the rows that reach no further step."""

    title: str
    hint: str
    steps: tuple[FunnelStep, ...]
    footer: Bar | None = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        return (*(step.bar for step in self.steps), *((self.footer,) if self.footer else ()))

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(f"{step.label}: {step.share_text}" for step in self.steps if step.share_text)


class RankingRow(Struct, frozen=True):
    """A row of a ranking: a name, a bar, and two more texts."""

    label: str
    bar: Bar
    won: str
    share: str


class RankingChart(Struct, frozen=True):
    """A table of the largest values, with as many rows as fit; `empty_text` replaces it if there are none.

    `dimension_name` says what is ranked, where no switch beside the title does.
    """

    title: str
    hint: str
    headers: tuple[str, str, str]
    rows: tuple[RankingRow, ...]
    empty_text: str = ""
    dimension_name: str = ""

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(row.bar for row in self.rows)

    @property
    def notes(self) -> tuple[str, ...]:
        return () if self.rows else (self.empty_text,)


class GroupCell(Struct, frozen=True):
    """A number of a group; `change` stands beside it, `note` below it."""

    bar: Bar
    change: str = ""
    note: str = ""


class GroupRow(Struct, frozen=True):
    """An office or receiver, or several, with a cell for each column; the last row of a chart is the sum.

    `warning` stands below the label: what of the office is missing.
    """

    label: str
    cells: tuple[GroupCell, ...]
    warning: str = ""


class GroupChart(Struct, frozen=True):
    """Groups side by side: a row each, with bars in the first two columns and a state's mark in the fourth.

    `title_note` says what the changes are compared with.
    """

    title: str
    hint: str
    title_note: str
    headers: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    sum_row: GroupRow | None
    empty_text: str = ""

    @property
    def all_rows(self) -> tuple[GroupRow, ...]:
        return (*self.rows, self.sum_row) if self.sum_row else self.rows

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(cell.bar for row in self.all_rows for cell in row.cells)

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.rows:
            return (self.empty_text,)
        return tuple(f"{row.label}: {row.warning}" for row in self.rows if row.warning)


Chart = TimeChart | ColumnChart | FunnelChart | RankingChart | GroupChart


def full_title(chart: Chart) -> str:
    """Return the title, for a ranking with what is ranked."""
    return (
        f"{chart.title}: {chart.dimension_name.lower()}"
        if isinstance(chart, RankingChart) and chart.dimension_name
        else chart.title
    )


def with_full_title(chart: Chart) -> Chart:
    """Return a copy for print and images, where no switch says what is ranked."""
    return replace(chart, title=full_title(chart))


def chart_text(chart: Chart) -> str:
    """Return all values and notes, one a line, for screen readers and the clipboard."""
    return "\n".join((*(bar.accessible_text for bar in chart.bars), *chart.notes))
