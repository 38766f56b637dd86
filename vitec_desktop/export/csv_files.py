"""Writes a report as CSV: a file for each list and a text about the report, in a folder or a zip."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from vitec_desktop.export.about import ABOUT_SHEET_NAME, AboutLine, AboutTexts, build_about_texts
from vitec_desktop.export.anonymise import anonymous_report
from vitec_desktop.export.changes_content import compared_report
from vitec_desktop.export.export_spec import ExportRequest, ExportResult, ListContent
from vitec_desktop.export.file_names import ZIP_SUFFIX, safe_file_name
from vitec_desktop.export.list_separator import csv_delimiter
from vitec_desktop.export.progress import ExportProgress, OnProgress, ignore_progress
from vitec_desktop.export.target_file import open_target, open_targets
from vitec_desktop.export.xlsx.names import unique_headings
from vitec_desktop.export.xlsx.sanitize import TextChanges, sanitize_text
from vitec_desktop.export.xlsx.zip_parts import new_part
from vitec_desktop.report.cell_text import guard_formula
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_datetime
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.report.tables import TABLE_COLUMNS, TABLE_NAMES, JoinedTable, TableKind
from vitec_desktop.webservice.cancellation import CancellationToken

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel does not read the file as UTF-8
_ROWS_PER_WRITE = 100

FileOpener = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens the file of a name, once. The files are written one after the other."""


def write_csv(
    report: Report,
    request: ExportRequest,
    cancellation: CancellationToken,
    on_progress: OnProgress = ignore_progress,
) -> ExportResult:
    """Write a zip if the target ends in ".zip", otherwise files in the folder `target`: all files or none.

    There is a file for each list and a text about the report. The delimiter is what Excel expects: Windows' list
    separator, elsewhere a semicolon in Swedish, a comma in English. A text that Excel could take for a formula gets an
    apostrophe in front.

    Raises:
        ExportError: the files could not be written; existing files are unchanged.
        Cancelled: the export was cancelled; existing files are unchanged.
    """
    language = request.language
    report = compared_report(report, request.changes)
    lists = request.spec.lists_with_sheets(report)
    contents = dict[TableKind, ListContent](lists.items())
    if request.spec.unhandled:
        contents[JoinedTable.UNHANDLED] = request.spec.unhandled
    names = {kind: safe_file_name(language.text("Lists", TABLE_NAMES[kind]), ".csv") for kind in contents}
    about_name = safe_file_name(language.text("Export", ABOUT_SHEET_NAME), ".txt")
    writer = _ListWriter(language)
    counts = {kind: len(content.rows) for kind, content in lists.items()}
    with _open_files(request, (*names.values(), about_name), cancellation) as open_file:
        total = sum(len(content.rows) for content in contents.values())
        progress = ExportProgress(total, total, on_progress, cancellation)
        for kind, content in contents.items():
            with open_file(names[kind]) as file:
                for _ in writer.write(file, kind, content):
                    progress.count_row()
        progress.finish()
        with open_file(about_name) as file:
            shown = anonymous_report(report, language) if request.spec.is_anonymised else report
            about = build_about_texts(shown, request, writer.changes)
            text = "".join(f"{line}\r\n" for line in _about_lines(about))
            file.write(_BYTE_ORDER_MARK + text.encode("utf-8", "replace"))
    return ExportResult(request.target, counts, replaced_cells=writer.changes.replaced_cells)


@contextmanager
def _open_files(
    request: ExportRequest, names: tuple[str, ...], cancellation: CancellationToken
) -> Iterator[FileOpener]:
    target = request.target
    if target.suffix.lower() == ZIP_SUFFIX:
        with (
            open_target(target, cancellation, request.overwrite) as file,
            ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive,
        ):
            yield lambda name: archive.open(new_part(name), "w", force_zip64=True)
    else:
        with open_targets(target, names, cancellation, request.overwrite) as files:
            yield lambda name: nullcontext(files[name])


class _ListWriter:
    """Writes lists as CSV; `changes` counts the texts that could not be written unchanged."""

    def __init__(self, language: Language) -> None:
        self.changes = TextChanges()
        self._language = language
        self._delimiter = csv_delimiter(language)

    def write(self, file: IO[bytes], kind: TableKind, content: ListContent) -> Iterator[None]:
        """Write one list; yield after each row."""
        indexes = list(content.columns)
        if content.group_column is not None and content.group_column not in indexes:
            indexes.insert(0, content.group_column)  # a file of rows alone has no headings of groups
        columns = [TABLE_COLUMNS[kind][index] for index in indexes]
        pairs = list(zip(columns, indexes, strict=True))
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=self._delimiter)
        file.write(_BYTE_ORDER_MARK)
        writer.writerow(unique_headings([column_heading(column, self._language) for column in columns]))
        for number, row in enumerate(content.rows, 1):
            writer.writerow([self._field(column, row[index]) for column, index in pairs])
            if number % _ROWS_PER_WRITE == 0:
                _flush(buffer, file)
            yield
        _flush(buffer, file)

    def _field(self, column: Column, value: Value) -> str | int:
        if isinstance(value, int):
            return value
        if isinstance(value, datetime):
            return value.isoformat(" ", "seconds")
        return guard_formula(sanitize_text(display_text(column, value, self._language), self.changes))


def _flush(buffer: io.StringIO, file: IO[bytes]) -> None:
    """Move the text in the buffer to the file."""
    file.write(buffer.getvalue().encode("utf-8", "replace"))
    buffer.seek(0)
    buffer.truncate()


def _about_lines(about: AboutTexts) -> Iterator[str]:
    yield from (about.title, "", about.verdict, "")
    yield from map(_about_line, about.lines)
    yield from ("", about.definitions_title)
    yield from map(_about_line, about.definitions)


def _about_line(line: AboutLine) -> str:
    value = format_datetime(line.value) if isinstance(line.value, datetime) else str(line.value)
    label = f"{line.label}: " if line.label else "  "
    return label + " · ".join(part for part in (value, line.note) if part)
