"""What stands around the figures in words: caption, filters, and the notes of a page that leaves the window."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.error_messages import summarise_failed_parts
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import Language
from vitec_desktop.ui.overview import texts as words
from vitec_desktop.ui.overview.chart_builder import OverviewCaptions
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.table.shown_report import ReportInfo, ShownCount


def build_captions(
    basis: ReportInfo, counts: Sequence[ShownCount], comparing: ComparisonFetcher, office_count: int, language: Language
) -> OverviewCaptions:
    """`office_count` is how many offices could have been asked for."""
    scope = basis.scope
    caption = words.caption(scope, len(scope.customers) == office_count, language)
    return OverviewCaptions(
        caption, words.filter_note(counts, language), tuple(_notes(basis, counts, comparing, language))
    )


def _notes(
    basis: ReportInfo, counts: Sequence[ShownCount], comparing: ComparisonFetcher, language: Language
) -> list[str]:
    fetched = QCoreApplication.translate("Overview", "Hämtad {moment} med Vitec Desktop.")
    parts = [fetched.format(moment=f"{basis.fetched_at:%Y-%m-%d %H:%M}")]
    if basis.failed_parts:
        parts.append(QCoreApplication.translate("Overview", "Inte komplett:"))
        parts.append(summarise_failed_parts(basis.failed_parts, language, basis.scope).what)
    before = comparing.report
    if before is not None:
        compared = QCoreApplication.translate("Overview", "Jämförs med {period}.")
        days = format_period(before.scope.first_day, before.scope.last_day, language)
        parts.append(compared.format(period=days))
        if before.failed_parts:
            parts.append(QCoreApplication.translate("Overview", "Den perioden är inte komplett:"))
            parts.append(summarise_failed_parts(before.failed_parts, language, before.scope).what)
    as_of = QCoreApplication.translate(
        "Overview",
        "Det som blev av tips och leads är läget när rapporten hämtades. Obehandlat: Ny eller Hos fördelare.",
    )
    return [" ".join(parts), as_of]
