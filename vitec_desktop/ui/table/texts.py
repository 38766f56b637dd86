"""The texts of an empty table."""

from datetime import date

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import format_count, format_leads_and_tips, format_period, group_digits
from vitec_desktop.report.language import Language
from vitec_desktop.report.tables import JoinedTable, TableKind, UnhandledCounts
from vitec_desktop.ui.widgets.empty_state import EmptyStateText
from vitec_desktop.webservice.models import ListKind


class MissingText(Struct, frozen=True):
    """What an empty table says of an incomplete report.

    Attributes:
        text: what is missing.
        button: the text of the button that helps; "" for none.
    """

    text: str
    button: str


def nothing_fetched() -> EmptyStateText:
    """Return the texts before the first fetch."""
    return EmptyStateText(
        "download",
        QCoreApplication.translate("ListPage", "Ingen rapport än."),
        QCoreApplication.translate("ListPage", "Välj kontor och period, och hämta rapporten (F5)."),
    )


def fetch_failed(reason: str) -> EmptyStateText:
    """Return the texts after a failed fetch."""
    return EmptyStateText(
        "error",
        QCoreApplication.translate("ListPage", "Rapporten kunde inte hämtas."),
        reason,
        QCoreApplication.translate("ListPage", "Försök igen"),
    )


def no_rows(
    kind: TableKind, period: tuple[date, date] | None, language: Language, missing: MissingText | None = None
) -> EmptyStateText:
    """Return the texts of a report without rows; `period` is its first and last day."""
    if missing:
        return _none_fetched(kind, missing)
    days = format_period(*period, language) if period else QCoreApplication.translate("ListPage", "i perioden")
    if kind is ListKind.INCOMING:
        heading = QCoreApplication.translate("ListPage", "Inga inkommande leads {days}.")
    elif kind is ListKind.OUTGOING:
        heading = QCoreApplication.translate("ListPage", "Inga utgående leads {days}.")
    else:
        heading = QCoreApplication.translate("ListPage", "Inga tips {days}.")
    return EmptyStateText(
        "calendar",
        heading.format(days=days),
        QCoreApplication.translate("ListPage", "Prova en längre period eller fler kontor."),
        QCoreApplication.translate("ListPage", "Ändra period"),
    )


def all_hidden(kind: TableKind, total: int, language: Language, *, is_by_search: bool) -> EmptyStateText:
    """Return the texts when search and filters hide all rows, or the search alone."""
    button = QCoreApplication.translate("ListPage", "Rensa filter")
    if is_by_search:
        line = QCoreApplication.translate("ListPage", "%n rader döljs av sökningen.", "", total)
        button = QCoreApplication.translate("ListPage", "Rensa sökningen")
    elif kind is ListKind.TIPS:
        line = QCoreApplication.translate("ListPage", "%n tips döljs av sökning och filter.", "", total)
    elif kind is JoinedTable.UNHANDLED:
        line = QCoreApplication.translate("ListPage", "%n obehandlade döljs av sökning och filter.", "", total)
    else:
        line = QCoreApplication.translate("ListPage", "%n leads döljs av sökning och filter.", "", total)
    return EmptyStateText(
        "search",
        QCoreApplication.translate("ListPage", "Inget matchar."),
        group_digits(line, total, language),
        button,
    )


def unhandled_rows_text(counts: UnhandledCounts, leads: int, language: Language, *, is_complete: bool) -> str:
    """Return such as "31 obehandlade av periodens: 25 leads, 6 tips", or "23 av 31 obehandlade visas".

    `leads`: of those shown.
    Of a report that is not complete only what was fetched is known: "0 obehandlade i det som hämtades".
    """
    translate, every = QCoreApplication.translate, counts.total + counts.older
    if not counts.is_all_shown:
        text = translate("Status", "{shown} av %n obehandlade visas", "", every)
    elif counts.older and is_complete:
        text = translate("Status", "%n obehandlade: {total} av periodens, {older} äldre", "", every)
    elif counts.older:
        text = translate("Status", "%n obehandlade i det som hämtades: {total} i perioden, {older} äldre", "", every)
    elif not is_complete:
        text = translate("Status", "%n obehandlade i det som hämtades: {lists}", "", every)
    else:
        text = translate("Status", "%n obehandlade av periodens: {lists}", "", every)
    numbers = {"total": counts.total, "older": counts.older, "shown": counts.shown}
    lists = format_leads_and_tips(leads, counts.shown - leads, language)
    return group_digits(text, every, language).format(
        lists=lists, **{name: format_count(number, language) for name, number in numbers.items()}
    )


def none_counts(count: int, language: Language) -> EmptyStateText:
    """Return the texts when unhandled rows are left out, all of them, because they do not count in the overview."""
    line = QCoreApplication.translate(
        "ListPage", "%n obehandlade räknas inte: filter i listorna döljer dem.", "", count
    )
    return EmptyStateText(
        "search",
        QCoreApplication.translate("ListPage", "Inget matchar."),
        group_digits(line, count, language),
        QCoreApplication.translate("ListPage", "Räkna på allt"),
    )


def _none_fetched(kind: TableKind, missing: MissingText) -> EmptyStateText:
    """Return the texts of an incomplete report's list without rows."""
    if kind is ListKind.INCOMING:
        heading = QCoreApplication.translate("ListPage", "Inga inkommande leads i det som hämtades.")
    elif kind is ListKind.OUTGOING:
        heading = QCoreApplication.translate("ListPage", "Inga utgående leads i det som hämtades.")
    else:
        heading = QCoreApplication.translate("ListPage", "Inga tips i det som hämtades.")
    return EmptyStateText("warning", heading, missing.text, missing.button)


def no_unhandled(kind: TableKind, missing: MissingText | None, *, is_saved: bool, is_fetching: bool) -> EmptyStateText:
    """Return the texts of the view of unhandled rows, or of their own table, when there are none.

    They say that everything is handled only where no row can be missing, and of a saved report that it was so.
    """
    if is_fetching:
        return EmptyStateText(
            "clock",
            QCoreApplication.translate("ListPage", "Inga obehandlade än."),
            QCoreApplication.translate("ListPage", "Rapporten hämtas."),
            QCoreApplication.translate("ListPage", "Visa alla"),
        )
    if missing:
        heading = QCoreApplication.translate("ListPage", "Inga obehandlade i det som hämtades.")
        return EmptyStateText("warning", heading, missing.text, missing.button)
    return _all_handled(kind, is_saved=is_saved)


def _all_handled(kind: TableKind, *, is_saved: bool) -> EmptyStateText:
    button = QCoreApplication.translate("ListPage", "Visa alla")
    if kind is ListKind.TIPS:
        line = QCoreApplication.translate("ListPage", "Inga obehandlade tips i perioden.")
    elif kind is JoinedTable.UNHANDLED:
        line = QCoreApplication.translate("ListPage", "Inga obehandlade leads eller tips i perioden.")
        button = QCoreApplication.translate("ListPage", "Ändra period")
    else:
        line = QCoreApplication.translate("ListPage", "Inga obehandlade leads i perioden.")
    if is_saved:
        heading = QCoreApplication.translate("ListPage", "Allt var omhändertaget när rapporten hämtades.")
    else:
        heading = QCoreApplication.translate("ListPage", "Allt är omhändertaget.")
    return EmptyStateText("check-circle", heading, line, button)
