"""Which painter paints which chart."""

from vitec_desktop.ui.charts.column_painter import ColumnPainter
from vitec_desktop.ui.charts.funnel_painter import FunnelPainter
from vitec_desktop.ui.charts.models import Chart, ColumnChart, FunnelChart, TimeChart
from vitec_desktop.ui.charts.painter import ChartPainter
from vitec_desktop.ui.charts.ranking_painter import RankingPainter
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.charts.time_painter import TimePainter


def painter_for(chart: Chart, look: ChartStyle) -> ChartPainter:
    """The painter of a chart."""
    if isinstance(chart, TimeChart):
        return TimePainter(chart, look)
    if isinstance(chart, ColumnChart):
        return ColumnPainter(chart, look)
    if isinstance(chart, FunnelChart):
        return FunnelPainter(chart, look)
    return RankingPainter(chart, look)
