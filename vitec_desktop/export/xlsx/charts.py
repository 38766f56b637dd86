"""Native charts that point at cells, so that they stay alive when the reader edits.

No legend, no gridlines, no value axis: the numbers stand on the bars. The axes are there all the same, without a line
or a word: today's Excel leaves out all of a chart whose axes are deleted in openpyxl's way.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

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

from vitec_desktop.export.xlsx.styles import BAR, DECLINED, EDGE, TEXT, TEXT2

_LABEL_SIZE = 900  # hundredths of a point
_INDENT = 95_250  # ten pixels, so that no bar touches a number at its left
_COLUMN_GAP = 79  # per cent of a bar's width: a bar takes 56 % of its step
_ROW_GAP = 100


@dataclass(frozen=True, slots=True)
class ChartBox:
    """Where a chart stands: cells, both ends included, counted from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class ChartData:
    """The cells that a chart shows, below each other, and what stands in them now.

    `heading` is the cell that names the numbers, by row and column.
    """

    sheet: str
    first_row: int
    label_column: int
    number_column: int
    labels: Sequence[str]
    numbers: Sequence[int]
    heading: tuple[int, int]


def vertical_bars(bars: ChartData, box: ChartBox, running: Collection[int] = ()) -> BarChart:
    """A bar for each row, its label below it and its number above; those `running` are hatched, for more can come."""
    chart = _chart(bars, box, "col", _COLUMN_GAP)
    series: Any = chart.series[0]
    series.dPt = [_hatched(place) for place in sorted(running)]
    series.dLbls = _labels()
    axis: Any = chart.x_axis
    axis.tickLblPos = "low"
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=EDGE, w=9525))
    axis.txPr = _text(TEXT2)
    axis.txPr.bodyPr = RichTextProperties(rot=0, vert="horz")  # a long name is wrapped, not turned
    axis.tickLblSkip = 1
    axis.number_format = "General"
    return chart


def horizontal_bars(
    bars: ChartData, box: ChartBox, grey: Collection[int] = (), greatest: int | None = None
) -> BarChart:
    """A bar beside each row's cells: it fills the box exactly, and has neither words nor numbers of its own."""
    chart = _chart(bars, box, "bar", _ROW_GAP)
    series: Any = chart.series[0]
    series.dPt = [_filled(place, DECLINED) for place in sorted(grey)]
    axis: Any = chart.x_axis
    axis.scaling.orientation = "maxMin"
    value_axis: Any = chart.y_axis
    value_axis.scaling.max = max(greatest or 0, *bars.numbers, 1)
    chart.layout = Layout(
        manualLayout=ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0, y=0, w=1, h=1)
    )
    return chart


def _chart(bars: ChartData, box: ChartBox, direction: str, gap: int) -> BarChart:
    chart: Any = BarChart()
    chart.type = direction
    chart.gapWidth = gap
    chart.varyColors = False
    chart.legend = None
    chart.title = None
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.anchor = _anchor(box)
    chart.series = [_series(bars)]
    for axis in (chart.x_axis, chart.y_axis):
        _hide(axis)
    value_axis: Any = chart.y_axis
    value_axis.scaling.min = 0
    _patch_xml(chart)
    made: BarChart = chart
    return made


def _series(bars: ChartData) -> Series:
    series: Any = Series(idx=0, order=0)
    series.tx = SeriesLabel(strRef=StrRef(f=_cells(bars.sheet, bars.heading[1], bars.heading[0], 1)))
    count = len(bars.labels)
    labels = [StrVal(idx=place, v=text) for place, text in enumerate(bars.labels)]
    series.cat = AxDataSource(
        strRef=StrRef(
            f=_cells(bars.sheet, bars.label_column, bars.first_row, count), strCache=StrData(ptCount=count, pt=labels)
        )
    )
    numbers = [NumVal(idx=place, v=str(number)) for place, number in enumerate(bars.numbers)]
    series.val = NumDataSource(
        numRef=NumRef(
            f=_cells(bars.sheet, bars.number_column, bars.first_row, count),
            numCache=NumData(formatCode="General", ptCount=count, pt=numbers),
        )
    )
    series.graphicalProperties = GraphicalProperties(solidFill=BAR, ln=LineProperties(noFill=True))
    series.invertIfNegative = False
    made: Series = series
    return made


def _cells(sheet: str, column: int, first_row: int, count: int) -> str:
    letter = get_column_letter(column)
    last = f":${letter}${first_row + count - 1}" if count > 1 else ""
    return f"{quote_sheetname(sheet)}!${letter}${first_row}{last}"


def _anchor(box: ChartBox) -> TwoCellAnchor:
    anchor: Any = TwoCellAnchor(editAs="oneCell")
    anchor._from = AnchorMarker(col=box.first_column - 1, colOff=_INDENT, row=box.first_row - 1)
    anchor.to = AnchorMarker(col=box.last_column, row=box.last_row)
    made: TwoCellAnchor = anchor
    return made


def _hide(axis: Any) -> None:
    axis.delete = False
    axis.majorGridlines = None
    axis.majorTickMark = "none"
    axis.minorTickMark = "none"
    axis.tickLblPos = None  # which is written as "none"
    axis.title = None
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _labels() -> DataLabelList:
    labels: Any = DataLabelList(dLblPos="outEnd", showVal=True)
    labels.showLegendKey = labels.showCatName = labels.showSerName = labels.showPercent = labels.showBubbleSize = False
    labels.numFmt = "#,##0"
    labels.txPr = _text(TEXT)
    made: DataLabelList = labels
    return made


def _text(color: str) -> RichText:
    properties = CharacterProperties(sz=_LABEL_SIZE, b=False, solidFill=color, latin=Font(typeface="Calibri"))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)
    return RichText(p=[paragraph])


def _filled(place: int, color: str) -> DataPoint:
    return DataPoint(
        idx=place,
        invertIfNegative=False,
        spPr=GraphicalProperties(solidFill=color, ln=LineProperties(noFill=True)),
    )


def _hatched(place: int) -> DataPoint:
    pattern: Any = PatternFillProperties(prst="ltUpDiag")
    pattern.fgClr = _color(BAR)
    pattern.bgClr = _color("FFFFFF")
    properties: Any = GraphicalProperties(ln=LineProperties(solidFill=BAR, w=9525))
    properties.pattFill = pattern
    return DataPoint(idx=place, invertIfNegative=False, spPr=properties)


def _color(rgb: str) -> Any:
    choice: Any = ColorChoice()
    choice.srgbClr = rgb
    return choice


def _patch_xml(chart: Any) -> None:
    """Write what openpyxl cannot say.

    Excel puts the name of a chart's one series above it unless told not to, and words beside each axis.
    """
    write = chart._write

    def write_mended() -> Any:
        tree = write()
        tree.find("chart").insert(0, Element("autoTitleDeleted", {"val": "1"}))
        for axis in (*tree.iter("catAx"), *tree.iter("valAx")):
            if axis.find("tickLblPos") is None:
                place = list(axis).index(axis.find("minorTickMark")) + 1
                axis.insert(place, Element("tickLblPos", {"val": "none"}))
        return tree

    chart._write = write_mended
