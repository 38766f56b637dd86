"""Excel charts that refer to cells, so that they follow edits.

They have no legend, gridlines or visible value axis; the numbers are on the data. The axes exist without lines and
labels, because Excel shows nothing of a chart whose axes openpyxl has deleted.
"""

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.xml.functions import Element

from vitec_desktop.export.xlsx.styles import BAR, DECLINED, EDGE, PALE_BAR, TEXT, TEXT2
from vitec_desktop.report.cell_text import replace_illegal

_LABEL_SIZE = 900  # hundredths of a point
_LABEL_HEIGHT = 14.0  # points
_EMU_PER_POINT = 12_700
_INDENT = 7.5  # points: space between a number and the bar at its right
_COLUMN_GAP = 79  # per cent of a bar's width
_ROW_GAP = 100


class ChartBox(Struct, frozen=True):
    """The cells that a chart covers, counted from 1, first and last included.

    `indent` is how many points of its first column are free, and `last_width` how many of its last column it covers.
    """

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    indent: float = _INDENT
    last_width: float | None = None


class ChartData(Struct, frozen=True):
    """The cells that a chart shows, one row for each bar, and their values; None for an empty cell.

    `heading` is the row and column of the cell that names the numbers; `title` says what the chart shows, for its
    alternative text.
    """

    sheet: str
    first_row: int
    label_column: int
    number_column: int
    labels: Sequence[str]
    numbers: Sequence[int | None]
    heading: tuple[int, int]
    title: str

    @property
    def alternative_text(self) -> str:
        """What a screen reader says instead of the chart: its title, and each bar with its number."""
        bars = ", ".join(
            f"{' '.join(label.split())} {'–' if number is None else number}"
            for label, number in zip(self.labels, self.numbers, strict=True)
        )
        return replace_illegal(f"{self.title}: {bars}")[0]


def vertical_bars(data: ChartData, box: ChartBox, hatched: Collection[int] = ()) -> BarChart:
    """Return a chart with the label below and the number above each bar.

    The bars with an index in `hatched` are hatched: a part of their period is unknown.
    """
    chart = _chart(data, box, "col", _COLUMN_GAP)
    series: Any = chart.series[0]
    series.dPt = [_hatched(index) for index in sorted(hatched)]
    series.dLbls = _labels()
    axis: Any = chart.x_axis
    axis.tickLblPos = "low"
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=EDGE, w=9525))
    axis.txPr = _text(TEXT2)
    axis.txPr.bodyPr = RichTextProperties(rot=0, vert="horz")  # long names are wrapped, not rotated
    axis.tickLblSkip = 1
    axis.number_format = "General"
    return chart


def strip_of_bars(
    data: ChartData,
    box: ChartBox,
    pale: Collection[int],
    hatched: Collection[int],
    heights: tuple[float, float],
) -> BarChart:
    """Return a chart with the number above each bar, to stand above or below another one with the same bars.

    Args:
        pale: the indexes of bars that matter less.
        hatched: the indexes of bars of a part of their time.
        heights: points of the whole chart, and of its bars with their numbers; the names have the rest, if any.
    """
    height, room = heights
    chart: Any = vertical_bars(data, box)
    series: Any = chart.series[0]
    points = {index: _filled(index, PALE_BAR) for index in pale} | {
        index: _hatched(index, PALE_BAR if index in pale else BAR) for index in hatched
    }
    series.dPt = [points[index] for index in sorted(points)]
    value_axis: Any = chart.y_axis
    largest = max([1, *(number or 0 for number in data.numbers)])
    value_axis.scaling.max = round(largest * room / (room - _LABEL_HEIGHT), 2)
    if height == room:
        chart.x_axis.tickLblPos = None  # `_patch_xml` writes "none"
    chart.visible_cells_only = False  # the cells are hidden
    _fill_box(chart, room / height)
    return chart  # type: ignore[no-any-return]


def horizontal_bars(data: ChartData, box: ChartBox, grey: Collection[int] = ()) -> BarChart:
    """Return a chart that fills the box, with a bar beside the cells of each row and no text. `grey` are indexes."""
    chart = _chart(data, box, "bar", _ROW_GAP)
    series: Any = chart.series[0]
    series.dPt = [_filled(index, DECLINED) for index in sorted(grey)]
    axis: Any = chart.x_axis
    axis.scaling.orientation = "maxMin"
    value_axis: Any = chart.y_axis
    value_axis.scaling.max = max(1, *(number or 0 for number in data.numbers))
    _fill_box(chart, 1.0)
    return chart


def _fill_box(chart: Any, height: float) -> None:
    """Let the bars have the chart's width and the share `height` of its height, from the top."""
    chart.layout = Layout(
        manualLayout=ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0, y=0, w=1, h=height)
    )


def _chart(data: ChartData, box: ChartBox, direction: str, gap: int) -> BarChart:
    chart: Any = BarChart()
    chart.type = direction
    chart.gapWidth = gap
    chart.varyColors = False
    chart.legend = None
    chart.title = None
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.anchor = _anchor(box, data.alternative_text)
    chart.series = [_series(data)]
    for axis in (chart.x_axis, chart.y_axis):
        _hide(axis)
    value_axis: Any = chart.y_axis
    value_axis.scaling.min = 0
    _patch_xml(chart)
    bar_chart: BarChart = chart
    return bar_chart


def _series(data: ChartData) -> Series:
    series: Any = Series(idx=0, order=0)
    series.tx = SeriesLabel(strRef=StrRef(f=_cells(data.sheet, data.heading[1], data.heading[0], 1)))
    count = len(data.labels)
    labels = [StrVal(idx=index, v=text) for index, text in enumerate(data.labels)]
    series.cat = AxDataSource(
        strRef=StrRef(
            f=_cells(data.sheet, data.label_column, data.first_row, count), strCache=StrData(ptCount=count, pt=labels)
        )
    )
    numbers = [NumVal(idx=index, v=str(number)) for index, number in enumerate(data.numbers) if number is not None]
    series.val = NumDataSource(
        numRef=NumRef(
            f=_cells(data.sheet, data.number_column, data.first_row, count),
            numCache=NumData(formatCode="General", ptCount=count, pt=numbers),
        )
    )
    series.graphicalProperties = GraphicalProperties(solidFill=BAR, ln=LineProperties(noFill=True))
    series.invertIfNegative = False
    bar_series: Series = series
    return bar_series


def _cells(sheet: str, column: int, first_row: int, count: int) -> str:
    letter = get_column_letter(column)
    last = f":${letter}${first_row + count - 1}" if count > 1 else ""
    return f"{quote_sheetname(sheet)}!${letter}${first_row}{last}"


def _anchor(box: ChartBox, description: str) -> TwoCellAnchor:
    anchor: Any = TwoCellAnchor(editAs="oneCell")
    anchor._from = AnchorMarker(
        col=box.first_column - 1, colOff=round(box.indent * _EMU_PER_POINT), row=box.first_row - 1
    )
    if box.last_width is None:
        anchor.to = AnchorMarker(col=box.last_column, row=box.last_row)
    else:
        width = round(box.last_width * _EMU_PER_POINT)
        anchor.to = AnchorMarker(col=box.last_column - 1, colOff=width, row=box.last_row)
    write = anchor.to_tree

    def write_described(*arguments: Any, **options: Any) -> Any:
        # openpyxl makes the frame, which holds the alternative text, when it writes.
        anchor.graphicFrame.nvGraphicFramePr.cNvPr.descr = description
        return write(*arguments, **options)

    anchor.to_tree = write_described
    cell_anchor: TwoCellAnchor = anchor
    return cell_anchor


def _hide(axis: Any) -> None:
    axis.delete = False
    axis.majorGridlines = None
    axis.majorTickMark = "none"
    axis.minorTickMark = "none"
    axis.tickLblPos = None  # `_patch_xml` writes "none"
    axis.title = None
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _labels() -> DataLabelList:
    labels: Any = DataLabelList(dLblPos="outEnd", showVal=True)
    labels.showLegendKey = labels.showCatName = labels.showSerName = labels.showPercent = labels.showBubbleSize = False
    labels.numFmt = "#,##0"
    labels.txPr = _text(TEXT)
    label_list: DataLabelList = labels
    return label_list


def _text(color: str) -> RichText:
    properties = CharacterProperties(sz=_LABEL_SIZE, b=False, solidFill=color, latin=Font(typeface="Calibri"))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)
    return RichText(p=[paragraph])


def _filled(index: int, color: str) -> DataPoint:
    return DataPoint(
        idx=index,
        invertIfNegative=False,
        spPr=GraphicalProperties(solidFill=color, ln=LineProperties(noFill=True)),
    )


def _hatched(index: int, color: str = BAR) -> DataPoint:
    pattern: Any = PatternFillProperties(prst="ltUpDiag")
    pattern.fgClr = _color(color)
    pattern.bgClr = _color("FFFFFF")
    properties: Any = GraphicalProperties(ln=LineProperties(solidFill=color, w=9525))
    properties.pattFill = pattern
    return DataPoint(idx=index, invertIfNegative=False, spPr=properties)


def _color(rgb: str) -> Any:
    choice: Any = ColorChoice()
    choice.srgbClr = rgb
    return choice


def _patch_xml(chart: Any) -> None:
    """Add elements that openpyxl cannot write: without them Excel shows the series name and the labels of the axes."""
    write = chart._write

    def write_patched() -> Any:
        tree = write()
        tree.find("chart").insert(0, Element("autoTitleDeleted", {"val": "1"}))
        for axis in (*tree.iter("catAx"), *tree.iter("valAx")):
            if axis.find("tickLblPos") is None:
                index = list(axis).index(axis.find("minorTickMark")) + 1
                axis.insert(index, Element("tickLblPos", {"val": "none"}))
        return tree

    chart._write = write_patched
