"""What the overview shows, as plain records: made from figures by `declaring`, painted on screen and on paper."""

from dataclasses import dataclass

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.charts.models import ColumnChart, FunnelChart, RankingChart, TimeChart
from vitec_desktop.ui.widgets.marks import StateMark


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure. `rest` is the half of its line that leaves where there is no room for it."""

    object_name: str
    title: str
    value: str
    text: str
    optional_text: str
    hint: str
    row_filter: RowFilter | None
    mark: StateMark | None = None

    @property
    def accessible_text(self) -> str:
        return f"{self.title}: {self.value}"

    @property
    def full_text(self) -> str:
        return f"{self.text} {self.optional_text}".strip()


@dataclass(frozen=True, slots=True)
class OverviewData:
    """Everything on the page. `notes` stand on paper only: what the window tells elsewhere."""

    period: str
    caption: str
    filter_note: str
    notes: tuple[str, ...]
    tiles: tuple[Tile, ...]
    time_chart: TimeChart
    states: ColumnChart
    tips_funnel: FunnelChart
    leads_funnel: FunnelChart
    ages: ColumnChart
    senders: RankingChart
    receivers: RankingChart
