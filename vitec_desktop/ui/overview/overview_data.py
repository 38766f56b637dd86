"""What the overview shows, as plain records for the screen and for print."""

from msgspec import Struct

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


class Tile(Struct, frozen=True):
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


class Definition(Struct, frozen=True):
    """A figure or chart, and how it is counted."""

    name: str
    text: str


class OverviewData(Struct, frozen=True):
    """Everything on the page.

    `handling_time` is how the line below the offices is counted that other saved reports may give.
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
    handling_time: Definition

    @property
    def print_title(self) -> str:
        """Such as "Norrby · 1–31 oktober 2026"; of sample data "Exempeldata · Norrby · 1–31 oktober 2026"."""
        return " · ".join(filter(None, (self.sample, self.chain, self.period)))

    @property
    def document_title(self) -> str:
        """Such as "Norrby · 1–31 oktober 2026 · Solna, Vasastan, aktiva"."""
        return " · ".join(filter(None, (self.print_title, self.print_caption, self.filter_note)))

    def definitions(self, *, with_receivers: bool, with_handling_time: bool) -> tuple[Definition, ...]:
        """Return how everything is counted, in the order in which it is shown; what two funnels have once."""
        found = [Definition(tile.title, tile.hint) for tile in self.tiles]
        for chart in self.charts(with_receivers=with_receivers).values():
            found.append(Definition(full_title(chart), chart.hint))
            if chart is self.groups and with_handling_time:
                found.append(self.handling_time)
            if chart is self.leads_funnel:
                # Below both of them; the first step is all rows, which a tile counts.
                found += [Definition(bar.name, bar.hint) for bar in chart.bars[1:]]
        return tuple(found)

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
