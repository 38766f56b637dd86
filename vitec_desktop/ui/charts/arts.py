"""Which painter paints which chart."""

from vitec_desktop.ui.charts.art import Art
from vitec_desktop.ui.charts.column_art import ColumnArt
from vitec_desktop.ui.charts.declared import Chart, ColumnChart, FunnelChart, TimeChart
from vitec_desktop.ui.charts.funnel_art import FunnelArt
from vitec_desktop.ui.charts.look import Look
from vitec_desktop.ui.charts.time_art import TimeArt
from vitec_desktop.ui.charts.top_art import TopArt


def art_of(chart: Chart, look: Look) -> Art:
    """The painter of a chart."""
    if isinstance(chart, TimeChart):
        return TimeArt(chart, look)
    if isinstance(chart, ColumnChart):
        return ColumnArt(chart, look)
    if isinstance(chart, FunnelChart):
        return FunnelArt(chart, look)
    return TopArt(chart, look)
