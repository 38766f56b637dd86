"""What the overview shows, as plain records: made from figures by `declaring`, painted on screen and on paper."""

from dataclasses import dataclass

from vitec_desktop.report.statistics.filters import FilterWish
from vitec_desktop.ui.charts.models import ColumnChart, FunnelChart, TimeChart, TopChart
from vitec_desktop.ui.widgets.marks import Mark


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure. `rest` is the half of its line that leaves where there is no room for it."""

    name: str
    title: str
    figure: str
    lead: str
    rest: str
    hint: str
    wish: FilterWish | None
    mark: Mark | None = None

    @property
    def spoken(self) -> str:
        return f"{self.title}: {self.figure}"

    @property
    def line(self) -> str:
        return f"{self.lead} {self.rest}".strip()


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page. `notes` stand on paper only: what the window tells elsewhere."""

    heading: str
    caption: str
    filter_note: str
    notes: tuple[str, ...]
    tiles: tuple[Tile, ...]
    time: TimeChart
    states: ColumnChart
    tips_funnel: FunnelChart
    leads_funnel: FunnelChart
    ages: ColumnChart
    senders: TopChart
    receivers: TopChart
