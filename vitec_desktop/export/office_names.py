"""The chain's name on a file, the names of its offices without it, and the mark of one that is missing."""

from vitec_desktop.export.xlsx.row_writer import TextRun
from vitec_desktop.export.xlsx.styles import TEXT, WARN_TEXT
from vitec_desktop.export.xlsx.text_fit import cut_text, text_width
from vitec_desktop.export.xlsx.worksheet import CellValue
from vitec_desktop.report import fields
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.office_names import split_chain
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics.columns import OUTCOME_KINDS, column_values
from vitec_desktop.report.statistics.meeting import Missing

_MAX_IDS_NAMED = 5
_MARK_SIZE = 9.0  # points

_MISSING = QT_TRANSLATE_NOOP("Export", "saknas")
_MISSING_DAYS = QT_TRANSLATE_NOOP("Export", "dagar saknas")


def chain_name(name: str, report: Report) -> str:
    """Return the chain's name: the sign-in's, else what its companies' names begin with, else the customer ids."""
    if name.strip():
        return name
    customers = report.scope.customers
    companies = _companies(report)
    if len(companies) == 1:
        return companies[0]
    for names in (companies, [customer.name for customer in customers if customer.name]):
        chain, _ = split_chain(names)
        if chain:
            return chain
    more = " …" if len(customers) > _MAX_IDS_NAMED else ""
    return ", ".join(customer.label for customer in customers[:_MAX_IDS_NAMED]) + more


def short_names(report: Report, chain: str) -> dict[str, str]:
    """Return each office's name without the words with which all of them begin; of a single one, without `chain`."""
    names = list({*_companies(report), *(customer.name for customer in report.scope.customers if customer.name)})
    _, rest = split_chain(names)
    if len(names) == 1:
        rest = (names[0].removeprefix(f"{chain} "),)
    return dict(zip(names, rest, strict=True))


def marked_office(name: str, missing: Missing, width: float, size: float, language: Language) -> CellValue:
    """Return an office's name for one line of a cell, with a mark behind it if something of the office is missing.

    `width` is the cell's width and `size` that of the name's letters, in points.
    """
    if missing is Missing.NOTHING:
        return cut_text(name, width, size, 1)
    mark = f"   {language.text('Export', _MISSING if missing is Missing.ALL_DAYS else _MISSING_DAYS)}"
    shown = cut_text(name, width - text_width(mark, _MARK_SIZE), size, 1)
    return TextRun(shown, size, TEXT), TextRun(mark, _MARK_SIZE, WARN_TEXT)


def _companies(report: Report) -> list[str]:
    """Return the companies that received leads or tips."""
    found = (column_values(kind, report.tables.get(kind, ()), fields.RECEIVER_COMPANY.key) for kind in OUTCOME_KINDS)
    return list(dict.fromkeys(name for names in found for name in names if isinstance(name, str)))
