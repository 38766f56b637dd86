"""Writes a report as an Excel workbook: statistics sheets, a sheet for each list, and a sheet about the report."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec.structs import replace

from vitec_desktop.export.about import PROGRAM_NAME, build_about_texts
from vitec_desktop.export.about_sheet import RowCheck, write_about_sheet
from vitec_desktop.export.action_sheet import write_actions
from vitec_desktop.export.anonymise import AnonymousRows, anonymous_report
from vitec_desktop.export.changes_content import ChangesContent, compared_report
from vitec_desktop.export.changes_sheet import CHANGES_SHEET_NAME, changes_row_count, write_changes
from vitec_desktop.export.errors import to_export_error
from vitec_desktop.export.export_spec import (
    LIST_SHEETS,
    SAMPLE_DATA,
    STATISTICS_SHEET_NAMES,
    ExportRequest,
    ExportResult,
    SheetKey,
    sheet_title,
)
from vitec_desktop.export.feedback_sheet import write_feedback
from vitec_desktop.export.file_names import report_title
from vitec_desktop.export.list_sheet import ListSheetWriter
from vitec_desktop.export.meeting_sheet import COUNT_CELLS, MeetingContent, write_meeting
from vitec_desktop.export.months_sheet import write_months
from vitec_desktop.export.office_names import chain_name
from vitec_desktop.export.offices_sheet import write_offices
from vitec_desktop.export.progress import ExportProgress, OnProgress, ignore_progress
from vitec_desktop.export.sheet_layout import SheetHeading
from vitec_desktop.export.target_file import open_target
from vitec_desktop.export.toplist_sheet import write_toplist
from vitec_desktop.export.unhandled_list import MAX_ROWS as MAX_UNHANDLED_ROWS
from vitec_desktop.export.xlsx.workbook import MAX_SHEET_ROWS, XlsxWorkbook
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.report import Report, Row, swedish_day
from vitec_desktop.report.statistics import (
    EarlierPeriods,
    Matrix,
    SenderRows,
    Statistics,
    actions_by_receiver,
    asked_offices,
    matrix_steps,
    rows_by_sender,
    statistics_steps,
)
from vitec_desktop.report.statistics.meeting import GroupCounts, office_counts
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.report.tables import TABLE_NAMES, JoinedTable
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
    earlier = request.load_earlier_periods()
    with (
        open_target(target, cancellation, request.overwrite) as file,
        closing(XlsxWorkbook(_title(report, request), PROGRAM_NAME, language, max_sheet_rows)) as book,
    ):
        with _errors_of_temp_files(target):
            writer = _SheetsWriter(book, report, request, earlier, cancellation)
            progress = ExportProgress(writer.row_count, report.row_count, on_progress, cancellation)
            for _ in writer.write():
                progress.count_row()
            progress.finish()
            texts = build_about_texts(writer.shown_report, request, book.changes, book.truncation_mark)
            write_about_sheet(book, texts, writer.row_checks)
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
        request: ExportRequest,
        earlier: EarlierPeriods | None,
        cancellation: CancellationToken,
    ) -> None:
        self._book = book
        self._report = report = compared_report(report, request.changes)
        self._spec = spec = request.spec
        self._is_sample = request.is_sample
        self.shown_report = anonymous_report(report, book.language) if spec.is_anonymised else report
        """What the texts of the sheets speak of."""
        self._labels = {
            asked.label: shown.label
            for asked, shown in zip(report.scope.customers, self.shown_report.scope.customers, strict=True)
        }
        changes = request.changes
        self._changes = _with_shown_names(changes, self._labels) if changes and changes.is_compared else None
        self._chain = chain_name(request.chain, self.shown_report)
        self._earlier = earlier
        self._lists = spec.lists(report)
        # Anonymised once, and not anew for each column that is counted.
        self._tables: Mapping[ListKind, Sequence[Row]] = {
            kind: list(one.rows) if spec.is_anonymised else one.rows for kind, one in self._lists.items()
        }
        self._unhandled = spec.unhandled
        self._heading = SheetHeading(self.shown_report, request)
        self._sheets = spec.sheets_to_write
        has_statistics = bool(self._sheets & STATISTICS_SHEET_NAMES.keys() - {SheetKey.ACTIONS})
        self._statistics = self._compute_statistics(cancellation) if has_statistics else None
        self._matrices = self._compute_matrices(cancellation) if SheetKey.OFFICES in self._sheets else {}
        self._offices: Sequence[GroupCounts] | None = None
        has_actions = SheetKey.ACTIONS in self._sheets
        self.row_checks: list[RowCheck] = []
        """Whether the lists written so far have as many rows as the figures count."""
        self._receivers = actions_by_receiver(self._tables) if has_actions else ()

    @property
    def row_count(self) -> int:
        """How many rows `write` writes."""
        sheets = self._sheets
        count = sum(len(content.rows) for kind, content in self._lists.items() if LIST_SHEETS[kind] in sheets)
        if self._statistics and SheetKey.MEETING in sheets:
            count += min(self._statistics.unhandled.total.count, MAX_UNHANDLED_ROWS)
        count += len(self._unhandled.rows) if self._unhandled else 0
        if self._changes:
            count += changes_row_count(self._changes)
        count += sum(receiver.count for receiver in self._receivers)
        if SheetKey.FEEDBACK in sheets and ListKind.TIPS in self._lists:
            count += len(self._lists[ListKind.TIPS].rows)
        return count

    def write(self) -> Iterator[None]:
        """Write all sheets; yield after each row that counts as progress."""
        for key in SheetKey:
            if key in self._sheets:
                yield from self._write_sheet(key, sheet_title(key, self._book.language))
            if key is SheetKey.ACTIONS and self._changes is not None:
                yield from self._write_changes(self._changes)
        yield from self._write_unhandled()

    def _compute_statistics(self, cancellation: CancellationToken) -> Statistics:
        steps = statistics_steps(self._tables, self._report.scope, self._report.fetched_at)
        return run_to_end(steps, cancellation.raise_if_cancelled)

    def _compute_matrices(self, cancellation: CancellationToken) -> Mapping[ListKind, Matrix]:
        steps = {kind: matrix_steps(kind, self._tables.get(kind, ())) for kind in ListKind}
        return {kind: run_to_end(one, cancellation.raise_if_cancelled) for kind, one in steps.items()}

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
            case SheetKey.MEETING:
                return write_meeting(book, name, self._meeting(statistics), heading)
            case SheetKey.TOPLIST:
                write_toplist(book, name, statistics, heading)
            case SheetKey.OFFICES:
                times = self._changes.times if self._changes and not self._spec.is_anonymised else None
                write_offices(book, name, statistics, self._matrices, heading, self._office_counts(statistics), times)
            case SheetKey.MONTHS:
                write_months(book, name, statistics, heading)
            case SheetKey.FEEDBACK:
                return write_feedback(book, name, self._senders(), heading)
        return ()

    def _meeting(self, statistics: Statistics) -> MeetingContent:
        spec, language = self._spec, self._book.language
        lists = [key for key in (SheetKey.INCOMING, SheetKey.TIPS) if key in self._sheets]
        return MeetingContent(
            self.shown_report,
            self._tables,
            statistics,
            self._chain,
            self._earlier,
            sheet_title(SheetKey.ACTIONS, language) if SheetKey.ACTIONS in self._sheets else "",
            [sheet_title(key, language) for key in lists],
            spec.is_anonymised,
            self._office_counts(statistics),
            self._changes,
            spec.is_everything,
            self._is_sample,
        )

    def _office_counts(self, statistics: Statistics) -> Sequence[GroupCounts]:
        """Return the figures of each office, counted once for all sheets."""
        if self._offices is None:
            report = self._report
            asked = [
                replace(office, name=self._labels[office.name])
                for office in asked_offices(report.scope, report.failed_parts)
            ]
            before = self._earlier.before if self._earlier else None
            self._offices = office_counts(statistics, self._tables, before, asked)
        return self._offices

    def _senders(self) -> Sequence[SenderRows]:
        """Return the senders of tips, and the rows of each."""
        tips = self._spec.lists_for_statistics(self._report).get(ListKind.TIPS)
        senders = rows_by_sender(tips.rows if tips else ())
        if not self._spec.is_anonymised:
            return senders
        return [replace(sender, rows=AnonymousRows(ListKind.TIPS, sender.rows)) for sender in senders]

    def _write_changes(self, content: ChangesContent) -> Iterator[None]:
        self._book.start_statistics_sheets()
        name = self._book.language.text("Export", CHANGES_SHEET_NAME)
        return write_changes(self._book, name, content, self._heading, is_anonymised=self._spec.is_anonymised)

    def _write_list(self, kind: ListKind, name: str) -> Iterator[None]:
        content = self._lists.get(kind)
        if content is None:
            return
        writer = ListSheetWriter(self._book, self._heading, is_everything=self._spec.is_everything)
        yield from writer.write(kind, name, content)
        if SheetKey.MEETING in self._sheets:
            meeting = sheet_title(SheetKey.MEETING, self._book.language)
            count = len(self._tables[kind])
            self.row_checks.append(RowCheck(name, writer.sheets, meeting, COUNT_CELLS[kind], count))

    def _write_unhandled(self) -> Iterator[None]:
        """Write what the table of unhandled rows shows as a sheet of its own, if that is exported."""
        if self._unhandled:
            self._book.start_list_sheets()
            writer = ListSheetWriter(self._book, self._heading, is_everything=False)
            name = self._book.language.text("Lists", TABLE_NAMES[JoinedTable.UNHANDLED])
            yield from writer.write(JoinedTable.UNHANDLED, name, self._unhandled)


def _title(report: Report, request: ExportRequest) -> str:
    language = request.language
    title = f"{report_title(language)} {format_period(report.scope.first_day, report.scope.last_day, language)}"
    return f"{title}, {language.text('Export', SAMPLE_DATA).lower()}" if request.is_sample else title


def _with_shown_names(content: ChangesContent, labels: Mapping[str, str]) -> ChangesContent:
    """Return the changes with the names of offices as the file shows them."""
    if content.changes is None:
        return content
    not_compared = tuple(
        replace(one, customers=tuple(labels.get(name, name) for name in one.customers))
        for one in content.changes.not_compared
    )
    return replace(content, changes=replace(content.changes, not_compared=not_compared))


@contextmanager
def _errors_of_temp_files(target: Path) -> Iterator[None]:
    """Convert an OSError so that it names the temp folder: its disk can be full when the target's is not."""
    try:
        yield
    except OSError as error:
        raise to_export_error(error, Path(tempfile.tempdir or target.parent, target.name)) from error
