"""A report as CSV: a file a list and a text about the report, in a folder or a zip."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from vitec_desktop.export.about import ABOUT_SHEET_NAME, AboutLine, AboutTexts, build_about_texts
from vitec_desktop.export.export_spec import EVERYTHING, ExportResult, ExportSpec, ListContent
from vitec_desktop.export.file_names import safe_file_name, unique_headings
from vitec_desktop.export.progress import ExportProgress, ignore_progress
from vitec_desktop.export.target_file import ZIP_SUFFIX, open_target, open_targets
from vitec_desktop.export.xlsx.sanitize import TextChanges, is_formula_like, sanitize_text
from vitec_desktop.export.xlsx.zip_parts import new_part
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_datetime
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel takes å for two letters
_ROWS_AT_ONCE = 100
_FORMULA_GUARD = "'"
_DEFINITIONS = QT_TRANSLATE_NOOP("Export", "Så räknas siffrorna")

FileOpener = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens the file of that name, once; the files are written one after the other."""


def write_csv(
    report: Report,
    target: Path,
    language: Language,
    *,
    program_version: str,
    content: ExportSpec = EVERYTHING,
    on_progress: Callable[[int, int], None] = ignore_progress,
    cancellation: CancellationToken,
    overwrite: bool = True,
) -> ExportResult:
    """Write a zip where `target` ends in ".zip", else files in the folder `target`; all of it or nothing.

    Fields are parted as Excel expects it in that language: by semicolons in Swedish, by commas in English. A text
    that Excel could take for something to compute gets an apostrophe before it.

    Args:
        report: what was fetched; what is missing from it goes into the text about the report.
        target: the zip or the folder; it may exist, unless `overwrite` says otherwise.
        language: of the headings and of the text about the report.
        program_version: goes into that text.
        content: everything, or what is shown; which lists; anonymised or not.
        on_progress: gets the rows written so far and all there are, every some hundred rows, in this thread.
        cancellation: stops the writing.
        overwrite: whether files of those names may be replaced.

    Raises:
        ExportError: it could not be written; what was there before is untouched.
        Cancelled: the user stopped it; likewise.
    """
    lists = content.lists_with_sheets(report)
    names = {kind: safe_file_name(language.text("Lists", LIST_NAMES[kind]), ".csv") for kind in lists}
    about_name = safe_file_name(language.text("Export", ABOUT_SHEET_NAME), ".txt")
    writer = _ListWriter(language)
    total = sum(len(one.rows) for one in lists.values())
    with _files(target, (*names.values(), about_name), cancellation, overwrite) as opened:
        pace = ExportProgress(total, total, on_progress, cancellation)
        for kind, one in lists.items():
            with opened(names[kind]) as file:
                for _ in writer.write(file, kind, one):
                    pace.count_row()
        pace.finish()
        texts = build_about_texts(report, content, writer.changes, "", program_version, language)
        with opened(about_name) as file:
            text = "".join(f"{line}\r\n" for line in _about_lines(texts, language))
            file.write(_BYTE_ORDER_MARK + text.encode("utf-8", "replace"))
    counts = {kind: len(one.rows) for kind, one in lists.items()}
    return ExportResult(target, counts, replaced_cells=writer.changes.replaced_cells)


@contextmanager
def _files(
    target: Path, names: tuple[str, ...], cancellation: CancellationToken, overwrite: bool
) -> Iterator[FileOpener]:
    if target.suffix.lower() == ZIP_SUFFIX:
        with (
            open_target(target, cancellation, overwrite) as file,
            ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive,
        ):
            yield lambda name: archive.open(new_part(name), "w", force_zip64=True)
    else:
        with open_targets(target, names, cancellation, overwrite) as files:
            yield lambda name: nullcontext(files[name])


class _ListWriter:
    """Writes lists as CSV; counts the texts that could not be written as they were."""

    def __init__(self, language: Language) -> None:
        self.changes = TextChanges()
        self._language = language
        self._delimiter = "," if language.code == "en" else ";"

    def write(self, file: IO[bytes], kind: ListKind, content: ListContent) -> Iterator[None]:
        """Write one list; yields after each row."""
        columns = [COLUMNS[kind][place] for place in content.columns]
        pairs = list(zip(columns, content.columns, strict=True))
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self._delimiter)
        file.write(_BYTE_ORDER_MARK)
        writer.writerow(unique_headings([column_heading(column, self._language) for column in columns]))
        for number, row in enumerate(content.rows, 1):
            writer.writerow([self._field(column, row[place]) for column, place in pairs])
            if number % _ROWS_AT_ONCE == 0:
                _flush(text, file)
            yield
        _flush(text, file)

    def _field(self, column: Column, value: Value) -> str | int:
        if isinstance(value, int):
            return value
        if isinstance(value, datetime):
            return value.isoformat(" ", "seconds")
        text = sanitize_text(display_text(column, value, self._language), self.changes)
        return _FORMULA_GUARD + text if is_formula_like(text) else text


def _flush(text: io.StringIO, file: IO[bytes]) -> None:
    """Move what has been gathered into the file."""
    file.write(text.getvalue().encode("utf-8", "replace"))
    text.seek(0)
    text.truncate()


def _about_lines(texts: AboutTexts, language: Language) -> Iterator[str]:
    """The sheet about the report, as a text that any editor shows."""
    yield texts.title
    yield ""
    yield texts.verdict
    yield ""
    yield from map(_about_line, texts.lines)
    yield ""
    yield language.text("Export", _DEFINITIONS)
    yield from map(_about_line, texts.definitions)


def _about_line(line: AboutLine) -> str:
    value = format_datetime(line.value) if isinstance(line.value, datetime) else str(line.value)
    label = f"{line.label}: " if line.label else "  "
    return label + " · ".join(part for part in (value, line.note) if part)
