"""Writes a report as an Excel workbook: statistics sheets, a sheet for each list, and a sheet about the report."""

import gc
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from vitec_desktop.export.about import PROGRAM_NAME, build_about_texts
from vitec_desktop.export.about_sheet import write_about_sheet
from vitec_desktop.export.action_sheet import write_actions
from vitec_desktop.export.anonymise import AnonymousRows
from vitec_desktop.export.errors import to_export_error
from vitec_desktop.export.export_spec import (
    LIST_SHEETS,
    STATISTICS_SHEET_NAMES,
    ExportRequest,
    ExportResult,
    ExportSpec,
    SheetKey,
    sheet_title,
)
from vitec_desktop.export.feedback_sheet import write_feedback
from vitec_desktop.export.file_names import report_title
from vitec_desktop.export.list_sheet import ListSheetWriter
from vitec_desktop.export.months_sheet import write_months
from vitec_desktop.export.offices_sheet import write_offices
from vitec_desktop.export.progress import ExportProgress, OnProgress, ignore_progress
from vitec_desktop.export.sheet_layout import SheetHeading
from vitec_desktop.export.summary_sheet import write_summary
from vitec_desktop.export.target_file import open_target
from vitec_desktop.export.toplist_sheet import write_toplist
from vitec_desktop.export.unhandled_sheet import write_unhandled
from vitec_desktop.export.xlsx.workbook import MAX_SHEET_ROWS, XlsxWorkbook
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, swedish_day
from vitec_desktop.report.statistics import (
    Comparison,
    SenderFeedback,
    Statistics,
    actions_by_receiver,
    rows_by_sender,
    sender_feedback,
    statistics_steps,
)
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind


def write_workbook(
    report: Report,
    request: ExportRequest,
    cancellation: CancellationToken,
    on_progress: OnProgress = ignore_progress,
    *,
    max_sheet_rows: int = MAX_SHEET_ROWS,
) -> ExportResult:
    """Write the whole workbook or nothing.

    Args:
        report: what was fetched; the file says what is missing from it.
        request: how and where to write it.
        cancellation: cancels the export.
        on_progress: called every few hundred rows.
        max_sheet_rows: rows of a sheet, header included; a longer list continues on another sheet.

    Raises:
        ExportError: the file could not be written; an existing file is unchanged.
        Cancelled: the export was cancelled; an existing file is unchanged.
    """
    target, language = request.target, request.language
    comparison = request.load_comparison()
    with (
        _frozen_garbage_collector(),
        open_target(target, cancellation, request.overwrite) as file,
        closing(XlsxWorkbook(_title(report, language), PROGRAM_NAME, language, max_sheet_rows)) as book,
    ):
        with _errors_of_temp_files(target):
            writer = _SheetsWriter(book, report, request.spec, comparison, cancellation)
            progress = ExportProgress(writer.row_count, report.row_count, on_progress, cancellation)
            for _ in writer.write():
                progress.count_row()
            progress.finish()
            write_about_sheet(book, build_about_texts(report, request, book.changes, book.truncation_mark))
        cancellation.raise_if_cancelled()
        book.save(file)
    counts = {kind: len(content.rows) for kind, content in request.spec.lists_with_sheets(report).items()}
    return ExportResult(target, counts, book.changes.truncated_cells, book.changes.replaced_cells)


class _SheetsWriter:
    """Writes all sheets of a workbook but the last one, about the report."""

    def __init__(
        self,
        book: XlsxWorkbook,
        report: Report,
        spec: ExportSpec,
        comparison: Comparison | None,
        cancellation: CancellationToken,
    ) -> None:
        self._book = book
        self._report = report
        self._spec = spec
        self._comparison = comparison
        self._lists = spec.lists(report)
        self._heading = SheetHeading(report, spec, book.language)
        self._sheets = spec.sheets_to_write
        has_statistics = bool(self._sheets & STATISTICS_SHEET_NAMES.keys() - {SheetKey.ACTIONS})
        self._statistics = self._compute_statistics(cancellation) if has_statistics else None
        has_actions = SheetKey.ACTIONS in self._sheets
        tables = {kind: content.rows for kind, content in self._lists.items()}
        self._receivers = actions_by_receiver(tables) if has_actions else ()

    @property
    def row_count(self) -> int:
        """How many rows `write` writes."""
        sheets = self._sheets
        count = sum(len(content.rows) for kind, content in self._lists.items() if LIST_SHEETS[kind] in sheets)
        if self._statistics and SheetKey.UNHANDLED in sheets:
            count += len(self._statistics.unhandled.rows_by_age)
        count += sum(receiver.count for receiver in self._receivers)
        if SheetKey.FEEDBACK in sheets and ListKind.TIPS in self._lists:
            count += len(self._lists[ListKind.TIPS].rows)
        return count

    def write(self) -> Iterator[None]:
        """Write all sheets; yield after each row that counts as progress."""
        for key in SheetKey:
            if key in self._sheets:
                yield from self._write_sheet(key, sheet_title(key, self._book.language))

    def _compute_statistics(self, cancellation: CancellationToken) -> Statistics:
        lists = self._spec.lists(self._report)
        # Anonymised once, and not anew for each column that is counted.
        tables = {kind: list(one.rows) if self._spec.is_anonymised else one.rows for kind, one in lists.items()}
        steps = statistics_steps(tables, self._report.scope, self._report.fetched_at)
        return run_to_end(steps, cancellation.raise_if_cancelled)

    def _write_sheet(self, key: SheetKey, name: str) -> Iterable[None]:
        book, heading, statistics = self._book, self._heading, self._statistics
        for kind, list_key in LIST_SHEETS.items():
            if key is list_key:
                book.start_list_sheets()
                return self._write_list(kind, name)
        book.start_statistics_sheets()
        if key is SheetKey.ACTIONS:
            return write_actions(book, name, self._receivers, swedish_day(self._report.fetched_at), heading)
        if statistics is None:
            return ()
        match key:
            case SheetKey.SUMMARY:
                write_summary(book, name, statistics, heading, self._comparison)
            case SheetKey.TOPLIST:
                write_toplist(book, name, statistics, heading)
            case SheetKey.OFFICES:
                write_offices(book, name, statistics, heading)
            case SheetKey.MONTHS:
                write_months(book, name, statistics, heading)
            case SheetKey.UNHANDLED:
                return write_unhandled(book, name, statistics, heading, is_anonymised=self._spec.is_anonymised)
            case SheetKey.FEEDBACK:
                return write_feedback(book, name, self._feedback(), heading)
        return ()

    def _feedback(self) -> Iterator[SenderFeedback]:
        """Yield each sender's block in order, built when it is written: all blocks at once would block the window."""
        tips = self._spec.lists_for_statistics(self._report).get(ListKind.TIPS)
        for sender in rows_by_sender(tips.rows if tips else ()):
            if self._spec.is_anonymised:
                sender = replace(sender, rows=AnonymousRows(ListKind.TIPS, sender.rows))
            yield sender_feedback(sender)

    def _write_list(self, kind: ListKind, name: str) -> Iterable[None]:
        content = self._lists.get(kind)
        if content is None:
            return ()
        writer = ListSheetWriter(self._book, self._heading, is_everything=self._spec.is_everything)
        return writer.write(kind, name, content)


def _title(report: Report, language: Language) -> str:
    return f"{report_title(language)} {format_period(report.scope.first_day, report.scope.last_day, language)}"


@contextmanager
def _frozen_garbage_collector() -> Iterator[None]:
    """Exclude existing objects from garbage collection: cells trigger it, and scanning a large report is slow."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _errors_of_temp_files(target: Path) -> Iterator[None]:
    """Convert an OSError so that it names the temp folder: its disk can be full when the target's is not."""
    try:
        yield
    except OSError as error:
        raise to_export_error(error, Path(tempfile.tempdir or target.parent, target.name)) from error
