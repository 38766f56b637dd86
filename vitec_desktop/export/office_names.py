"""The chain's name, and the names of its offices without it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from vitec_desktop.report import fields
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics.columns import OUTCOME_KINDS, column_values
from vitec_desktop.webservice.models import ListKind

MAX_IDS_NAMED = 5


def chain_name(name: str, report: Report) -> str:
    """Return the chain's name: the sign-in's, else what its companies' names begin with, else the customer ids."""
    if name.strip():
        return name
    companies = Counter(
        company
        for kind in OUTCOME_KINDS
        for company in column_values(kind, report.tables.get(kind, ()), fields.RECEIVER_COMPANY.key)
        if isinstance(company, str)
    )
    labels = [customer.name for customer in report.scope.customers if customer.name]
    shared = _shared_start(list(companies) or labels)
    if shared:
        return " ".join(shared)
    ids = [customer.label for customer in report.scope.customers]
    return ", ".join(ids[:MAX_IDS_NAMED]) + (" …" if len(ids) > MAX_IDS_NAMED else "")


def short_names(report: Report, tables: Mapping[ListKind, Sequence[Row]]) -> dict[str, str]:
    """Return each office's name without the words with which all of them begin, if there are several."""
    names = {customer.name for customer in report.scope.customers if customer.name}
    for kind in OUTCOME_KINDS:
        found = column_values(kind, tables.get(kind, ()), fields.RECEIVER_COMPANY.key)
        names |= {name for name in found if isinstance(name, str)}
    count = len(_shared_start(names)) if len(names) > 1 else 0
    return {name: " ".join(name.split()[count:]) or name for name in names}


def _shared_start(names: Iterable[str]) -> list[str]:
    """Return the words with which all names begin, of a single name all of them."""
    words = [name.split() for name in names]
    shared: list[str] = []
    for several in zip(*words, strict=False):
        if len({word.casefold() for word in several}) > 1:
            break
        shared.append(several[0])
    return shared
