"""Which painter paints which chart."""

from vitec_desktop.ui.charts.column_painter import ColumnArt
from vitec_desktop.ui.charts.funnel_painter import FunnelArt
from vitec_desktop.ui.charts.models import Chart, ColumnChart, FunnelChart, TimeChart
from vitec_desktop.ui.charts.painter import Art
from vitec_desktop.ui.charts.ranking_painter import TopArt
from vitec_desktop.ui.charts.style import Look
from vitec_desktop.ui.charts.time_painter import TimeArt


def art_of(chart: Chart, look: Look) -> Art:
    """The painter of a chart."""
    if isinstance(chart, TimeChart):
        return TimeArt(chart, look)
    if isinstance(chart, ColumnChart):
        return ColumnArt(chart, look)
    if isinstance(chart, FunnelChart):
        return FunnelArt(chart, look)
    return TopArt(chart, look)
