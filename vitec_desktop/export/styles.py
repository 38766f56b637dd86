"""The few styles of the workbook. A styled cell costs twice an unstyled one, so most cells of a list have none."""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

MOMENT_FORMAT = "yyyy-mm-dd hh:mm"

_TEXT = "1A1D24"
_TEXT2 = "565D6A"
_WARN_GROUND = "FFF3DD"
_WARN_TEXT = "8A4B00"

_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_TO_THE_LEFT = Alignment(vertical="top", horizontal="left")


def _font(color: str, size: int = 11, bold: bool = False) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=color)


STYLES: dict[str, dict[str, Any]] = {
    "quoted": {"alignment": _TOP, "quotePrefix": True},  # stays text when somebody edits the cell
    "wrapped": {"alignment": _WRAPPED},
    "wrapped quoted": {"alignment": _WRAPPED, "quotePrefix": True},
    "moment": {"alignment": _TO_THE_LEFT, "number_format": MOMENT_FORMAT},
    "count": {"alignment": _TO_THE_LEFT, "number_format": "#,##0"},
    "header": {
        "alignment": Alignment(vertical="center"),
        "font": _font(_TEXT, bold=True),
        "border": Border(bottom=Side("thin", color=_TEXT2)),
    },
    "title": {"font": _font(_TEXT, size=20, bold=True)},
    "label": {"alignment": _TOP, "font": _font(_TEXT2)},
    "note": {"alignment": _WRAPPED, "font": _font(_TEXT2)},
    "whole": {"font": _font(_TEXT, bold=True)},
    "incomplete": {"font": _font(_WARN_TEXT, bold=True), "fill": PatternFill("solid", fgColor=_WARN_GROUND)},
}


def put_unstyled_cells_at_the_top(workbook: Workbook) -> None:
    """Have cells without a style begin at the top of a row that a long message makes high.

    openpyxl has no word of its own for this: it changes the format with number 0, which such cells have.
    """
    inside: Any = workbook
    top = inside._alignments.add(_TOP)
    unstyled = StyleArray(inside._cell_styles[0])
    unstyled.alignmentId = top
    inside._cell_styles[0] = unstyled
