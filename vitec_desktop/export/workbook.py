"""A report as an Excel workbook: a sheet a list, and a last sheet that says what it is."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from vitec_desktop.connect.cancellation import Cancellation
from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.export.about import PROGRAM, About, Line, about
from vitec_desktop.export.cleaning import looks_like_formula
from vitec_desktop.export.content import EVERYTHING, Content, ListContent, Written
from vitec_desktop.export.list_sheet import ROWS_OF_A_SHEET, ListSheetWriter
from vitec_desktop.export.names import report_name
from vitec_desktop.export.saving import export_error, whole_file
from vitec_desktop.export.sheet import CellContent, Sheet
from vitec_desktop.export.styles import put_unstyled_cells_at_the_top
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.report.texts import format_period

__all__ = ["EVERYTHING", "Content", "ListContent", "Written", "write_workbook"]

CUT_MARK = QT_TRANSLATE_NOOP("Export", "… [avkortat]")

_ROWS_BETWEEN_CHECKS = 100
_ROWS_BETWEEN_NEWS = 500
_ABOUT_WIDTHS = (30, 44, 90)


def _tell_nobody(done: int, total: int) -> None:
    pass


def write_workbook(
    report: Report,
    target: Path,
    language: Language,
    *,
    program_version: str,
    content: Content = EVERYTHING,
    on_progress: Callable[[int, int], None] = _tell_nobody,
    cancellation: Cancellation,
    overwrite: bool = True,
    rows_of_a_sheet: int = ROWS_OF_A_SHEET,
) -> Written:
    """Write `target` anew, whole or not at all.

    Args:
        report: what was fetched; a note on what is missing goes into the file.
        target: the .xlsx file; it may exist, unless `overwrite` says otherwise.
        language: of the headings and of the sheet about the report.
        program_version: goes into the file.
        content: everything, or what is shown.
        on_progress: gets the rows written so far and all there are, every some hundred rows, in this thread.
        cancellation: stops the writing.
        rows_of_a_sheet: how many a sheet holds, its header among them; a longer list goes on in another sheet.

    Raises:
        ExportError: it could not be written; what was there before is untouched.
        Cancelled: the user stopped it; likewise.
    """
    cut_mark = language.text("Export", CUT_MARK)
    lists = content.lists(report)
    with whole_file(target, cancellation, overwrite) as file, _streamed_workbook(report, language) as workbook:
        writer = ListSheetWriter(workbook, language, cut_mark, _title(report, language), rows_of_a_sheet)
        with _errors_of_passing_files(target):
            _write_lists(writer, lists, language, on_progress, cancellation)
            texts = about(report, content, writer.changes, cut_mark, program_version, language)
            _write_about(workbook, writer, texts, _title(report, language), language)
        cancellation.check()
        _pack(workbook, file)
    counts = {kind: len(one.rows) for kind, one in lists.items()}
    return Written(target, counts, writer.changes.cut_cells, writer.changes.replaced_cells)


def _write_lists(
    writer: ListSheetWriter,
    lists: Mapping[ListKind, ListContent],
    language: Language,
    on_progress: Callable[[int, int], None],
    cancellation: Cancellation,
) -> None:
    total = sum(len(one.rows) for one in lists.values())
    done = 0
    on_progress(done, total)
    for kind, one in lists.items():
        columns = [COLUMNS[kind][place] for place in one.columns]
        for _ in writer.write(language.text("Lists", LIST_NAMES[kind]), columns, one.columns, one.rows):
            done += 1
            if done % _ROWS_BETWEEN_CHECKS == 0:
                cancellation.check()
            if done % _ROWS_BETWEEN_NEWS == 0:
                on_progress(done, total)
    on_progress(done, total)


def _write_about(workbook: Workbook, writer: ListSheetWriter, texts: About, footer: str, language: Language) -> None:
    sheet = Sheet(workbook, writer.take_sheet_name(texts.title), _ABOUT_WIDTHS, footer, language)
    sheet.hide_grid()
    sheet.append([sheet.text("title", texts.title)])
    sheet.append([])
    verdict = "whole" if texts.is_complete else "incomplete"
    sheet.append(sheet.text(verdict, text) for text in (writer.text(texts.verdict), "", ""))
    sheet.append([])
    for line in texts.lines:
        sheet.append(_about_cells(line, writer, sheet))
    sheet.close()


def _about_cells(line: Line, writer: ListSheetWriter, sheet: Sheet) -> Iterator[CellContent]:
    yield sheet.text("label", line.label)
    match line.value:
        case datetime() as moment:
            yield sheet.value("moment", moment.replace(microsecond=0))
        case int() as count:
            yield sheet.value("count", count)
        case text:
            yield sheet.text("wrapped quoted" if looks_like_formula(text) else "wrapped", writer.text(text))
    yield sheet.text("note", writer.text(line.note))


def _title(report: Report, language: Language) -> str:
    return f"{report_name(language)} {format_period(report.scope.first_day, report.scope.last_day, language)}"


@contextmanager
def _streamed_workbook(report: Report, language: Language) -> Iterator[Workbook]:
    """A workbook that writes each sheet's rows into a passing file at once; no such file is left behind."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = PROGRAM
    workbook.properties.title = _title(report, language)
    workbook.calculation.fullCalcOnLoad = False  # there is no formula, and Excel would ask to save when it closes
    put_unstyled_cells_at_the_top(workbook)
    try:
        yield workbook
    finally:
        for sheet in workbook.worksheets:
            _discard_rows(sheet)


def _discard_rows(sheet: Any) -> None:
    """Close and remove the file of a sheet's rows, unless packing the workbook has done so.

    openpyxl itself would remove it when the program ends: until then people's names would lie about.
    """
    writer = sheet._writer
    if writer is None or not Path(writer.out).exists():
        return
    for end in (sheet._rows.close if sheet._rows is not None else writer.close, writer.close, writer.cleanup):
        with suppress(Exception):  # a generator that has failed, a full disk: nothing of this file is wanted any more
            end()


@contextmanager
def _errors_of_passing_files(target: Path) -> Iterator[None]:
    """Tell a full disk of the system's passing files from a full disk of the target."""
    try:
        yield
    except OSError as error:
        raise export_error(error, Path(tempfile.tempdir or target.parent, target.name)) from error


def _pack(workbook: Workbook, file: BinaryIO) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(workbook, archive).write_data()
