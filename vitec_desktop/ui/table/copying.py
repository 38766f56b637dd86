"""Rows on the clipboard, to be pasted into Excel: tab-separated text with headings, and the same as an HTML table."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NEEDS_QUOTES = re.compile('[\t\n\r"]').search
_LINE_BREAK = re.compile("\r\n|\r|\n").sub


def clipboard_data(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> QMimeData:
    """Both flavours; Excel takes the HTML, whose cells say that they are text."""
    cells = [list(row) for row in rows]
    data = QMimeData()
    data.setText(tab_separated([headings, *cells]))
    data.setHtml(html_table(headings, cells))
    return data


def cell_data(text: str) -> QMimeData:
    """One cell: the text alone, so that it can be pasted anywhere; Excel gets it as text."""
    data = QMimeData()
    data.setText(defused(text))
    data.setHtml(_document(f"<tr>{_cell('td', text)}</tr>"))
    return data


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Lines of cells apart by tabs, as Excel writes them: quoted where a cell holds a tab, a line break or a quote."""
    return "".join("\t".join(_quoted(defused(text)) for text in row) + "\r\n" for row in rows)


def html_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose every cell is marked as text, so that nothing is read as a formula or a number."""
    lines = ["<tr>" + "".join(_cell("th", heading) for heading in headings) + "</tr>"]
    lines += ["<tr>" + "".join(_cell("td", text) for text in row) + "</tr>" for row in rows]
    return _document("".join(lines))


def defused(text: str) -> str:
    """`text` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA_STARTS) else text


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _cell(tag: str, text: str) -> str:
    # Excel keeps a line break inside a cell only where the break says so.
    content = _LINE_BREAK('<br style="mso-data-placement:same-cell">', escape(text))
    return f"<{tag} style=\"mso-number-format:'\\@'; white-space: pre-wrap\">{content}</{tag}>"


def _document(rows: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'
