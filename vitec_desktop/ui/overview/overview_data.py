"""What the overview shows, as plain records for the screen and for print."""

from dataclasses import dataclass

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.charts.models import (
    Chart,
    ColumnChart,
    FunnelChart,
    GroupChart,
    RankingChart,
    TimeChart,
    full_title,
)
from vitec_desktop.ui.widgets.marks import Mark


@dataclass(frozen=True, slots=True)
class Tile:
    """A key statistic.

    Attributes:
        text: the first half of the line below the value.
        optional_text: the second half, dropped when the tile is narrow.
        hint: how the value is counted.
        row_filter: the rows behind the value, shown on a click; None if no table can show them.
        filter_name: what these rows are, for the list that shows them; "" for the title.
        link: the text of a link beside the title, on the screen only; "" for none.
    """

    object_name: str
    title: str
    value: str
    text: str
    optional_text: str
    hint: str
    row_filter: RowFilter | None
    mark: Mark | None = None
    filter_name: str = ""
    link: str = ""

    @property
    def accessible_text(self) -> str:
        return f"{self.title}: {self.value}"

    @property
    def full_text(self) -> str:
        return f"{self.text} {self.optional_text}".strip()


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure or chart, and how it is counted."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OverviewData:
    """Everything on the page.

    `notes`, `sample`, `chain` and `print_caption` are printed only, the window has them elsewhere. `sample` says that
    the rows are those of the sample service; "" for others.
    """

    period: str
    caption: str
    filter_note: str
    notes: tuple[str, ...]
    sample: str
    chain: str
    print_caption: str
    tiles: tuple[Tile, ...]
    time_chart: TimeChart
    groups: GroupChart
    states: ColumnChart
    tips_funnel: FunnelChart
    leads_funnel: FunnelChart
    ages: ColumnChart
    senders: RankingChart
    receivers: RankingChart

    @property
    def print_title(self) -> str:
        """Such as "Norrby · 1–31 oktober 2026"; of sample data "Exempeldata · Norrby · 1–31 oktober 2026"."""
        return " · ".join(filter(None, (self.sample, self.chain, self.period)))

    @property
    def document_title(self) -> str:
        """Such as "Norrby · 1–31 oktober 2026 · Solna, Vasastan, aktiva"."""
        return " · ".join(filter(None, (self.print_title, self.print_caption, self.filter_note)))

    def definitions(self, *, with_receivers: bool) -> tuple[Definition, ...]:
        """Return how everything is counted, in the order in which it is shown."""
        charts = self.charts(with_receivers=with_receivers).values()
        named = [*((tile.title, tile.hint) for tile in self.tiles), *((full_title(one), one.hint) for one in charts)]
        return tuple(Definition(name, text) for name, text in named)

    def charts(self, *, with_receivers: bool) -> dict[str, Chart]:
        """Return the charts by card; the ranking is that of receivers or that of senders."""
        return {
            "time": self.time_chart,
            "groups": self.groups,
            "states": self.states,
            "tips_funnel": self.tips_funnel,
            "leads_funnel": self.leads_funnel,
            "ages": self.ages,
            "top": self.receivers if with_receivers else self.senders,
        }
