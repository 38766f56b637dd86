"""The sheet "Om rapporten": what the file holds, where it comes from, and what is missing from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from vitec_desktop.export.anonymise import MASK
from vitec_desktop.export.export_spec import ExportSpec, ListContent
from vitec_desktop.export.unknown_values import unknown_values
from vitec_desktop.export.xlsx.sanitize import TextChanges
from vitec_desktop.report.error_messages import describe_error, summarise_failed_parts
from vitec_desktop.report.formatting import column_heading, format_count, format_days, format_period
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import statistic_definition, statistic_name
from vitec_desktop.report.statistics.definitions import DEFINITIONS
from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.result import FailedPart

ABOUT_SHEET_NAME = QT_TRANSLATE_NOOP("Export", "Om rapporten")
PROGRAM_NAME = "Vitec Desktop"

_COMPLETE = QT_TRANSLATE_NOOP("Export", "Rapporten är komplett.")
_INCOMPLETE = QT_TRANSLATE_NOOP("Export", "Rapporten är inte komplett.")

_PERIOD = QT_TRANSLATE_NOOP("Export", "Period")
_FETCHED = QT_TRANSLATE_NOOP("Export", "Hämtad")
_SWEDISH_TIME = QT_TRANSLATE_NOOP("Export", "Alla tider i filen är svensk tid.")
_OFFICES = QT_TRANSLATE_NOOP("Export", "Kontor")
_STATUS = QT_TRANSLATE_NOOP("Export", "Aktiv status")
_CONTENT = QT_TRANSLATE_NOOP("Export", "Innehåll")
_EVERYTHING = QT_TRANSLATE_NOOP("Export", "Allt som hämtades, alla kolumner")
_WHAT_IS_SHOWN = QT_TRANSLATE_NOOP("Export", "Det som visades i programmet: ett urval")
_ROWS = QT_TRANSLATE_NOOP("Export", "{list}, antal rader")
_OF_ROWS = QT_TRANSLATE_NOOP("Export", "av {total} hämtade rader")
_OF_COLUMNS = QT_TRANSLATE_NOOP("Export", "{shown} av {total} kolumner")
_LEFT_OUT = QT_TRANSLATE_NOOP("Export", "Listan är inte med i filen.")
_MISSING = QT_TRANSLATE_NOOP("Export", "Saknas")
_DAMAGED_ROWS = QT_TRANSLATE_NOOP("Export", "Skadade rader")
_DAMAGED_ROWS_NOTE = QT_TRANSLATE_NOOP("Export", "Rader där något inte gick att läsa; det som gick att läsa är med.")
_CUT_CELLS = QT_TRANSLATE_NOOP("Export", "Avkortade celler")
_CUT_CELLS_NOTE = QT_TRANSLATE_NOOP("Export", "Texten är längre än en cell i Excel rymmer och slutar med ”{mark}”.")
_REPLACED_CELLS = QT_TRANSLATE_NOOP("Export", "Celler med utbytta tecken")
_REPLACED_CELLS_NOTE = QT_TRANSLATE_NOOP("Export", "Tecken som Excel inte kan visa har bytts mot �.")
_UNKNOWN_VALUES = QT_TRANSLATE_NOOP("Export", "Okända värden")
_UNKNOWN_VALUE_NOTE = QT_TRANSLATE_NOOP("Export", "{list}, {column}: ”{value}”, visat som det skickades.")
_WINDOWS = QT_TRANSLATE_NOOP("Export", "Hämtat i delar")
_OF_OFFICES = QT_TRANSLATE_NOOP("Export", "{count} av {total} kontor")
_WITHOUT = QT_TRANSLATE_NOOP("Export", "utan {offices}")
_ANONYMISED = QT_TRANSLATE_NOOP("Export", "Anonymiserad")
_ANONYMISED_VALUE = QT_TRANSLATE_NOOP("Export", "Utan kontakter och meddelanden")
_ANONYMISED_NOTE = QT_TRANSLATE_NOOP("Export", "Kontaktens namn har också tagits bort ur rubriker; där står ”{mark}”.")
_PROGRAM = QT_TRANSLATE_NOOP("Export", "Program")


@dataclass(frozen=True, slots=True)
class AboutLine:
    """A line of the sheet: what, its value, and what there is to say about it."""

    label: str
    value: str | int | datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class AboutTexts:
    """The whole sheet. `verdict` says whether the report is complete, in one sentence or two."""

    title: str
    verdict: str
    is_complete: bool
    lines: tuple[AboutLine, ...]
    definitions: tuple[AboutLine, ...] = ()


def build_about_texts(
    report: Report, content: ExportSpec, changes: TextChanges, cut_mark: str, program_version: str, language: Language
) -> AboutTexts:
    """What there is to say about a report and the file made of it, in the user's language."""

    def text(source: str) -> str:
        return language.text("Export", source)

    scope = report.scope
    lines = [
        AboutLine(text(_PERIOD), format_period(scope.first_day, scope.last_day, language), _iso_days(report)),
        AboutLine(text(_FETCHED), report.fetched_at.replace(tzinfo=None), text(_SWEDISH_TIME)),
        *_labelled_once(text(_OFFICES), ((customer.label, customer.id) for customer in scope.customers)),
        AboutLine(text(_STATUS), language.text("Periods", ACTIVE_STATUS_NAMES[scope.status])),
        AboutLine(text(_CONTENT), text(_EVERYTHING if content.is_everything else _WHAT_IS_SHOWN)),
        *_list_lines(report, content, language),
        *_anonymity_lines(content, language),
        *_labelled_once(text(_WINDOWS), _windows(report, language)),
        *_labelled_once(text(_MISSING), (_missing_part(missing, language) for missing in report.failed_parts)),
        _count(text(_DAMAGED_ROWS), report.damaged_rows, text(_DAMAGED_ROWS_NOTE)),
        _count(text(_CUT_CELLS), changes.truncated_cells, text(_CUT_CELLS_NOTE).format(mark=cut_mark)),
        _count(text(_REPLACED_CELLS), changes.replaced_cells, text(_REPLACED_CELLS_NOTE)),
        *_unknown_lines(report, content, language),
        AboutLine(text(_PROGRAM), f"{PROGRAM_NAME} {program_version}"),
    ]
    definitions = tuple(
        AboutLine(statistic_name(key, language), statistic_definition(key, language)) for key in DEFINITIONS
    )
    return AboutTexts(text(ABOUT_SHEET_NAME), _verdict(report, language), report.is_complete, tuple(lines), definitions)


def _verdict(report: Report, language: Language) -> str:
    if report.is_complete:
        return language.text("Export", _COMPLETE)
    problem = summarise_failed_parts(report.failed_parts, language, report.scope)
    return " ".join(part for part in (language.text("Export", _INCOMPLETE), problem.what, problem.why) if part)


def _iso_days(report: Report) -> str:
    return f"{report.scope.first_day.isoformat()} – {report.scope.last_day.isoformat()}"


def _list_lines(report: Report, content: ExportSpec, language: Language) -> Iterator[AboutLine]:
    written = content.lists_with_sheets(report)
    for kind in COLUMNS:
        label = language.text("Export", _ROWS).format(list=language.text("Lists", LIST_NAMES[kind]))
        if kind not in written:
            yield AboutLine(label, 0, language.text("Export", _LEFT_OUT))
        elif content.is_everything:
            yield AboutLine(label, len(written[kind].rows))
        else:
            yield AboutLine(label, len(written[kind].rows), _shown(report, kind, written[kind], language))


def _shown(report: Report, kind: ListKind, content: ListContent, language: Language) -> str:
    """ "av 67 hämtade rader · 8 av 26 kolumner · Sökning: sälj"."""
    total = format_count(len(report.tables.get(kind, ())), language)
    columns = language.text("Export", _OF_COLUMNS).format(shown=len(content.columns), total=len(COLUMNS[kind]))
    parts = (language.text("Export", _OF_ROWS).format(total=total), columns, content.note)
    return " · ".join(part for part in parts if part)


def _anonymity_lines(content: ExportSpec, language: Language) -> Iterator[AboutLine]:
    if content.is_anonymised:
        note = language.text("Export", _ANONYMISED_NOTE).format(mark=MASK)
        yield AboutLine(language.text("Export", _ANONYMISED), language.text("Export", _ANONYMISED_VALUE), note)


def _windows(report: Report, language: Language) -> Iterator[tuple[str, str]]:
    """The days that were asked for at a time, and how many offices answered."""
    scope = report.scope
    for window in split_period(scope.first_day, scope.last_day):
        lacking = {
            missing.part.customer.label: None
            for missing in report.failed_parts
            if missing.part.first_day <= window.last_day and window.first_day <= missing.part.last_day
        }
        total = len(scope.customers)
        words = [language.text("Export", _OF_OFFICES).format(count=total - len(lacking), total=total)]
        if lacking:
            words.append(language.text("Export", _WITHOUT).format(offices=", ".join(lacking)))
        yield format_days(window.first_day, window.last_day, language), ", ".join(words)


def _unknown_lines(report: Report, content: ExportSpec, language: Language) -> Iterator[AboutLine]:
    """How many values this program has no word for, and which."""
    label = language.text("Export", _UNKNOWN_VALUES)
    found = unknown_values(content.lists_for_statistics(report))
    if not found:
        yield AboutLine(label, 0)
    for number, one in enumerate(found):
        note = language.text("Export", _UNKNOWN_VALUE_NOTE).format(
            list=language.text("Lists", LIST_NAMES[one.kind]),
            column=column_heading(one.column, language),
            value=one.value,
        )
        yield AboutLine("" if number else label, one.count, note)


def _missing_part(missing: FailedPart, language: Language) -> tuple[str, str]:
    """Which office and days are missing, and why."""
    part = missing.part
    days = format_days(part.first_day, part.last_day, language)
    problem = describe_error(missing.error, part.customer, language)
    return f"{part.customer.label}, {days}", " ".join(text for text in (problem.what, problem.why) if text)


def _labelled_once(label: str, values: Iterable[tuple[str, str]]) -> Iterator[AboutLine]:
    for number, (value, note) in enumerate(values):
        yield AboutLine("" if number else label, value, note if note != value else "")


def _count(label: str, count: int, note: str) -> AboutLine:
    return AboutLine(label, count, note if count else "")
