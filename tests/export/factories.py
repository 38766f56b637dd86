"""Reports for the export tests, and readers of the written files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from msgspec.structs import replace
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from vitec_desktop.export.export_spec import LIST_SHEETS, ExportRequest, ExportResult, ExportSpec
from vitec_desktop.export.progress import OnProgress, ignore_progress
from vitec_desktop.export.workbook import write_workbook
from vitec_desktop.export.xlsx.workbook import MAX_SHEET_ROWS
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.formatting import column_heading, display_text
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics import EarlierPeriods
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, ReportScope

SWEDISH = load_language("sv")
ENGLISH = load_language("en")

SHEETS = {
    ListKind.INCOMING: "Inkommande leads",
    ListKind.OUTGOING: "Utgående leads",
    ListKind.TIPS: "Tips",
}

LISTS_ONLY = ExportSpec(sheets=frozenset(LIST_SHEETS.values()))
"""The three lists without the statistics sheets."""
ABOUT_ONLY = ExportSpec(sheets=frozenset())
"""The sheet about the report, which no choice leaves out."""

WRITTEN_COLUMNS = {
    kind: tuple(column for column in columns if column.kind is not ColumnKind.CHANGE)
    for kind, columns in COLUMNS.items()
}
"""The columns of a file about a report that is not compared."""

EMPTY_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'

SCOPE = ReportScope((Customer("M30011", "Norrby Solna"), Customer("M30012")), date(2026, 10, 1), date(2026, 10, 31))


def row(kind: ListKind, number: int, **changes: Value) -> Row:
    """Return a row with a value in every column. `changes` are values by column key, with underscores for dots."""
    values = {column.key: _value(column, number) for column in COLUMNS[kind]}
    for key, value in changes.items():
        [name] = [known for known in values if known.replace(".", "_") == key]
        values[name] = value
    return tuple(values.values())


def report(tables: Mapping[ListKind, Sequence[Row]] | None = None, **changes: Any) -> Report:
    """Return a report of three incoming leads, two outgoing ones and four tips, or of `tables`."""
    if tables is None:
        tables = {kind: [row(kind, n) for n in range(count)] for kind, count in zip(ListKind, (3, 2, 4), strict=True)}
    whole = Report(SCOPE, {kind: tuple(tables.get(kind, ())) for kind in ListKind}, datetime(2026, 11, 24, 14, 5))
    return replace(whole, **changes)


def write(
    report: Report,
    target: Path,
    language: Language = SWEDISH,
    cancellation: CancellationToken | None = None,
    on_progress: OnProgress = ignore_progress,
    max_sheet_rows: int = MAX_SHEET_ROWS,
    earlier: EarlierPeriods | None = None,
    **fields: Any,
) -> ExportResult:
    """Write a workbook; `fields` are those of the ExportRequest."""
    request = ExportRequest(target, language, load_earlier_periods=lambda: earlier, program_version="1.2.3", **fields)
    return write_workbook(
        report, request, cancellation or CancellationToken(), on_progress, max_sheet_rows=max_sheet_rows
    )


def column_index(kind: ListKind, key: str) -> int:
    """Return the index of the column with `key` in a row."""
    return [column.key for column in COLUMNS[kind]].index(key)


def file_index(kind: ListKind, key: str) -> int:
    """Return the index of the column with `key` in a file about a report that is not compared."""
    return [column.key for column in WRITTEN_COLUMNS[kind]].index(key)


def expected_row(kind: ListKind, one: Row, language: Language = SWEDISH) -> list[Any]:
    """Return the values that a reader must find in a row."""
    return [_expected_value(column, value, language) for column, value in written_values(kind, one)]


def written_values(kind: ListKind, one: Row) -> Iterator[tuple[Column, Value]]:
    """Yield the columns of a file and a row's values in them, unless the report is compared."""
    for column, value in zip(COLUMNS[kind], one, strict=True):
        if column.kind is not ColumnKind.CHANGE:
            yield column, value


def calamine_rows(path: Path, sheet: str) -> list[list[Any]]:
    """Return the rows of a sheet as python-calamine reads them, header first; dates become datetimes at midnight.

    The columns of a list are in the order of the program's, without the marks, and with whole messages.
    """
    return _list_in_order(sheet_rows(path, sheet))


def sheet_rows(path: Path, sheet: str) -> list[list[Any]]:
    """Return the rows of a sheet as `calamine_rows` does, but with every column where it stands."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[datetime.combine(value, time()) if type(value) is date else value for value in row] for row in rows]


def _list_in_order(rows: list[list[Any]]) -> list[list[Any]]:
    header = rows[0] if rows else []
    for language in (SWEDISH, ENGLISH):
        whole = language.text("Export", "Hela meddelandet")
        message = language.text("Columns", "Meddelande")
        sources = {name: place for place, name in enumerate(header) if name not in (" ", whole)}
        if whole in header:
            sources[message] = header.index(whole)
        for columns in (*WRITTEN_COLUMNS.values(), *COLUMNS.values()):
            names = [column_heading(column, language) for column in columns]
            if sources and set(sources) <= set(names):
                order = names if len(sources) == len(names) else list(sources)  # a selection keeps its own order
                return [order, *([line[sources[name]] for name in order] for line in rows[1:])]
    return rows


def openpyxl_book(path: Path) -> Any:
    """Return a workbook as openpyxl reads it, to be read only; as Any because openpyxl's types are incomplete."""
    return _load_version(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load_version(path: Path, modified: int) -> Any:
    """Return the same book for the same version of a file: reading it takes longer than writing it."""
    return load_workbook(path)


def openpyxl_sheet(path: Path, name: str) -> Any:
    """Return one sheet of a workbook as `openpyxl_book` does, without reading the others: a third of its time."""
    return _load_sheet(path, path.stat().st_mtime_ns, name)


@lru_cache(maxsize=16)
def _load_sheet(path: Path, modified: int, name: str) -> Any:
    """Read a copy of the workbook in which all other sheets are empty."""
    sheet = f"sheet{sheet_names(path).index(name) + 1}"
    copy = BytesIO()
    with ZipFile(path) as book, ZipFile(copy, "w") as copied:
        for one in book.namelist():
            if not one.startswith("xl/worksheets/") or Path(one).stem in (sheet, f"{sheet}.xml"):
                copied.writestr(one, book.read(one))
            elif not one.endswith(".rels"):
                copied.writestr(one, EMPTY_SHEET)
    return load_workbook(copy)[name]


def sheet_names(path: Path) -> list[str]:
    return CalamineWorkbook.from_path(path).sheet_names


def about_rows(path: Path, sheet: str = "Om rapporten") -> list[tuple[Any, ...]]:
    return [tuple(values) for values in calamine_rows(path, sheet)]


def about_text(path: Path, sheet: str = "Om rapporten") -> str:
    return "\n".join(" | ".join(str(value) for value in values) for values in about_rows(path, sheet))


def _expected_value(column: Column, value: Value, language: Language) -> Any:
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    return value if isinstance(value, int) else display_text(column, value, language)


def _value(column: Column, number: int) -> Value:
    match column.kind:
        case ColumnKind.DATETIME:
            return datetime(2026, 10, 1 + number % 28, number % 24, 30, 15)
        case ColumnKind.NUMBER:
            return number
        case ColumnKind.CHANGE:
            return None
        case ColumnKind.STATE:
            return "New"
        case ColumnKind.ESTATE_STATUS:
            return "ForSale"
        case ColumnKind.USER_TYPE:
            return "User"
        case ColumnKind.TIP_TYPE:
            return "FromUser"
        case ColumnKind.LONG_TEXT:
            return f"Hej!\nDe vill sälja, nummer {number}."
    return f"{column.key} {number} åäö"
