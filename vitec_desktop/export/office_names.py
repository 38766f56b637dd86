"""The chain's name on a file, and the names of its offices without it."""

from vitec_desktop.report import fields
from vitec_desktop.report.office_names import split_chain
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics.columns import OUTCOME_KINDS, column_values

_MAX_IDS_NAMED = 5


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


def short_names(report: Report) -> dict[str, str]:
    """Return each office's name without the words with which all of them begin."""
    names = list({*_companies(report), *(customer.name for customer in report.scope.customers if customer.name)})
    _, rest = split_chain(names)
    return dict(zip(names, rest, strict=True))


def _companies(report: Report) -> list[str]:
    """Return the companies that received leads or tips."""
    found = (column_values(kind, report.tables.get(kind, ()), fields.RECEIVER_COMPANY.key) for kind in OUTCOME_KINDS)
    return list(dict.fromkeys(name for names in found for name in names if isinstance(name, str)))
