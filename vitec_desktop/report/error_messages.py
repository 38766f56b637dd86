"""What a user reads when something could not be fetched: what happened, what it means, and what to do about it."""

import math
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from vitec_desktop.report.error_texts import words_for
from vitec_desktop.report.formatting import format_count, format_days
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.missing_periods import Gaps, cover_all, covers, gaps_by_customer
from vitec_desktop.webservice.errors import ConnectError
from vitec_desktop.webservice.request import Customer, Scope
from vitec_desktop.webservice.result import Missing

_LATER = QT_TRANSLATE_NOOP("Problems", "om en stund")
_LATER_IN = QT_TRANSLATE_NOOP("Problems", "om {time}")
_SECONDS = QT_TRANSLATE_NOOP("Problems", "{count} s")
_MINUTES = QT_TRANSLATE_NOOP("Problems", "{count} min")
_HOURS = QT_TRANSLATE_NOOP("Problems", "{count} tim")
_SOME_PROXY = QT_TRANSLATE_NOOP("Problems", "i nätverket")
_SOME_OFFICE = QT_TRANSLATE_NOOP("Problems", "kontoret")
_THE_PICKED_OFFICES = QT_TRANSLATE_NOOP("Problems", "de valda kontoren")
_FOR_OFFICE = QT_TRANSLATE_NOOP("Problems", "för {office}")
_ROW_AND_COLUMN = QT_TRANSLATE_NOOP("Problems", "rad {line}, kolumn {column}")
_QUOTED = QT_TRANSLATE_NOOP("Problems", "”{text}”")

_NOTHING_CAME = QT_TRANSLATE_NOOP("Problems", "Rapporten kunde inte hämtas.")
_ALL_MISS = QT_TRANSLATE_NOOP("Problems", "Alla kontor saknar {days}.")
_OFFICE_MISSES = QT_TRANSLATE_NOOP("Problems", "{office} saknar {days}.")
_OFFICE_MISSING = QT_TRANSLATE_NOOP("Problems", "{office} saknas.")
_PARTS_MISSING = QT_TRANSLATE_NOOP("Problems", "{count} av {total} delar saknas.")
_SOME_PARTS_MISSING = QT_TRANSLATE_NOOP("Problems", "Delar av rapporten saknas.")
_AND = QT_TRANSLATE_NOOP("Problems", "{first} och {last}")
_SEVERAL_CAUSES = QT_TRANSLATE_NOOP("Problems", "Försök igen, eller visa detaljerna för att se orsaken till varje del.")

_LINE_AND_COLUMN = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")

_NOT_FOR_THE_LOG = frozenset({"messages", "base_url", "host", "proxy", "customer_id", "where", "detail"})

_MOST_NAMES = 3
_MOST_CAUSES = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in words: whole sentences, each of which may be shown without the others; `next_step` may be empty."""

    what: str
    why: str
    next_step: str

    @property
    def text(self) -> str:
        """All of it, one sentence after the other."""
        return " ".join(part for part in (self.what, self.why, self.next_step) if part)


def describe(error: ConnectError, customer: Customer | None, language: Language) -> Problem:
    """The words for one error; `customer` is whose report was asked for, None where that says nothing."""
    return _described(error, _office(customer) if customer else "", language)


def cause(error: ConnectError, language: Language) -> str:
    """What happened in one short sentence with its status: "Åtkomst nekad (403)."."""
    words = words_for(error)
    return _filled(words.cause or words.what, _facts(error, "", language), language)


def summarise(
    missing: Sequence[Missing], language: Language, scope: Scope | None = None, part_count: int = 0
) -> Problem:
    """One line for all that is missing from a report, whatever the number of causes.

    Args:
        missing: at least one part.
        language: the user's.
        scope: what was asked for; with it, the line can say that nothing came, or that an office is missing altogether.
        part_count: how many parts were asked for in all, to be told where single gaps are too many to name.
    """
    gaps = gaps_by_customer(missing)
    causes = _by_cause(missing, language)
    if (scope and cover_all(gaps, scope)) or len(missing) == part_count:
        return _nothing_came(missing, causes, language)
    what = _what_is_missing(gaps, len(missing), part_count, scope, language)
    why = " ".join(list(causes)[:_MOST_CAUSES])
    if len(causes) > 1:
        return Problem(what, why, language.text("Problems", _SEVERAL_CAUSES))
    return Problem(what, why, describe(missing[0].error, None, language).next_step)


def details_text(missing: Iterable[Missing], language: Language) -> str:
    """One line for each missing part, to be copied and sent to whoever helps: office, days, cause, technical facts.

    Holds no password and no row's content, for the errors hold none.
    """
    return "\n".join(
        " · ".join(
            (
                _office(one.part.customer),
                f"{one.part.first_day.isoformat()}–{one.part.last_day.isoformat()}",
                cause(one.error, language),
                technical_text(one.error),
            )
        )
        for one in missing
    )


def technical_text(error: ConnectError) -> str:
    """The error's class and facts, for whoever looks after the program: "ServiceDown(status=503)"."""
    return _facts_text(error)


def log_text(error: ConnectError) -> str:
    """As `technical_text`, without what somebody has typed or the service has said: for a file that is kept."""
    return _facts_text(error, _NOT_FOR_THE_LOG)


def _facts_text(error: ConnectError, without: Container[str] = ()) -> str:
    facts = ((field.name, getattr(error, field.name)) for field in fields(error) if field.name not in without)
    told = ", ".join(f"{name}={_technical(value)}" for name, value in facts if value not in (None, "", ()))
    return f"{type(error).__name__}({told})"


def _described(error: ConnectError, office: str, language: Language) -> Problem:
    words = words_for(error)
    facts = _facts(error, office, language)
    return Problem(*(_filled(text, facts, language) for text in (words.what, words.why, words.next_step)))


def _nothing_came(missing: Sequence[Missing], causes: Mapping[str, ConnectError], language: Language) -> Problem:
    what = language.text("Problems", _NOTHING_CAME)
    if len(causes) > 1:
        reasons = " ".join(list(causes)[:_MOST_CAUSES])
        return Problem(what, reasons, language.text("Problems", _SEVERAL_CAUSES))
    offices = {_office(one.part.customer) for one in missing}
    office = offices.pop() if len(offices) == 1 else language.text("Problems", _THE_PICKED_OFFICES)
    problem = _described(missing[0].error, office, language)
    return Problem(what, f"{problem.what} {problem.why}", problem.next_step)


def _by_cause(missing: Iterable[Missing], language: Language) -> dict[str, ConnectError]:
    """One error for each cause, in the order in which the causes first occur."""
    causes: dict[str, ConnectError] = {}
    for one in missing:
        causes.setdefault(cause(one.error, language), one.error)
    return causes


def _what_is_missing(
    gaps: Mapping[Customer, Gaps], count: int, part_count: int, scope: Scope | None, language: Language
) -> str:
    same = set(gaps.values())
    if len(same) == 1 and scope and len(scope.customers) > 1 and gaps.keys() == set(scope.customers):
        return language.text("Problems", _ALL_MISS).format(days=_days(same.pop(), gaps, scope, language))
    if sum(map(len, gaps.values())) <= _MOST_NAMES:
        offices: dict[Gaps, list[str]] = {}
        for customer, gap in gaps.items():
            offices.setdefault(gap, []).append(customer.label)
        return " ".join(_office_line(names, gap, gaps, scope, language) for gap, names in offices.items())
    if part_count:
        counts = {"count": format_count(count, language), "total": format_count(part_count, language)}
        return language.text("Problems", _PARTS_MISSING).format(**counts)
    return language.text("Problems", _SOME_PARTS_MISSING)


def _office_line(
    names: Sequence[str], gap: Gaps, gaps: Mapping[Customer, Gaps], scope: Scope | None, language: Language
) -> str:
    office = _listed(names, language)
    if scope and covers(gap, scope):
        return language.text("Problems", _OFFICE_MISSING).format(office=office)
    return language.text("Problems", _OFFICE_MISSES).format(office=office, days=_days(gap, gaps, scope, language))


def _days(gap: Gaps, gaps: Mapping[Customer, Gaps], scope: Scope | None, language: Language) -> str:
    """The gap's days, with their year where the report, or what is missing of it, reaches over more than one."""
    ends = [day for some in gaps.values() for one in some for day in (one.first_day, one.last_day)]
    ends += [scope.first_day, scope.last_day] if scope else []
    with_year = min(ends).year != max(ends).year
    spans = [format_days(one.first_day, one.last_day, language, with_year=with_year) for one in gap]
    return _listed(spans, language)


def _listed(words: Sequence[str], language: Language) -> str:
    """One or more words as a phrase: "Solna, Sundbyberg och Vasastan"."""
    if len(words) == 1:
        return words[0]
    return language.text("Problems", _AND).format(first=", ".join(words[:-1]), last=words[-1])


def _filled(source: str, facts: Mapping[str, str], language: Language) -> str:
    return language.text("Problems", source).format(**facts)


def _facts(error: ConnectError, office: str, language: Language) -> dict[str, str]:
    """Everything that the words for errors may name; a fact that this error lacks is empty or said in general words."""

    def fact(name: str) -> Any:
        return getattr(error, name, None)

    def text(source: str) -> str:
        return language.text("Problems", source)

    status, where = fact("status"), _place(fact("where") or "", language)
    in_parentheses = where or (status if fact("proxy") is not None else None)
    wait = fact("retry_after") or fact("seconds")
    time = _duration(wait, language) if wait and math.isfinite(wait) else ""
    return {
        "office": office or fact("customer_id") or text(_SOME_OFFICE),
        "for_office": f" {text(_FOR_OFFICE).format(office=office)}" if office else "",
        "status": str(status),
        "in_parentheses": f" ({in_parentheses})" if in_parentheses else "",
        "time": time,
        "later": text(_LATER_IN).format(time=time) if time else text(_LATER),
        "host": fact("host") or "",
        "proxy": fact("proxy") or text(_SOME_PROXY),
        "messages": " ".join(text(_QUOTED).format(text=message) for message in fact("messages") or ()),
        "detail": fact("detail") or type(error).__name__,
        "base_url": fact("base_url") or "",
        "error": type(error).__name__,
    }


def _office(customer: Customer) -> str:
    return f"{customer.name}, {customer.id}" if customer.name else customer.id


def _place(where: str, language: Language) -> str:
    """Where in a body reading failed; a field's path or a host as it is."""
    found = _LINE_AND_COLUMN.fullmatch(where)
    return language.text("Problems", _ROW_AND_COLUMN).format(**found.groupdict()) if found else where


def _duration(seconds: float, language: Language) -> str:
    """Seconds as a person says them, never less than they are: "45 s", "5 min", "3 tim"."""
    for unit, source in ((3600, _HOURS), (60, _MINUTES)):
        if seconds > 1.5 * unit:
            return language.text("Problems", source).format(count=math.ceil(seconds / unit))
    return language.text("Problems", _SECONDS).format(count=math.ceil(seconds))


def _technical(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value) if isinstance(value, tuple) else str(value)
