"""Chooses the painter of a chart."""

from vitec_desktop.ui.charts.column_painter import ColumnPainter
from vitec_desktop.ui.charts.drawing import ChartPainter
from vitec_desktop.ui.charts.funnel_painter import FunnelPainter
from vitec_desktop.ui.charts.group_chart_painter import GroupChartPainter
from vitec_desktop.ui.charts.models import Chart, ColumnChart, FunnelChart, GroupChart, TimeChart
from vitec_desktop.ui.charts.ranking_painter import RankingPainter
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.charts.time_painter import TimePainter


def painter_for(chart: Chart, style: ChartStyle) -> ChartPainter:
    """Return a painter of `chart`."""
    if isinstance(chart, TimeChart):
        return TimePainter(chart, style)
    if isinstance(chart, ColumnChart):
        return ColumnPainter(chart, style)
    if isinstance(chart, FunnelChart):
        return FunnelPainter(chart, style)
    if isinstance(chart, GroupChart):
        return GroupChartPainter(chart, style)
    return RankingPainter(chart, style)
