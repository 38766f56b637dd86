"""What the overview says in words, beside the figures' own names and definitions."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import format_count, format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod
from vitec_desktop.ui.table.shown_report import ShownCount
from vitec_desktop.ui.table.texts import EmptyStateText
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope


def caption(scope: ReportScope, has_all_offices: bool, language: Language) -> str:
    """Such as "aktiva, alla kontor"."""
    status = language.text("Periods", ACTIVE_STATUS_NAMES[scope.status])
    count = len(scope.customers)
    if count == 1:
        offices = scope.customers[0].label
    elif has_all_offices:
        offices = QCoreApplication.translate("Overview", "alla kontor")
    else:
        offices = QCoreApplication.translate("Overview", "%n kontor", "", count)
    return f"{status[:1].lower()}{status[1:]}, {offices}"


def filter_note(counts: Sequence[ShownCount], language: Language) -> str:
    """Such as "Filtrerat: 24 av 67 tips"; "" where every row is shown."""
    translate = QCoreApplication.translate
    sources = {
        ListKind.INCOMING: translate("Overview", "{shown} av {total} inkommande leads"),
        ListKind.OUTGOING: translate("Overview", "{shown} av {total} utgående leads"),
        ListKind.TIPS: translate("Overview", "{shown} av {total} tips"),
    }
    parts = [
        sources[count.kind].format(shown=format_count(count.shown, language), total=format_count(count.total, language))
        for count in counts
        if count.shown != count.total
    ]
    return translate("Overview", "Filtrerat: {lists}").format(lists=", ".join(parts)) if parts else ""


def comparison_period_name(compared: ComparisonPeriod) -> str:
    names = {
        ComparisonPeriod.NONE: QCoreApplication.translate("Overview", "Ingen"),
        ComparisonPeriod.PREVIOUS_PERIOD: QCoreApplication.translate("Overview", "Förra perioden"),
        ComparisonPeriod.LAST_YEAR: QCoreApplication.translate("Overview", "Samma period i fjol"),
    }
    return names[compared]


def no_rows_text(scope: ReportScope, language: Language) -> EmptyStateText:
    heading = QCoreApplication.translate("Overview", "Inga leads eller tips {days}.")
    return EmptyStateText(
        "calendar",
        heading.format(days=format_period(scope.first_day, scope.last_day, language)),
        QCoreApplication.translate("ListPage", "Prova en längre period eller fler kontor."),
        QCoreApplication.translate("ListPage", "Ändra period"),
    )


def all_hidden_text(total: int, language: Language) -> EmptyStateText:
    line = QCoreApplication.translate("Overview", "{count} rader döljs av sökning och filter.")
    return EmptyStateText(
        "search",
        QCoreApplication.translate("ListPage", "Inget matchar."),
        line.format(count=format_count(total, language)),
        QCoreApplication.translate("ListPage", "Rensa filter"),
    )
