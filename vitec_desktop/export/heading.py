"""What stands at the top of each sheet of figures: its title, what it covers, and what is missing from it."""

from vitec_desktop.export.export_spec import ExportSpec
from vitec_desktop.export.grid import DEFAULT_ROW_HEIGHT, Grid
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.report.error_messages import summarise_failed_parts
from vitec_desktop.report.formatting import format_count, format_datetime, format_period
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.webservice.request import ReportScope

FIRST_FREE_ROW = 5

MAX_OFFICES_NAMED = 12
"""Of more their number stands here, and their names on the sheet about the report."""

_FETCHED = QT_TRANSLATE_NOOP("Export", "hämtad {moment}")
_OFFICES = QT_TRANSLATE_NOOP("Export", "{count} kontor")
_SELECTION = QT_TRANSLATE_NOOP("Export", "ett urval, se bladet Om rapporten")
_ANONYMISED = QT_TRANSLATE_NOOP("Export", "anonymiserad")
_WITHOUT = QT_TRANSLATE_NOOP("Export", "Siffrorna nedan är utan dem.")


class SheetHeading:
    """The same for all sheets of a workbook, but for the title."""

    def __init__(self, report: Report, content: ExportSpec, language: Language) -> None:
        self._facts = " · ".join(_facts(report, content, language))
        self._notice = _notice(report, language)

    def write(self, grid: Grid, book: XlsxWorkbook, title: str, column_count: int, characters: int) -> None:
        """Fill rows 1 to 3; `characters` fit beside each other on the sheet."""
        grid.write_cell(1, 1, "title", title)
        grid.set_row_height(1, 30)
        grid.write_cell(2, 1, "quiet", book.single_line_text(self._facts), column_count)
        grid.set_row_height(2, _height(self._facts, characters))
        if self._notice:
            grid.write_cell(3, 1, "notice", book.single_line_text(self._notice), column_count)
            grid.set_row_height(3, _height(self._notice, characters) + 6)
        grid.set_row_height(4, 9)


def _facts(report: Report, content: ExportSpec, language: Language) -> list[str]:
    scope = report.scope
    facts = [
        format_period(scope.first_day, scope.last_day, language, in_full=True),
        _offices(scope, language),
        language.text("Periods", ACTIVE_STATUS_NAMES[scope.status]).lower(),
        language.text("Export", _FETCHED).format(moment=format_datetime(report.fetched_at.replace(tzinfo=None))),
    ]
    if not content.is_everything:
        facts.append(language.text("Export", _SELECTION))
    if content.is_anonymised:
        facts.append(language.text("Export", _ANONYMISED))
    return [fact for fact in facts if fact]


def _offices(scope: ReportScope, language: Language) -> str:
    if len(scope.customers) > MAX_OFFICES_NAMED:
        return language.text("Export", _OFFICES).format(count=format_count(len(scope.customers), language))
    return ", ".join(customer.label for customer in scope.customers)


def _notice(report: Report, language: Language) -> str:
    if report.is_complete:
        return ""
    problem = summarise_failed_parts(report.failed_parts, language, report.scope)
    return " ".join(part for part in (problem.what, problem.why, language.text("Export", _WITHOUT)) if part)


def _height(text: str, characters: int) -> float:
    return DEFAULT_ROW_HEIGHT * (1 + len(text) // characters)
