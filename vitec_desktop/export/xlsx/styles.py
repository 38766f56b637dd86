"""The cell styles of the workbook. Most cells of a list have none: the style of the table applies."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
COUNT_FORMAT = "#,##0"
DASH_FORMAT = '#,##0;−#,##0;"–"'
_DAY_FORMAT = "yyyy-mm-dd"
_DAYS_FORMAT = '#,##0" d"'
SHARE_FORMAT = "0 %"

TEXT = "1A1D24"
TEXT2 = "565D6A"
EDGE = "D3D7DF"
WINDOW = "F5F6F8"
BAR = "5A64D2"
PALE_BAR = "8F96E2"
"""A bar outside the chosen period: 2.7:1 on white; the number above it says the same."""

UNHANDLED = "C4500A"
PROGRESS = "1F73C4"
DONE = "0A6B50"
DECLINED = "7A818E"
_WARN_BACKGROUND = "FFF3DD"
WARN_TEXT = "8A4B00"

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
_MIDDLE_INDENTED = Alignment(vertical="center", horizontal="right", indent=1)
_MIDDLE_WRAPPED = Alignment(vertical="center", wrap_text=True)

_HAIRLINE = Border(bottom=Side("thin", color=EDGE))
_UNDER_HEADER = Border(bottom=Side("thin", color=DECLINED))
_TO_WRITE = Border(bottom=Side("thin", color=DECLINED), left=Side("thin", color=EDGE))
_OVER_SUM = Border(top=Side("thin", color=DECLINED))
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
    "list head": _cell(_font(TEXT2, LIST_SIZE, bold=True), _UNDER_HEADER, _MIDDLE_WRAPPED),
    "list text": _cell(_LIST, _HAIRLINE),
    "list wrapped": _cell(_LIST, _HAIRLINE, _MIDDLE_WRAPPED),
    "list moment": _cell(_LIST, _HAIRLINE, _MIDDLE_LEFT, MOMENT_FORMAT),
    "list number": _cell(_LIST, _HAIRLINE, _MIDDLE_LEFT),
    "list group": _cell(_font(TEXT, LIST_SIZE, bold=True), _HAIRLINE) | {"fill": PatternFill("solid", fgColor=WINDOW)},
    **{f"list mark {group}": _mark(color, LIST_SIZE, _HAIRLINE, _MIDDLE_LEFT) for group, color in _MARK_COLORS.items()},
    # About the report
    "title": {"font": _font(TEXT, size=20, bold=True)},
    "about section": _cell(_font(TEXT, 11, bold=True)),
    "label": _cell(_font(TEXT2, 9), alignment=_TOP),
    "about text": _cell(_font(TEXT, 9), alignment=_WRAPPED),
    "about moment": _cell(_font(TEXT, 9), alignment=_TOP_LEFT, number_format=MOMENT_FORMAT),
    "about count": _cell(_font(TEXT, 9), alignment=_TOP_LEFT, number_format=COUNT_FORMAT),
    "note": _cell(_font(TEXT2, 9), alignment=_WRAPPED),
    "complete": _cell(_font(TEXT, 9, bold=True), alignment=_WRAPPED),
    "incomplete": {"font": _font(WARN_TEXT, 9, bold=True), "fill": _WARN_FILL, "alignment": _WRAPPED},
    # Statistics
    "quiet": _cell(_QUIET, alignment=_MIDDLE_WRAPPED),
    "notice": {"font": _font(WARN_TEXT, 10, bold=True), "fill": _WARN_FILL, "alignment": _MIDDLE_WRAPPED},
    "section": _cell(_font(TEXT, 12, bold=True)),
    "tile line": _cell(_font(TEXT2, 9)),
    "head": _cell(_HEAD, _UNDER_HEADER),
    "head low": _cell(_HEAD, _UNDER_HEADER, Alignment(vertical="bottom")),
    "head right": _cell(_HEAD, _UNDER_HEADER, _MIDDLE_RIGHT),
    "head wrapped": _cell(_HEAD, _UNDER_HEADER, Alignment(vertical="bottom", horizontal="right", wrap_text=True)),
    "text": _cell(_BODY, _HAIRLINE),
    "text quiet": _cell(_QUIET, _HAIRLINE),
    "text note": _cell(_font(TEXT2, 9), _HAIRLINE),
    "rank": _cell(_QUIET, _HAIRLINE, _MIDDLE_LEFT),
    "number": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, COUNT_FORMAT),
    "number or dash": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, DASH_FORMAT),
    "number strong": _cell(_STRONG, _HAIRLINE, _MIDDLE_RIGHT, COUNT_FORMAT),
    "share": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT, SHARE_FORMAT),
    "sum": _cell(_STRONG, _OVER_SUM),
    "sum number": _cell(_STRONG, _OVER_SUM, _MIDDLE_RIGHT, COUNT_FORMAT),
    # The sheet of the meeting
    "meeting title": _cell(_font(TEXT, 20, bold=True)),
    "meeting band": {"font": _BODY, "fill": PatternFill("solid", fgColor="EEF0FC"), "alignment": _MIDDLE},
    "meeting name": _cell(_font(TEXT2, 11), alignment=_MIDDLE_RIGHT),
    "meeting figure": _cell(_font(TEXT, 17, bold=True), _HAIRLINE, _MIDDLE_RIGHT, f'{COUNT_FORMAT}" "'),
    "meeting figure name": _cell(_font(TEXT, 10.5), _HAIRLINE),
    "meeting head age": _cell(_HEAD, _UNDER_HEADER, _MIDDLE_INDENTED),
    "meeting long figure": _cell(_font(TEXT, 12, bold=True), _HAIRLINE, _MIDDLE_RIGHT, f'{COUNT_FORMAT}" "'),
    "meeting figure share": _cell(_font(TEXT, 17, bold=True), _HAIRLINE, _MIDDLE_RIGHT, f'{SHARE_FORMAT}" "'),
    "meeting base": _cell(_font(TEXT2, 9), _HAIRLINE, _MIDDLE_RIGHT),
    "meeting change": _cell(_BODY, _HAIRLINE, _MIDDLE_RIGHT),
    "meeting small change": _cell(_font(TEXT, 9), _HAIRLINE, _MIDDLE_RIGHT),
    "meeting quiet right": _cell(_QUIET, _HAIRLINE, _MIDDLE_RIGHT),
    "meeting quiet number": _cell(_QUIET, _HAIRLINE, _MIDDLE_RIGHT, COUNT_FORMAT),
    "meeting sum change": _cell(_QUIET, _OVER_SUM, _MIDDLE_RIGHT),
    "meeting chart name": _cell(_STRONG, alignment=_BOTTOM),
    "meeting chart base": _cell(_font(TEXT2, 9), alignment=_TOP),
    "meeting head written": _cell(_font(TEXT, 9, bold=True), _UNDER_HEADER),
    "meeting age": _cell(_BODY, _HAIRLINE, _MIDDLE_INDENTED, _DAYS_FORMAT),
    "meeting date": _cell(_BODY, _HAIRLINE, _MIDDLE_LEFT, _DAY_FORMAT),
    "meeting strong": _cell(_STRONG, _HAIRLINE, _MIDDLE_WRAPPED),
    "meeting text": _cell(_BODY, _HAIRLINE, _MIDDLE_WRAPPED),
    "meeting written": _cell(_BODY, _TO_WRITE, _MIDDLE_WRAPPED),
    "meeting written date": _cell(_BODY, _TO_WRITE, _MIDDLE_LEFT, _DAY_FORMAT),
    **{f"meeting mark {group}": _mark(color, 10, _HAIRLINE, _MIDDLE_LEFT) for group, color in _MARK_COLORS.items()},
    # What each receiver has to do
    "action title": _cell(_font(TEXT, 20, bold=True)),
    "action company": _cell(_QUIET, alignment=_MIDDLE_RIGHT),
    "quiet line": _cell(_QUIET),
    # Changes since an earlier fetch
    "changes since": _cell(_STRONG),
    "changes name": _cell(_QUIET, Border(top=Side("medium", color=BAR))),
    "changes count": _cell(_font(TEXT, 17, bold=True), alignment=_MIDDLE_LEFT, number_format=COUNT_FORMAT),
    "changes line": _cell(_font(TEXT2, 9)),
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
    # The tips of each sender
    "feedback sender": _cell(_font(TEXT, 10.5, bold=True), _UNDER_HEADER, _BOTTOM),
    "feedback text": _cell(_BODY, _HAIRLINE),
    "feedback moment": _cell(_BODY, _HAIRLINE, _MIDDLE_LEFT, MOMENT_FORMAT),
}


def style_settings(name: str, is_quoted: bool = False) -> dict[str, Any]:
    """Return the settings of a style. A quoted cell stays text when it is edited, even if it looks like a formula."""
    settings = STYLES[name]
    return {**settings, "quotePrefix": True} if is_quoted else settings
