"""What a user reads when something could not be fetched: what happened, what it means, and what to do about it."""

import math
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from vitec_desktop.report.error_texts import find_error_texts
from vitec_desktop.report.formatting import format_count, format_days
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart


@dataclass(frozen=True, slots=True, order=True)
class MissingDays:
    """Days that are missing, both ends included."""

    first_day: date
    last_day: date


Gaps = tuple[MissingDays, ...]


def missing_days_by_customer(missing: Iterable[FailedPart]) -> dict[Customer, Gaps]:
    """The gaps of each customer in order, customers in the order in which they first occur."""
    found: defaultdict[Customer, list[MissingDays]] = defaultdict(list)
    for one in missing:
        found[one.part.customer].append(MissingDays(one.part.first_day, one.part.last_day))
    return {customer: _join_adjacent(gaps) for customer, gaps in found.items()}


def is_period_missing(gaps: Gaps, scope: ReportScope) -> bool:
    """Whether one of the gaps holds the report's whole period."""
    return any(gap.first_day <= scope.first_day and scope.last_day <= gap.last_day for gap in gaps)


def is_everything_missing(gaps: Mapping[Customer, Gaps], scope: ReportScope) -> bool:
    """Whether every customer misses the whole period: nothing came at all."""
    return all(is_period_missing(gaps.get(customer, ()), scope) for customer in scope.customers)


def _join_adjacent(gaps: Iterable[MissingDays]) -> Gaps:
    joined: list[MissingDays] = []
    for gap in sorted(gaps):
        if joined and gap.first_day.toordinal() <= joined[-1].last_day.toordinal() + 1:
            joined[-1] = MissingDays(joined[-1].first_day, max(joined[-1].last_day, gap.last_day))
        else:
            joined.append(gap)
    return tuple(joined)


_LATER = QT_TRANSLATE_NOOP("Problems", "om en stund")
_LATER_IN = QT_TRANSLATE_NOOP("Problems", "om {time}")
_SECONDS = QT_TRANSLATE_NOOP("Problems", "{count} s")
_MINUTES = QT_TRANSLATE_NOOP("Problems", "{count} min")
_HOURS = QT_TRANSLATE_NOOP("Problems", "{count} tim")
_UNNAMED_PROXY = QT_TRANSLATE_NOOP("Problems", "i nätverket")
_UNNAMED_OFFICE = QT_TRANSLATE_NOOP("Problems", "kontoret")
_SELECTED_OFFICES = QT_TRANSLATE_NOOP("Problems", "de valda kontoren")
_FOR_OFFICE = QT_TRANSLATE_NOOP("Problems", "för {office}")
_ROW_AND_COLUMN = QT_TRANSLATE_NOOP("Problems", "rad {line}, kolumn {column}")
_QUOTED = QT_TRANSLATE_NOOP("Problems", "”{text}”")

_REPORT_NOT_FETCHED = QT_TRANSLATE_NOOP("Problems", "Rapporten kunde inte hämtas.")
_ALL_OFFICES_LACK_DAYS = QT_TRANSLATE_NOOP("Problems", "Alla kontor saknar {days}.")
_OFFICE_LACKS_DAYS = QT_TRANSLATE_NOOP("Problems", "{office} saknar {days}.")
_OFFICE_MISSING = QT_TRANSLATE_NOOP("Problems", "{office} saknas.")
_PARTS_MISSING = QT_TRANSLATE_NOOP("Problems", "{count} av {total} delar saknas.")
_SOME_PARTS_MISSING = QT_TRANSLATE_NOOP("Problems", "Delar av rapporten saknas.")
_AND = QT_TRANSLATE_NOOP("Problems", "{first} och {last}")
_SEVERAL_CAUSES = QT_TRANSLATE_NOOP("Problems", "Försök igen, eller visa detaljerna för att se orsaken till varje del.")

_LINE_AND_COLUMN = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")

_NOT_FOR_THE_LOG = frozenset({"messages", "base_url", "host", "proxy", "customer_id", "where", "detail"})

_MAX_NAMES = 3
_MAX_CAUSES = 2


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """A problem in words: whole sentences, each of which may be shown without the others; `next_step` may be empty."""

    what: str
    why: str
    next_step: str

    @property
    def text(self) -> str:
        """All of it, one sentence after the other."""
        return " ".join(part for part in (self.what, self.why, self.next_step) if part)


def describe_error(error: ServiceError, customer: Customer | None, language: Language) -> ErrorMessage:
    """The words for one error; `customer` is whose report was asked for, None where that says nothing."""
    return _error_message(error, _office_text(customer) if customer else "", language)


def cause_text(error: ServiceError, language: Language) -> str:
    """What happened in one short sentence with its status: "Åtkomst nekad (403)."."""
    words = find_error_texts(error)
    return _fill_in(words.cause or words.what, _facts(error, "", language), language)


def summarise_failed_parts(
    missing: Sequence[FailedPart], language: Language, scope: ReportScope | None = None, part_count: int = 0
) -> ErrorMessage:
    """One line for all that is missing from a report, whatever the number of causes.

    Args:
        missing: at least one part.
        language: the user's.
        scope: what was asked for; with it, the line can say that nothing came, or that an office is missing altogether.
        part_count: how many parts were asked for in all, to be told where single gaps are too many to name.
    """
    gaps = missing_days_by_customer(missing)
    causes = _errors_by_cause(missing, language)
    if (scope and is_everything_missing(gaps, scope)) or len(missing) == part_count:
        return _no_report_message(missing, causes, language)
    what = _missing_text(gaps, len(missing), part_count, scope, language)
    why = " ".join(list(causes)[:_MAX_CAUSES])
    if len(causes) > 1:
        return ErrorMessage(what, why, language.text("Problems", _SEVERAL_CAUSES))
    return ErrorMessage(what, why, describe_error(missing[0].error, None, language).next_step)


def failed_parts_text(missing: Iterable[FailedPart], language: Language) -> str:
    """One line for each missing part, to be copied and sent to whoever helps: office, days, cause, technical facts.

    Holds no password and no row's content, for the errors hold none.
    """
    return "\n".join(
        " · ".join(
            (
                _office_text(one.part.customer),
                f"{one.part.first_day.isoformat()}–{one.part.last_day.isoformat()}",
                cause_text(one.error, language),
                technical_text(one.error),
            )
        )
        for one in missing
    )


def technical_text(error: ServiceError) -> str:
    """The error's class and facts, for whoever looks after the program: "ServiceDown(status=503)"."""
    return _facts_text(error)


def log_text(error: ServiceError) -> str:
    """As `technical_text`, without what somebody has typed or the service has said: for a file that is kept."""
    return _facts_text(error, _NOT_FOR_THE_LOG)


def _facts_text(error: ServiceError, without: Container[str] = ()) -> str:
    facts = ((field.name, getattr(error, field.name)) for field in fields(error) if field.name not in without)
    told = ", ".join(f"{name}={_technical_value(value)}" for name, value in facts if value not in (None, "", ()))
    return f"{type(error).__name__}({told})"


def _error_message(error: ServiceError, office: str, language: Language) -> ErrorMessage:
    words = find_error_texts(error)
    facts = _facts(error, office, language)
    return ErrorMessage(*(_fill_in(text, facts, language) for text in (words.what, words.why, words.next_step)))


def _no_report_message(
    missing: Sequence[FailedPart], causes: Mapping[str, ServiceError], language: Language
) -> ErrorMessage:
    what = language.text("Problems", _REPORT_NOT_FETCHED)
    if len(causes) > 1:
        reasons = " ".join(list(causes)[:_MAX_CAUSES])
        return ErrorMessage(what, reasons, language.text("Problems", _SEVERAL_CAUSES))
    offices = {_office_text(one.part.customer) for one in missing}
    office = offices.pop() if len(offices) == 1 else language.text("Problems", _SELECTED_OFFICES)
    problem = _error_message(missing[0].error, office, language)
    return ErrorMessage(what, f"{problem.what} {problem.why}", problem.next_step)


def _errors_by_cause(missing: Iterable[FailedPart], language: Language) -> dict[str, ServiceError]:
    """One error for each cause, in the order in which the causes first occur."""
    causes: dict[str, ServiceError] = {}
    for one in missing:
        causes.setdefault(cause_text(one.error, language), one.error)
    return causes


def _missing_text(
    gaps: Mapping[Customer, Gaps], count: int, part_count: int, scope: ReportScope | None, language: Language
) -> str:
    same = set(gaps.values())
    if len(same) == 1 and scope and len(scope.customers) > 1 and gaps.keys() == set(scope.customers):
        return language.text("Problems", _ALL_OFFICES_LACK_DAYS).format(
            days=_days_text(same.pop(), gaps, scope, language)
        )
    if sum(map(len, gaps.values())) <= _MAX_NAMES:
        offices: dict[Gaps, list[str]] = {}
        for customer, gap in gaps.items():
            offices.setdefault(gap, []).append(customer.label)
        return " ".join(_office_line(names, gap, gaps, scope, language) for gap, names in offices.items())
    if part_count:
        counts = {"count": format_count(count, language), "total": format_count(part_count, language)}
        return language.text("Problems", _PARTS_MISSING).format(**counts)
    return language.text("Problems", _SOME_PARTS_MISSING)


def _office_line(
    names: Sequence[str], gap: Gaps, gaps: Mapping[Customer, Gaps], scope: ReportScope | None, language: Language
) -> str:
    office = _join_names(names, language)
    if scope and is_period_missing(gap, scope):
        return language.text("Problems", _OFFICE_MISSING).format(office=office)
    return language.text("Problems", _OFFICE_LACKS_DAYS).format(
        office=office, days=_days_text(gap, gaps, scope, language)
    )


def _days_text(gap: Gaps, gaps: Mapping[Customer, Gaps], scope: ReportScope | None, language: Language) -> str:
    """The gap's days, with their year where the report, or what is missing of it, reaches over more than one."""
    ends = [day for some in gaps.values() for one in some for day in (one.first_day, one.last_day)]
    ends += [scope.first_day, scope.last_day] if scope else []
    with_year = min(ends).year != max(ends).year
    spans = [format_days(one.first_day, one.last_day, language, with_year=with_year) for one in gap]
    return _join_names(spans, language)


def _join_names(words: Sequence[str], language: Language) -> str:
    """One or more words as a phrase: "Solna, Sundbyberg och Vasastan"."""
    if len(words) == 1:
        return words[0]
    return language.text("Problems", _AND).format(first=", ".join(words[:-1]), last=words[-1])


def _fill_in(source: str, facts: Mapping[str, str], language: Language) -> str:
    return language.text("Problems", source).format(**facts)


def _facts(error: ServiceError, office: str, language: Language) -> dict[str, str]:
    """Everything that the words for errors may name; a fact that this error lacks is empty or said in general words."""

    def fact(name: str) -> Any:
        return getattr(error, name, None)

    def text(source: str) -> str:
        return language.text("Problems", source)

    status, where = fact("status"), _location_text(fact("where") or "", language)
    in_parentheses = where or (status if fact("proxy") is not None else None)
    wait = fact("retry_after") or fact("seconds")
    time = _duration_text(wait, language) if wait and math.isfinite(wait) else ""
    return {
        "office": office or fact("customer_id") or text(_UNNAMED_OFFICE),
        "for_office": f" {text(_FOR_OFFICE).format(office=office)}" if office else "",
        "status": str(status),
        "in_parentheses": f" ({in_parentheses})" if in_parentheses else "",
        "time": time,
        "later": text(_LATER_IN).format(time=time) if time else text(_LATER),
        "host": fact("host") or "",
        "proxy": fact("proxy") or text(_UNNAMED_PROXY),
        "messages": " ".join(text(_QUOTED).format(text=message) for message in fact("messages") or ()),
        "detail": fact("detail") or type(error).__name__,
        "base_url": fact("base_url") or "",
        "error": type(error).__name__,
    }


def _office_text(customer: Customer) -> str:
    return f"{customer.name}, {customer.id}" if customer.name else customer.id


def _location_text(where: str, language: Language) -> str:
    """Where in a body reading failed; a field's path or a host as it is."""
    found = _LINE_AND_COLUMN.fullmatch(where)
    return language.text("Problems", _ROW_AND_COLUMN).format(**found.groupdict()) if found else where


def _duration_text(seconds: float, language: Language) -> str:
    """Seconds as a person says them, never less than they are: "45 s", "5 min", "3 tim"."""
    for unit, source in ((3600, _HOURS), (60, _MINUTES)):
        if seconds > 1.5 * unit:
            return language.text("Problems", source).format(count=math.ceil(seconds / unit))
    return language.text("Problems", _SECONDS).format(count=math.ceil(seconds))


def _technical_value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value) if isinstance(value, tuple) else str(value)
