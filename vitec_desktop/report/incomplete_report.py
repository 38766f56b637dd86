"""Messages about a report that is not complete: parts are missing, or rows could not be read as a whole."""

from collections.abc import Iterator
from typing import Protocol

from vitec_desktop.report.error_messages import (
    ErrorMessage,
    failed_parts_text,
    join_texts,
    office_text,
    summarise_failed_parts,
)
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import DamagedPart, FailedPart

_DAMAGED_ROWS = QT_TRANSLATE_NOOP("Errors", "%n rader innehöll något oläsligt.")
_WHAT_IS_INCLUDED = QT_TRANSLATE_NOOP("Errors", "Det som gick att läsa är med.")
_OFFICES = QT_TRANSLATE_NOOP("Errors", "Det gäller {offices}.")
_NEXT_STEP = QT_TRANSLATE_NOOP(
    "Errors",
    "Hämta rapporten igen. Hjälper inte det, se om det finns en ny version av programmet, och kontakta annars Vitec.",
)
_DAMAGED_ROWS_OF = QT_TRANSLATE_NOOP("Errors", "oläsliga rader: {count}")

_MAX_NAMES = 3


class Fetched(Protocol):
    """A report, or what is known of one without its rows."""

    @property
    def scope(self) -> ReportScope: ...
    @property
    def failed_parts(self) -> tuple[FailedPart, ...]: ...
    @property
    def damaged_parts(self) -> tuple[DamagedPart, ...]: ...


def is_complete(report: Fetched) -> bool:
    """Whether nothing is missing from a report and every row could be read: only then what is not in it is nowhere."""
    return not (report.failed_parts or report.damaged_parts)


def describe_incomplete(report: Fetched, language: Language) -> ErrorMessage:
    """Return one message about all that is missing or unreadable in an incomplete report."""
    damaged = _describe_damage(report.damaged_parts, language) if report.damaged_parts else None
    if not report.failed_parts:
        return damaged or ErrorMessage("", "", "")
    missing = summarise_failed_parts(report.failed_parts, language, report.scope)
    return ErrorMessage(f"{missing.what} {damaged.what}", missing.why, missing.next_step) if damaged else missing


def incomplete_details(report: Fetched, language: Language) -> str:
    """Return a line for each missing and each damaged part, for a support request; nothing of a row."""
    lines = [failed_parts_text(report.failed_parts, language)] if report.failed_parts else []
    return "\n".join((*lines, *_damage_lines(report.damaged_parts, language)))


def _describe_damage(parts: tuple[DamagedPart, ...], language: Language) -> ErrorMessage:
    count = sum(one.row_count for one in parts)
    what = language.text("Errors", _DAMAGED_ROWS, count)
    why = language.text("Errors", _WHAT_IS_INCLUDED)
    offices = list(dict.fromkeys(one.part.customer.label for one in parts))
    if len(offices) <= _MAX_NAMES:
        why = f"{why} {language.text('Errors', _OFFICES).format(offices=join_texts(offices, language))}"
    return ErrorMessage(what, why, language.text("Errors", _NEXT_STEP))


def _damage_lines(parts: tuple[DamagedPart, ...], language: Language) -> Iterator[str]:
    for one in parts:
        days = f"{one.part.first_day.isoformat()}–{one.part.last_day.isoformat()}"
        count = language.text("Errors", _DAMAGED_ROWS_OF).format(count=format_count(one.row_count, language))
        yield " · ".join((office_text(one.part.customer), days, count))
