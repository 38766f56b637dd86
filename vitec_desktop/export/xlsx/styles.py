"""The cell styles of the workbook. Most cells of a list have none: the style of the table applies."""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
COUNT_FORMAT = "#,##0"
DASH_FORMAT = '#,##0;−#,##0;"–"'
_DAY_FORMAT = "yyyy-mm-dd"
_DAYS_FORMAT = '#,##0" d"'
SHARE_FORMAT = "0 %"
SIGNED_FORMAT = "+#,##0;−#,##0;0"
SIGNED_SHARE_FORMAT = "+0 %;−0 %;0 %"

TEXT = "1A1D24"
TEXT2 = "565D6A"
EDGE = "D3D7DF"
BAR = "5A64D2"
UNHANDLED = "C4500A"
PROGRESS = "1F73C4"
DONE = "0A6B50"
DECLINED = "7A818E"
_WARN_BACKGROUND = "FFF3DD"
_WARN_TEXT = "8A4B00"

LIST_SIZE = 8.5
"""Points: letters of the lists, on the screen and on paper."""

_MARK_FONT = "Segoe UI Symbol"

_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_TOP_LEFT = Alignment(vertical="top", horizontal="left")
_WRAPPED_LEFT = Alignment(vertical="top", horizontal="left", wrap_text=True)
_BOTTOM = Alignment(vertical="bottom")
_MIDDLE = Alignment(vertical="center")
_MIDDLE_LEFT = Alignment(vertical="center", horizontal="left")
_MIDDLE_RIGHT = Alignment(vertical="center", horizontal="right")
_MIDDLE_WRAPPED = Alignment(vertical="center", wrap_text=True)

_HAIRLINE = Border(bottom=Side("thin", color=EDGE))
_UNDER_HEADER = Border(bottom=Side("thin", color=DECLINED))
_OVER_SUM = Border(top=Side("thin", color=DECLINED))
_OVER_TILE = Border(top=Side("medium", color=BAR))
_WARN_FILL = PatternFill("solid", fgColor=_WARN_BACKGROUND)


def _font(color: str, size: float = 11, bold: bool = False, name: str = "Calibri") -> Font:
    return Font(name=name, size=size, bold=bold, color=color)


_BODY = _font(TEXT, 10)
_STRONG = _font(TEXT, 10, bold=True)
_QUIET = _font(TEXT2, 10)
_HEAD = _font(TEXT2, 9, bold=True)
_LIST = _font(TEXT, LIST_SIZE)


def _cell(
    font: Font, border: Border | None = None, alignment: Alignment = _MIDDLE, number_format: str = ""
) -> dict[str, Any]:
    style: dict[str, Any] = {"font": font, "alignment": alignment}
    if border is not None:
        style["border"] = border
    if number_format:
        style["number_format"] = number_format
    return style


def _mark(color: str, size: float, border: Border | None, alignment: Alignment) -> dict[str, Any]:
    return _cell(_font(color, size, name=_MARK_FONT), border, alignment)


_MARK_COLORS = {"unhandled": UNHANDLED, "progress": PROGRESS, "done": DONE, "declined": DECLINED, "unknown": TEXT2}

STYLES: dict[str, dict[str, Any]] = {
    # Lists
    "list head": _cell(_font(TEXT2, LIST_SIZE, bold=True), _UNDER_HEADER),
    "list text": _cell(_LIST, _HAIRLINE),
    "list wrapped": _cell(_LIST, _HAIRLINE, _MIDDLE_WRAPPED),
    "list moment": _cell(_LIST, _HAIRLINE, _MIDDLE_LEFT, MOMENT_FORMAT),
    "list number": _cell(_LIST, _HAIRLINE, _MIDDLE_LEFT),
    **{f"list mark {group}": _mark(color, LIST_SIZE, _HAIRLINE, _MIDDLE_LEFT) for group, color in _MARK_COLORS.items()},
    # Tables on other sheets
    "plain": {"alignment": _TOP},
    "wrapped": {"alignment": _WRAPPED},
    "moment": {"alignment": _TOP_LEFT, "number_format": MOMENT_FORMAT},
    "count": {"alignment": _TOP_LEFT, "number_format": COUNT_FORMAT},
    "header": {
        "alignment": Alignment(vertical="center"),
        "font": _font(TEXT, bold=True),
        "border": Border(bottom=Side("thin", color=TEXT2)),
    },
    # About the report
    "title": {"font": _font(TEXT, size=20, bold=True)},
    "about section": {"font": _font(TEXT, size=12, bold=True)},
    "label": {"alignment": _TOP, "font": _font(TEXT2)},
    "note": {"alignment": _WRAPPED, "font": _font(TEXT2)},
    "complete": {"font": _font(TEXT, bold=True)},
    "incomplete": {"font": _font(_WARN_TEXT, bold=True), "fill": _WARN_FILL},
    # Statistics
    "quiet": _cell(_QUIET, alignment=_MIDDLE_WRAPPED),
    "notice": {"font": _font(_WARN_TEXT, 10, bold=True), "fill": _WARN_FILL, "alignment": _MIDDLE_WRAPPED},
    "section": _cell(_font(TEXT, 12, bold=True)),
    "tile": _cell(_QUIET, _OVER_TILE),
    "tile count": _cell(_font(TEXT, 22, bold=True), alignment=_MIDDLE_LEFT, number_format=COUNT_FORMAT),
    "tile share": _cell(_font(TEXT, 22, bold=True), alignment=_MIDDLE_LEFT, number_format=SHARE_FORMAT),
    "tile line": _cell(_font(TEXT2, 9)),
    "head": _cell(_HEAD, _UNDER_HEADER),
    "head low": _cell(_HEAD, _UNDER_HEADER, Alignment(vertical="bottom")),
    "head right": _cell(_HEAD, _UNDER_HEADER, _MIDDLE_RIGHT),
    "head wrapped": _cell(_HEAD, _UNDER_HEADER, Alignment(vertical="bottom", horizontal="right", wrap_text=True)),
    "text": _cell(_BODY, _HAIRLINE),
    "text quiet": _cell(_QUIET, _HAIRLINE),
    "rank": _cell(_QUIET, _HAIRLINE, _MIDDLE_LEFT),
    "number": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, COUNT_FORMAT),
    "number or dash": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, DASH_FORMAT),
    "number strong": _cell(_STRONG, _HAIRLINE, _MIDDLE_RIGHT, COUNT_FORMAT),
    "signed": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, SIGNED_FORMAT),
    "signed share": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, SIGNED_SHARE_FORMAT),
    "decimal": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, "0.0"),
    "share": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, SHARE_FORMAT),
    "sum": _cell(_STRONG, _OVER_SUM),
    "sum number": _cell(_STRONG, _OVER_SUM, _MIDDLE_RIGHT, COUNT_FORMAT),
    # What each receiver has to do
    "action title": _cell(_font(TEXT, 20, bold=True)),
    "action company": _cell(_QUIET, alignment=_MIDDLE_RIGHT),
    "quiet line": _cell(_QUIET),
    "action section": _cell(_font(TEXT, 12, bold=True), alignment=_BOTTOM),
    "action section line": _cell(_font(TEXT, 12, bold=True), _HAIRLINE),
    "action date": _cell(_BODY, alignment=_TOP_LEFT, number_format=_DAY_FORMAT),
    "action strong": _cell(_STRONG, alignment=_WRAPPED),
    "action text": _cell(_BODY, alignment=_WRAPPED),
    "action due": _cell(_BODY, alignment=_WRAPPED_LEFT, number_format=_DAY_FORMAT),
    "action quiet": _cell(_font(TEXT2, 9.5), _HAIRLINE, _TOP),
    "action line": _cell(_BODY, _UNDER_HEADER),
    **{f"action mark {group}": _mark(color, 10, None, _TOP_LEFT) for group, color in _MARK_COLORS.items()},
    "days": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, _DAYS_FORMAT),
    "sum days": _cell(_STRONG, _OVER_SUM, _MIDDLE_RIGHT, _DAYS_FORMAT),
    "block": _cell(_font(TEXT, 11, bold=True)),
}


def style_settings(name: str, is_quoted: bool = False) -> dict[str, Any]:
    """Return the settings of a style. A quoted cell stays text when it is edited, even if it looks like a formula."""
    settings = STYLES[name]
    return {**settings, "quotePrefix": True} if is_quoted else settings


def align_unstyled_cells_to_top(workbook: Workbook) -> None:
    """Align cells without a style to the top of their row.

    openpyxl has no public API for this: this changes cell format 0, which Excel uses for such cells, and the style
    "Normal", which LibreOffice uses.
    """
    book: Any = workbook
    book._named_styles["Normal"].alignment = _TOP
    unstyled = StyleArray(book._cell_styles[0])
    unstyled.alignmentId = book._alignments.add(_TOP)
    book._cell_styles[0] = unstyled
