"""What a chart shows, as plain records: every text is ready to be painted, every bar knows the rows behind it."""

from dataclasses import dataclass, replace

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.widgets.marks import StateMark


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure.

    Attributes:
        name: what it counts, read aloud before its text.
        value: its length.
        text: the value as it is written beside or above the bar.
        hint: how it is counted.
        role: of its colour: "bar", or a group of states.
        wish: the rows behind it, to be shown on a click; None where no table can show them.
        is_running: more can come, so it is outline and hatch only.
    """

    name: str
    value: int
    text: str
    hint: str = ""
    role: str = "bar"
    row_filter: RowFilter | None = None
    is_ongoing: bool = False

    @property
    def is_clickable(self) -> bool:
        """Whether a click has rows to show."""
        return self.row_filter is not None and self.value > 0

    @property
    def accessible_text(self) -> str:
        return f"{self.name}: {self.text}"


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A word under an axis, and what stands below it."""

    text: str
    second_line: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One of the small charts over a common axis; `weight` is its share of the height."""

    name: str
    total: str
    bars: tuple[Bar, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Small charts above one another, each with its own scale, over one axis of months or weeks."""

    title: str
    hint: str
    rows: tuple[TimeRow, ...]
    axis: tuple[AxisLabel, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(bar for row in self.rows for bar in row.bars)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(f"{row.name}: {row.total}" for row in self.rows)


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A bar in each column."""

    label: str
    bars: tuple[Bar, ...]
    mark: StateMark | None = None


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Rows of bars in columns, each column against its own largest; groups stand apart.

    `has_heads_beside_title` sets the columns' heads on the title's line, for charts of many rows.
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


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step's bar against the first one's; `aside` is what part of the others it is."""

    label: str
    bar: Bar
    share_text: str = ""


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """From all rows to those that came farthest; `foot` counts those that left."""

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


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A table's row with a bar in a cell, and two figures behind it."""

    label: str
    bar: Bar
    won: str
    share: str


@dataclass(frozen=True, slots=True)
class RankingChart:
    """The largest of many, as a table; as many rows as there is room for. `empty` stands there when there are none.

    `by` says what is ranked, where no switch beside the title does.
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


Chart = TimeChart | ColumnChart | FunnelChart | RankingChart


def full_title(chart: Chart) -> str:
    """The title with all that stands beside it in the window."""
    return (
        f"{chart.title}: {chart.dimension_name.lower()}"
        if isinstance(chart, RankingChart) and chart.dimension_name
        else chart.title
    )


def with_full_title(chart: Chart) -> Chart:
    """The chart as it is where nothing of the window is around it: on paper, in a picture."""
    return replace(chart, title=full_title(chart))


def chart_text(chart: Chart) -> str:
    """Everything that a chart shows, line by line: for those who hear it, and for the clipboard."""
    return "\n".join((*(bar.accessible_text for bar in chart.bars), *chart.notes))
