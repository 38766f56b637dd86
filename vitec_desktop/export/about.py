"""The sheet "Om rapporten": what the file holds, where it comes from, and what is missing from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from vitec_desktop.connect.result import Missing
from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.export.cleaning import Changes
from vitec_desktop.export.content import Content, ListContent
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.periods import STATUS_NAMES
from vitec_desktop.report.problems import describe, summarise
from vitec_desktop.report.report import Report
from vitec_desktop.report.texts import format_count, format_days, format_period

SHEET_NAME = QT_TRANSLATE_NOOP("Export", "Om rapporten")
PROGRAM = "Vitec Desktop"

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
_PROGRAM = QT_TRANSLATE_NOOP("Export", "Program")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: what, its value, and what there is to say about it."""

    label: str
    value: str | int | datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The whole sheet. `verdict` says whether the report is complete, in one sentence or two."""

    title: str
    verdict: str
    is_complete: bool
    lines: tuple[Line, ...]


def about(
    report: Report, content: Content, changes: Changes, cut_mark: str, program_version: str, language: Language
) -> About:
    """What there is to say about a report and the file made of it, in the user's language."""

    def text(source: str) -> str:
        return language.text("Export", source)

    scope = report.scope
    lines = [
        Line(text(_PERIOD), format_period(scope.first_day, scope.last_day, language), _iso_days(report)),
        Line(text(_FETCHED), report.fetched_at.replace(tzinfo=None), text(_SWEDISH_TIME)),
        *_labelled_once(text(_OFFICES), ((customer.label, customer.id) for customer in scope.customers)),
        Line(text(_STATUS), language.text("Periods", STATUS_NAMES[scope.status])),
        Line(text(_CONTENT), text(_EVERYTHING if content.is_everything else _WHAT_IS_SHOWN)),
        *_list_lines(report, content, language),
        *_labelled_once(text(_MISSING), (_missing_part(missing, language) for missing in report.missing)),
        _count(text(_DAMAGED_ROWS), report.damaged_rows, text(_DAMAGED_ROWS_NOTE)),
        _count(text(_CUT_CELLS), changes.cut_cells, text(_CUT_CELLS_NOTE).format(mark=cut_mark)),
        _count(text(_REPLACED_CELLS), changes.replaced_cells, text(_REPLACED_CELLS_NOTE)),
        Line(text(_PROGRAM), f"{PROGRAM} {program_version}"),
    ]
    return About(text(SHEET_NAME), _verdict(report, language), report.is_complete, tuple(lines))


def _verdict(report: Report, language: Language) -> str:
    if report.is_complete:
        return language.text("Export", _COMPLETE)
    problem = summarise(report.missing, language, report.scope)
    return " ".join(part for part in (language.text("Export", _INCOMPLETE), problem.what, problem.why) if part)


def _iso_days(report: Report) -> str:
    return f"{report.scope.first_day.isoformat()} – {report.scope.last_day.isoformat()}"


def _list_lines(report: Report, content: Content, language: Language) -> Iterator[Line]:
    written = content.lists(report)
    for kind in COLUMNS:
        label = language.text("Export", _ROWS).format(list=language.text("Lists", LIST_NAMES[kind]))
        if kind not in written:
            yield Line(label, 0, language.text("Export", _LEFT_OUT))
        elif content.is_everything:
            yield Line(label, len(written[kind].rows))
        else:
            yield Line(label, len(written[kind].rows), _shown(report, kind, written[kind], language))


def _shown(report: Report, kind: ListKind, content: ListContent, language: Language) -> str:
    """ "av 67 hämtade rader · 8 av 26 kolumner · Sökning: sälj"."""
    total = format_count(len(report.tables.get(kind, ())), language)
    columns = language.text("Export", _OF_COLUMNS).format(shown=len(content.columns), total=len(COLUMNS[kind]))
    parts = (language.text("Export", _OF_ROWS).format(total=total), columns, content.note)
    return " · ".join(part for part in parts if part)


def _missing_part(missing: Missing, language: Language) -> tuple[str, str]:
    """Which office and days are missing, and why."""
    part = missing.part
    days = format_days(part.first_day, part.last_day, language)
    problem = describe(missing.error, part.customer, language)
    return f"{part.customer.label}, {days}", " ".join(text for text in (problem.what, problem.why) if text)


def _labelled_once(label: str, values: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for number, (value, note) in enumerate(values):
        yield Line("" if number else label, value, note if note != value else "")


def _count(label: str, count: int, note: str) -> Line:
    return Line(label, count, note if count else "")
