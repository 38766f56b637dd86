"""A report as an Excel workbook: the figures for the meeting, a sheet a list, and a last sheet that says what it is."""

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from vitec_desktop.export.about import PROGRAM_NAME, build_about_texts
from vitec_desktop.export.about_sheet import write_about_sheet
from vitec_desktop.export.anonymise import AnonymousRows
from vitec_desktop.export.errors import to_export_error
from vitec_desktop.export.export_spec import (
    EVERYTHING,
    LIST_SHEETS,
    STATISTICS_SHEET_NAMES,
    ExportResult,
    ExportSpec,
    ListContent,
    SheetKey,
    sheet_title,
)
from vitec_desktop.export.feedback_sheet import write_feedback
from vitec_desktop.export.file_names import report_title
from vitec_desktop.export.heading import SheetHeading
from vitec_desktop.export.list_sheet import ListSheetWriter, printable_column_count
from vitec_desktop.export.months_sheet import write_months
from vitec_desktop.export.offices_sheet import write_offices
from vitec_desktop.export.progress import ExportProgress, ignore_progress
from vitec_desktop.export.summary_sheet import write_summary
from vitec_desktop.export.target_file import open_target
from vitec_desktop.export.toplist_sheet import write_toplist
from vitec_desktop.export.unhandled_sheet import write_unhandled
from vitec_desktop.export.xlsx.styles import align_unstyled_cells_to_top
from vitec_desktop.export.xlsx.workbook import MAX_SHEET_ROWS, XlsxWorkbook
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Value
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics import Comparison, SenderFeedback, Statistics, feedback_by_sender, statistics_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

__all__ = ["EVERYTHING", "ExportResult", "ExportSpec", "ListContent", "SheetKey", "write_workbook"]


def write_workbook(
    report: Report,
    target: Path,
    language: Language,
    *,
    program_version: str,
    content: ExportSpec = EVERYTHING,
    comparison: Comparison | None = None,
    on_progress: Callable[[int, int], None] = ignore_progress,
    cancellation: CancellationToken,
    overwrite: bool = True,
    rows_of_a_sheet: int = MAX_SHEET_ROWS,
) -> ExportResult:
    """Write `target` anew, whole or not at all.

    Args:
        report: what was fetched; a note on what is missing goes into the file.
        target: the .xlsx file; it may exist, unless `overwrite` says otherwise.
        language: of the sheets' names, the headings and the sheet about the report.
        program_version: goes into the file.
        content: everything, or what is shown; which sheets; anonymised or not.
        comparison: the figures of the same content beside those of another period.
        on_progress: gets the rows written so far and all there are, every some hundred rows, in this thread.
        cancellation: stops the writing.
        rows_of_a_sheet: how many a sheet holds, its header among them; a longer list goes on in another sheet.

    Raises:
        ExportError: it could not be written; what was there before is untouched.
        Cancelled: the user stopped it; likewise.
    """
    with (
        _sparing_collector(),
        open_target(target, cancellation, overwrite) as file,
        closing(
            XlsxWorkbook(_new_workbook(report, language), language, _title(report, language), rows_of_a_sheet)
        ) as book,
    ):
        with _errors_of_passing_files(target):
            writing = _Writing(book, report, content, comparison, cancellation)
            pace = ExportProgress(writing.row_count, report.row_count, on_progress, cancellation)
            for _ in writing.rows():
                pace.count_row()
            pace.finish()
            write_about_sheet(
                book, build_about_texts(report, content, book.changes, book.truncation_mark, program_version, language)
            )
        cancellation.raise_if_cancelled()
        book.save(file)
    counts = {kind: len(one.rows) for kind, one in content.lists_with_sheets(report).items()}
    return ExportResult(target, counts, book.changes.truncated_cells, book.changes.replaced_cells)


_SENDER, _COMPANY = (COLUMNS[ListKind.TIPS].index(column) for column in (fields.SENDER_NAME, fields.SENDER_COMPANY))


class _Writing:
    """The sheets of one workbook, in their order, but for the last one."""

    def __init__(
        self,
        book: XlsxWorkbook,
        report: Report,
        content: ExportSpec,
        comparison: Comparison | None,
        cancellation: CancellationToken,
    ) -> None:
        self._book = book
        self._report = report
        self._content = content
        self._comparison = comparison
        self._lists = content.lists(report)
        self._heading = SheetHeading(report, content, book.language)
        self._figures = self._count(cancellation) if content.sheets & STATISTICS_SHEET_NAMES.keys() else None

    @property
    def row_count(self) -> int:
        """How many rows `rows` yields."""
        count = sum(len(one.rows) for kind, one in self._lists.items() if LIST_SHEETS[kind] in self._content.sheets)
        if self._figures and SheetKey.UNHANDLED in self._content.sheets:
            count += len(self._figures.unhandled.rows_by_age)
        if SheetKey.FEEDBACK in self._content.sheets:
            count += len(self._tips)
        return count

    def rows(self) -> Iterator[None]:
        """Write all sheets; yields after each row that is worth counting."""
        for key in SheetKey:
            if key in self._content.sheets:
                yield from self._write(key, sheet_title(key, self._book.language))

    @property
    def _tips(self) -> Any:
        return self._lists[ListKind.TIPS].rows if ListKind.TIPS in self._lists else ()

    def _count(self, cancellation: CancellationToken) -> Statistics:
        tables = {kind: one.rows for kind, one in self._content.lists_for_statistics(self._report).items()}
        steps = statistics_steps(tables, self._report.scope, self._report.fetched_at)
        return run_to_end(steps, cancellation.raise_if_cancelled)

    def _write(self, key: SheetKey, name: str) -> Iterable[None]:
        book, heading, figures = self._book, self._heading, self._figures
        for kind, list_key in LIST_SHEETS.items():
            if key is list_key:
                book.start_list_sheets()
                return self._write_list(kind, name)
        book.start_statistics_sheets()
        if figures is None:
            return ()
        match key:
            case SheetKey.SUMMARY:
                write_summary(book, name, figures, heading, self._comparison)
            case SheetKey.TOPLIST:
                write_toplist(book, name, figures, heading)
            case SheetKey.OFFICES:
                write_offices(book, name, figures, heading)
            case SheetKey.MONTHS:
                write_months(book, name, figures, heading)
            case SheetKey.UNHANDLED:
                return write_unhandled(book, name, figures, heading, is_anonymised=self._content.is_anonymised)
            case SheetKey.FEEDBACK:
                return write_feedback(book, name, self._feedback(), heading)
        return ()

    def _feedback(self) -> Iterator[SenderFeedback]:
        """The blocks in their order, each made when it is written: of 100,000 tips they would hold up the window."""
        counted = self._content.lists_for_statistics(self._report).get(ListKind.TIPS)
        rows_by_sender: dict[tuple[Value, Value], list[Row]] = {}
        for row in counted.rows if counted else ():
            rows_by_sender.setdefault((row[_SENDER], row[_COMPANY]), []).append(row)
        order = feedback_by_sender(rows[0] for rows in rows_by_sender.values())
        for block in order:
            rows: Sequence[Row] = rows_by_sender[block.sender, block.company]
            if self._content.is_anonymised:
                rows = AnonymousRows(ListKind.TIPS, rows)
            yield from feedback_by_sender(rows)

    def _write_list(self, kind: ListKind, name: str) -> Iterable[None]:
        one = self._lists.get(kind)
        if one is None:
            return ()
        columns = [COLUMNS[kind][place] for place in one.columns]
        printed = printable_column_count(columns) if self._content.is_everything else None
        return ListSheetWriter(self._book).write(name, columns, one.columns, one.rows, printed)


def _title(report: Report, language: Language) -> str:
    return f"{report_title(language)} {format_period(report.scope.first_day, report.scope.last_day, language)}"


@contextmanager
def _sparing_collector() -> Iterator[None]:
    """Have the garbage collector pass over what is there already.

    Each cell leaves it something to do, and looking through a large report's rows every time holds up the window.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _new_workbook(report: Report, language: Language) -> Workbook:
    """A workbook whose sheets are written into passing files."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = PROGRAM_NAME
    workbook.properties.title = _title(report, language)
    workbook.calculation.fullCalcOnLoad = False  # there is no formula, and Excel would ask to save when it closes
    align_unstyled_cells_to_top(workbook)
    return workbook


@contextmanager
def _errors_of_passing_files(target: Path) -> Iterator[None]:
    """Tell a full disk of the system's passing files from a full disk of the target."""
    try:
        yield
    except OSError as error:
        raise to_export_error(error, Path(tempfile.tempdir or target.parent, target.name)) from error
