"""Texts of the overview, except the names and definitions of statistics."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.error_messages import fetched_customers
from vitec_desktop.report.formatting import format_count, format_period, group_digits
from vitec_desktop.report.incomplete_report import describe_incomplete, is_complete
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.office_names import count_of_offices, list_names, split_chain
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES, ComparisonPeriod
from vitec_desktop.report.report import Report
from vitec_desktop.ui.table.shown_report import ReportInfo, RowCount
from vitec_desktop.ui.widgets.empty_state import EmptyStateText
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import FailedPart

translate = QCoreApplication.translate


class OverviewCaptions(Struct, frozen=True):
    """The texts around the statistics: see `OverviewData`."""

    caption: str
    filter_note: str
    notes: tuple[str, ...]
    sample: str = ""
    chain: str = ""
    print_caption: str = ""


def build_captions(
    info: ReportInfo,
    counts: Sequence[RowCount],
    comparison_report: Report | None,
    office_count: int,
    language: Language,
) -> OverviewCaptions:
    """Return the texts around a report's statistics; `office_count` is the number of offices that can be chosen."""
    has_all_offices = len(info.scope.customers) == office_count
    caption = scope_caption(info.scope, has_all_offices, language, info.failed_parts)
    chain, print_caption = print_captions(info.scope, language, info.failed_parts)
    notes = _notes(info, comparison_report, language)
    sample = translate("Overview", "Exempeldata") if info.is_sample else ""
    return OverviewCaptions(caption, filter_note(counts, language), notes, sample, chain, print_caption)


def scope_caption(
    scope: ReportScope, has_all_offices: bool, language: Language, failed_parts: Sequence[FailedPart] = ()
) -> str:
    """Return such as "aktiva, alla kontor", or "aktiva, 2 av 3 kontor" where one is missing."""
    status = language.text("Periods", ACTIVE_STATUS_NAMES[scope.status])
    total, count = len(scope.customers), len(fetched_customers(scope, failed_parts))
    if total == 1:
        offices = scope.customers[0].label
    elif count < total:
        offices = count_of_offices(count, total, language)
    elif has_all_offices:
        offices = translate("Overview", "alla kontor")
    else:
        offices = translate("Overview", "%n kontor", "", count)
    return f"{status[:1].lower()}{status[1:]}, {offices}"


def print_captions(scope: ReportScope, language: Language, failed_parts: Sequence[FailedPart] = ()) -> tuple[str, str]:
    """Return what a page names besides its period: such as "Norrby" and "Solna, Vasastan, aktiva".

    Of one office, its whole name and "aktiva". Without the offices that are missing: "Solna (1 av 2 kontor), aktiva".
    """
    status = language.text("Periods", ACTIVE_STATUS_NAMES[scope.status]).lower()
    total, fetched = len(scope.customers), fetched_customers(scope, failed_parts) or scope.customers
    if total == 1:
        return scope.customers[0].label, status
    chain, names = split_chain([customer.label for customer in scope.customers])
    names_of = dict(zip(scope.customers, names, strict=True))
    offices = list_names([names_of[customer] for customer in fetched], language)
    if len(fetched) < total:
        offices = f"{offices} ({count_of_offices(len(fetched), total, language)})"
    return chain, f"{offices}, {status}"


def filter_note(counts: Sequence[RowCount], language: Language) -> str:
    """Return such as "Filtrerat: 24 av 67 tips"; "" if every row counts."""
    parts = [
        _shown_of_total(count.kind, count.counted, count.total, language)
        for count in counts
        if count.counted != count.total
    ]
    return translate("Overview", "Filtrerat: {lists}").format(lists=", ".join(parts)) if parts else ""


def _shown_of_total(kind: ListKind | None, shown: int, total: int, language: Language) -> str:
    """Return such as "24 av 67 tips"; without a kind "24 av 67 leads och tips"."""
    if kind is ListKind.INCOMING:
        text = translate("Overview", "{shown} av %n inkommande leads", "", total)
    elif kind is ListKind.OUTGOING:
        text = translate("Overview", "{shown} av %n utgående leads", "", total)
    elif kind is ListKind.TIPS:
        text = translate("Overview", "{shown} av %n tips", "", total)
    else:
        text = translate("Overview", "{shown} av %n leads och tips", "", total)
    return group_digits(text, total, language).format(shown=format_count(shown, language))


def counted_rows_text(counts: Sequence[RowCount], language: Language) -> str:
    """Return such as "Översikten räknar på det som visas: 191 av 277 leads och tips."

    Outgoing leads, which are incoming leads of another office, are named only where not all of them count.
    """
    received = [count for count in counts if count.kind is not ListKind.OUTGOING]
    outgoing = [count for count in counts if count.kind is ListKind.OUTGOING and count.counted != count.total]
    parts: list[tuple[ListKind | None, Sequence[RowCount]]] = []
    if not outgoing or any(count.counted != count.total for count in received):
        parts.append((None, received))
    if outgoing:
        parts.append((ListKind.OUTGOING, outgoing))
    numbers = ", ".join(
        _shown_of_total(kind, sum(one.counted for one in group), sum(one.total for one in group), language)
        for kind, group in parts
    )
    return translate("Overview", "Översikten räknar på det som visas: {numbers}.").format(numbers=numbers)


def filters_text(conditions: Mapping[ListKind, Sequence[str]], language: Language) -> str:
    """Return such as "Filter: Status Ny (inkommande leads, tips)." from each list's searches and filters."""
    lists: dict[str, list[str]] = {}
    for kind, texts in conditions.items():
        for text in texts:
            lists.setdefault(text, []).append(language.text("Lists", LIST_NAMES[kind]).lower())
    named = ", ".join(f"{text} ({', '.join(names)})" for text, names in lists.items())
    return translate("Overview", "Filter: {conditions}.").format(conditions=named)


def comparison_period_name(period: ComparisonPeriod) -> str:
    """Return the name of a choice in the menu of periods."""
    names = {
        ComparisonPeriod.NONE: translate("Overview", "Ingen"),
        ComparisonPeriod.PREVIOUS_PERIOD: translate("Overview", "Förra perioden"),
        ComparisonPeriod.LAST_YEAR: translate("Overview", "Samma period i fjol"),
    }
    return names[period]


def compared_days(scope: ReportScope, beside: ReportScope, language: Language) -> str:
    """Return the days of a period beside another one: "1–30 sep", "1–31 okt 2025"; the year where it differs."""
    with_year = scope.last_day.year != beside.last_day.year
    return format_period(scope.first_day, scope.last_day, language, with_year=with_year)


def no_rows_text(info: ReportInfo, language: Language) -> EmptyStateText:
    """Return what is shown for a report without rows."""
    scope, missing = info.scope, info.missing
    if missing:
        heading = translate("Overview", "Inga leads eller tips i det som hämtades.")
        return EmptyStateText("warning", heading, missing.text, missing.button)
    heading = translate("Overview", "Inga leads eller tips {days}.")
    return EmptyStateText(
        "calendar",
        heading.format(days=format_period(scope.first_day, scope.last_day, language)),
        translate("ListPage", "Prova en längre period eller fler kontor."),
        translate("ListPage", "Ändra period"),
    )


def all_hidden_text(total: int, language: Language, *, is_by_search: bool) -> EmptyStateText:
    """Return what is shown while the searches and filters that count, or searches alone, hide all `total` rows."""
    line = translate("Overview", "%n rader döljs av sökning och filter.", "", total)
    button = translate("ListPage", "Rensa filter")
    if is_by_search:
        line = translate("ListPage", "%n rader döljs av sökningen.", "", total)
        button = translate("ListPage", "Rensa sökningen")
    return EmptyStateText(
        "search",
        translate("ListPage", "Inget matchar."),
        group_digits(line, total, language),
        button,
    )


def _notes(info: ReportInfo, comparison_report: Report | None, language: Language) -> tuple[str, ...]:
    fetched = translate("Overview", "Hämtad {moment} med Vitec Desktop.")
    parts = [fetched.format(moment=f"{info.fetched_at:%Y-%m-%d %H:%M}")]
    if info.is_saved:
        parts.append(translate("Overview", "Sparad rapport, inte uppdaterad sedan dess."))
    if not is_complete(info):
        parts.append(translate("Overview", "Inte komplett:"))
        parts.append(describe_incomplete(info, language).what)
    if comparison_report is not None:
        scope = comparison_report.scope
        compared = translate("Overview", "Jämförs med {period}.")
        parts.append(compared.format(period=format_period(scope.first_day, scope.last_day, language)))
        if not comparison_report.is_complete:
            parts.append(translate("Overview", "Den perioden är inte komplett:"))
            parts.append(describe_incomplete(comparison_report, language).what)
    as_of = translate(
        "Overview",
        "Det som blev av tips och leads är läget när rapporten hämtades. Obehandlat: Ny eller Hos fördelare.",
    )
    return (" ".join(parts), as_of)
