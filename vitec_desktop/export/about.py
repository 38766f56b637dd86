"""Texts of the sheet "Om rapporten": what the file contains, where it comes from, and what is missing from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from vitec_desktop.export.anonymise import MASK
from vitec_desktop.export.export_spec import SAMPLE_DATA, ExportRequest, ExportSpec, ListContent, written_columns
from vitec_desktop.export.xlsx.sanitize import TextChanges
from vitec_desktop.report.columns import Column
from vitec_desktop.report.error_messages import describe_error, fetched_customers
from vitec_desktop.report.fields import LEAD_ID, TIP_ID
from vitec_desktop.report.formatting import column_heading, format_days, format_period, group_digits
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.office_names import count_of_offices
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import statistic_definition, statistic_name
from vitec_desktop.report.statistics.definitions import DEFINITIONS, StatisticKey
from vitec_desktop.report.tables import TABLE_NAMES, JoinedTable
from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.result import FailedPart

ABOUT_SHEET_NAME = QT_TRANSLATE_NOOP("Export", "Om rapporten")
PROGRAM_NAME = "Vitec Desktop"

_MAX_IDS = 5
_MAX_OFFICE_LINES = 5
"""More offices share lines, so that the sheet has a page."""
_OFFICES_OF_A_LINE = 60

_COMPLETE = QT_TRANSLATE_NOOP("Export", "Rapporten är komplett.")
_INCOMPLETE = QT_TRANSLATE_NOOP("Export", "Rapporten är inte komplett.")

_PERIOD = QT_TRANSLATE_NOOP("Export", "Period")
_SAMPLE_NOTE = QT_TRANSLATE_NOOP("Export", "Kontor, personer och ärenden är påhittade av programmet.")
_FETCHED = QT_TRANSLATE_NOOP("Export", "Hämtad")
_SAVED = QT_TRANSLATE_NOOP("Export", "Sparad rapport")
_SAVED_NOTE = QT_TRANSLATE_NOOP(
    "Export", "Den hämtades tidigare, sparades på datorn och är inte uppdaterad sedan dess."
)
_SWEDISH_TIME = QT_TRANSLATE_NOOP("Export", "Alla tider i filen är svensk tid.")
_OFFICES = QT_TRANSLATE_NOOP("Export", "Kontor")
_STATUS = QT_TRANSLATE_NOOP("Export", "Omfattning")
_CONTENT = QT_TRANSLATE_NOOP("Export", "Innehåll")
_EVERYTHING = QT_TRANSLATE_NOOP("Export", "Allt som hämtades, alla kolumner")
_WHAT_IS_SHOWN = QT_TRANSLATE_NOOP("Export", "Det som visades i programmet: ett urval")
_ROWS = QT_TRANSLATE_NOOP("Export", "{list}, antal rader")
_OF_ROWS = QT_TRANSLATE_NOOP("Export", "av %n hämtade rader")
_OF_COLUMNS = QT_TRANSLATE_NOOP("Export", "{shown} av {total} kolumner")
_LEFT_OUT = QT_TRANSLATE_NOOP("Export", "Listan är inte med i filen.")
_MISSING = QT_TRANSLATE_NOOP("Export", "Saknas")
_DAMAGED_ROWS = QT_TRANSLATE_NOOP("Export", "Skadade rader")
_DAMAGED_ROWS_NOTE = QT_TRANSLATE_NOOP("Export", "Rader där något inte gick att läsa; det som gick att läsa är med.")
_REPEATED_IDS = QT_TRANSLATE_NOOP("Export", "Id som står flera gånger")
_REPEATED_IDS_NOTE = QT_TRANSLATE_NOOP("Export", "{list}: raderna skiljer sig åt, så alla är med. Id: {ids}")
_CUT_CELLS = QT_TRANSLATE_NOOP("Export", "Avkortade celler")
_CUT_CELLS_NOTE = QT_TRANSLATE_NOOP("Export", "Texten är längre än en cell i Excel rymmer och slutar med ”{mark}”.")
_REPLACED_CELLS = QT_TRANSLATE_NOOP("Export", "Celler med utbytta tecken")
_REPLACED_CELLS_NOTE = QT_TRANSLATE_NOOP("Export", "Tecken som Excel inte kan visa har bytts mot �.")
_UNKNOWN_VALUES = QT_TRANSLATE_NOOP("Export", "Okända värden")
_UNKNOWN_VALUE_NOTE = QT_TRANSLATE_NOOP("Export", "{list}, {column}: ”{value}”, visat som det skickades.")
_CHANGES = QT_TRANSLATE_NOOP("Export", "Ändringar")
_WINDOWS = QT_TRANSLATE_NOOP("Export", "Hämtat i delar")
_WITHOUT = QT_TRANSLATE_NOOP("Export", "utan {offices}")
_ANONYMISED = QT_TRANSLATE_NOOP("Export", "Anonymiserad")
_ANONYMISED_VALUE = QT_TRANSLATE_NOOP("Export", "Utan kontakter, meddelanden och id")
_ANONYMISED_NOTE = QT_TRANSLATE_NOOP(
    "Export",
    "Kontaktens namn har också tagits bort ur rubriker; där står ”{mark}”. Medarbetarnas namn är kvar.",
)
_DEFINITIONS = QT_TRANSLATE_NOOP("Export", "Så räknas siffrorna")
_PROGRAM = QT_TRANSLATE_NOOP("Export", "Program")


class AboutLine(Struct, frozen=True):
    """A line of the sheet: a label, a value and a note. A line with the same label as the one above has none."""

    label: str
    value: str | int | datetime
    note: str = ""


class AboutTexts(Struct, frozen=True):
    """The whole sheet.

    Attributes:
        verdict: whether the report is complete, in one or two sentences.
        definitions: how each statistic is counted.
    """

    title: str
    verdict: str
    is_complete: bool
    lines: tuple[AboutLine, ...]
    definitions_title: str
    definitions: tuple[AboutLine, ...]


class _UnknownValue(Struct, frozen=True):
    """A value of a list's column that the program has no label for, and how many rows have it."""

    kind: ListKind
    column: Column
    value: str
    count: int


def build_about_texts(
    report: Report, request: ExportRequest, changes: TextChanges, truncation_mark: str = ""
) -> AboutTexts:
    """Describe a report and the file that is made of it.

    Args:
        report: what was fetched; of an anonymised file as `anonymous_report` returns it.
        request: how it is written.
        changes: how many texts could not be written unchanged.
        truncation_mark: the end of a truncated text.
    """
    scope, spec, language = report.scope, request.spec, request.language

    def text(source: str) -> str:
        return language.text("Export", source)

    iso_days = f"{scope.first_day.isoformat()} – {scope.last_day.isoformat()}"
    lines = [
        AboutLine(text(_PERIOD), format_period(scope.first_day, scope.last_day, language), iso_days),
        *((AboutLine(text(SAMPLE_DATA), text(_SAMPLE_NOTE)),) if request.is_sample else ()),
        AboutLine(text(_FETCHED), report.fetched_at.replace(tzinfo=None), text(_SWEDISH_TIME)),
        *((AboutLine(text(_SAVED), text(_SAVED_NOTE)),) if report.is_saved else ()),
        *_office_lines(report, language),
        AboutLine(text(_STATUS), language.text("Periods", ACTIVE_STATUS_NAMES[scope.status])),
        AboutLine(text(_CONTENT), text(_EVERYTHING if spec.is_everything else _WHAT_IS_SHOWN)),
        *_list_lines(report, spec, language),
        *_anonymity_lines(spec, language),
        *_change_lines(request, language),
        *_labelled_once(text(_WINDOWS), _date_windows(report, language)),
        *_labelled_once(text(_MISSING), (_failed_part(failed, language) for failed in report.failed_parts)),
        *_count(text(_DAMAGED_ROWS), report.damaged_rows, text(_DAMAGED_ROWS_NOTE)),
        *_damaged_part_lines(report, language),
        *_repeated_id_lines(report, spec, language),
        *_count(text(_CUT_CELLS), changes.truncated_cells, text(_CUT_CELLS_NOTE).format(mark=truncation_mark)),
        *_count(text(_REPLACED_CELLS), changes.replaced_cells, text(_REPLACED_CELLS_NOTE)),
        *_unknown_value_lines(report, spec, language),
        AboutLine(text(_PROGRAM), f"{PROGRAM_NAME} {request.program_version}"),
    ]
    # The sheet with times of handling says itself how they are counted.
    keys = [key for key in DEFINITIONS if key is not StatisticKey.HANDLING_TIME]
    definitions = [AboutLine(statistic_name(key, language), statistic_definition(key, language)) for key in keys]
    return AboutTexts(
        text(ABOUT_SHEET_NAME),
        _verdict(report, language),
        report.is_complete,
        tuple(lines),
        text(_DEFINITIONS),
        tuple(definitions),
    )


def _verdict(report: Report, language: Language) -> str:
    if report.is_complete:
        return language.text("Export", _COMPLETE)
    problem = describe_incomplete(report, language)
    return " ".join(part for part in (language.text("Export", _INCOMPLETE), problem.what, problem.why) if part)


def _office_lines(report: Report, language: Language) -> Iterable[AboutLine]:
    """Return a line for each office with its id and whether it is missing, or the names of many in few lines."""
    label, customers = language.text("Export", _OFFICES), report.scope.customers
    fetched = fetched_customers(report.scope, report.failed_parts)
    missing = language.text("Export", _MISSING).lower()
    if len(customers) > _MAX_OFFICE_LINES:
        names = [one.label if one in fetched else f"{one.label} ({missing})" for one in customers]
        firsts = range(0, len(names), _OFFICES_OF_A_LINE)
        return _labelled_once(label, ((", ".join(names[one : one + _OFFICES_OF_A_LINE]), "") for one in firsts))
    notes = (", ".join(filter(None, (one.id, "" if one in fetched else missing))) for one in customers)
    return _labelled_once(label, zip((one.label for one in customers), notes, strict=True))


def _list_lines(report: Report, spec: ExportSpec, language: Language) -> Iterator[AboutLine]:
    written = spec.lists_with_sheets(report)
    for kind in COLUMNS:
        label = language.text("Export", _ROWS).format(list=language.text("Lists", LIST_NAMES[kind]))
        if kind not in written:
            yield AboutLine(label, 0, language.text("Export", _LEFT_OUT))
        elif spec.is_everything:
            yield AboutLine(label, len(written[kind].rows))
        else:
            yield AboutLine(label, len(written[kind].rows), _selection_note(report, kind, written[kind], language))
    unhandled = spec.unhandled
    if unhandled:
        name = language.text("Lists", TABLE_NAMES[JoinedTable.UNHANDLED])
        label = language.text("Export", _ROWS).format(list=name)
        yield AboutLine(label, len(unhandled.rows), unhandled.note)


def _selection_note(report: Report, kind: ListKind, content: ListContent, language: Language) -> str:
    """Return a text such as "av 67 hämtade rader · 8 av 26 kolumner · Sökning: sälj"."""
    total = len(report.tables.get(kind, ()))
    of_rows = group_digits(language.text("Export", _OF_ROWS, total), total, language)
    written = written_columns(kind, is_compared=report.is_compared)
    columns = language.text("Export", _OF_COLUMNS).format(shown=len(content.columns), total=len(written))
    parts = (of_rows, columns, content.note)
    return " · ".join(part for part in parts if part)


def _anonymity_lines(spec: ExportSpec, language: Language) -> Iterator[AboutLine]:
    if spec.is_anonymised:
        note = language.text("Export", _ANONYMISED_NOTE).format(mark=MASK)
        yield AboutLine(language.text("Export", _ANONYMISED), language.text("Export", _ANONYMISED_VALUE), note)


def _change_lines(request: ExportRequest, language: Language) -> Iterator[AboutLine]:
    """Yield what the report is compared with, and what went wrong; nothing if nobody asked."""
    content = request.changes
    if content is None:
        return
    label, problem = language.text("Export", _CHANGES), content.problem_text(language)
    if content.is_compared:
        text = content.since_text(language)
        yield AboutLine(label, text, problem if problem != text else "")
    elif problem:
        yield AboutLine(label, problem)


def _date_windows(report: Report, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the days of each request to the service, and how many offices it succeeded for."""
    scope = report.scope
    for window in split_period(scope.first_day, scope.last_day):
        failed_offices = dict.fromkeys(
            failed.part.customer.label
            for failed in report.failed_parts
            if failed.part.first_day <= window.last_day and window.first_day <= failed.part.last_day
        )
        total = len(scope.customers)
        parts = [count_of_offices(total - len(failed_offices), total, language)]
        if failed_offices:
            parts.append(language.text("Export", _WITHOUT).format(offices=", ".join(failed_offices)))
        yield format_days(window.first_day, window.last_day, language), ", ".join(parts)


def _unknown_value_lines(report: Report, spec: ExportSpec, language: Language) -> Iterator[AboutLine]:
    """Yield a line for each value that the program has no label for."""
    label = language.text("Export", _UNKNOWN_VALUES)
    for number, unknown in enumerate(_unknown_values(spec.lists_for_statistics(report))):
        note = language.text("Export", _UNKNOWN_VALUE_NOTE).format(
            list=language.text("Lists", LIST_NAMES[unknown.kind]),
            column=column_heading(unknown.column, language),
            value=unknown.value,
        )
        yield AboutLine("" if number else label, unknown.count, note)


def _unknown_values(lists: Mapping[ListKind, ListContent]) -> Iterator[_UnknownValue]:
    """Yield the unknown values list by list and column by column, the most frequent first."""
    for kind, content in lists.items():
        for index, column in enumerate(COLUMNS[kind]):
            table = LABEL_TABLES.get(column.kind)
            if table is None:
                continue
            for value, count in Counter(row[index] for row in content.rows).most_common():
                if isinstance(value, str) and value not in table.labels:
                    yield _UnknownValue(kind, column, value, count)


def _failed_part(failed: FailedPart, language: Language) -> tuple[str, str]:
    """Return the office and days that are missing, and why."""
    part = failed.part
    days = format_days(part.first_day, part.last_day, language)
    problem = describe_error(failed.error, part.customer, language)
    return f"{part.customer.label}, {days}", " ".join(text for text in (problem.what, problem.why) if text)


def _damaged_part_lines(report: Report, language: Language) -> Iterator[AboutLine]:
    """Yield how many damaged rows each part has, with its office and days."""
    for one in report.damaged_parts:
        days = format_days(one.part.first_day, one.part.last_day, language)
        yield AboutLine("", one.row_count, f"{one.part.customer.label}, {days}")


def _repeated_id_lines(report: Report, spec: ExportSpec, language: Language) -> Iterator[AboutLine]:
    """Yield for each list how many ids stand in more than one row, and the first of them; an anonymised file has none.

    A line with a count alone says at least that there are some.
    """
    label = language.text("Export", _REPEATED_IDS)
    has_any = False
    for kind, rows in report.tables.items():
        index = next(index for index, column in enumerate(COLUMNS[kind]) if column in (LEAD_ID, TIP_ID))
        counts = Counter(row[index] for row in rows)
        ids = [str(row_id) for row_id, count in counts.items() if count > 1 and row_id]
        if ids:
            named = ", ".join(ids[:_MAX_IDS]) + (" …" if len(ids) > _MAX_IDS else "")
            name = language.text("Lists", LIST_NAMES[kind])
            note = language.text("Export", _REPEATED_IDS_NOTE).format(list=name, ids=named)
            yield AboutLine("" if has_any else label, len(ids), name if spec.is_anonymised else note)
            has_any = True


def _labelled_once(label: str, values: Iterable[tuple[str, str]]) -> Iterator[AboutLine]:
    """Yield a line for each value and note, the label only on the first one."""
    for number, (value, note) in enumerate(values):
        yield AboutLine("" if number else label, value, note if note != value else "")


def _count(label: str, count: int, note: str) -> Iterator[AboutLine]:
    """Yield a count with its note; nothing for 0."""
    if count:
        yield AboutLine(label, count, note)
